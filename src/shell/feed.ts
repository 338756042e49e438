/** Live news: the log is read once for everybody, and each hears what they may read at this moment. */
import { type Engine, specOf } from "../core/kernel/engine.ts";
import { mayRead, maySee, program, type Viewer } from "../core/kernel/viewer.ts";
import { type IncidentRow, isIncident, type ReadEvent, type Store } from "../store/log.ts";

/** That something happened; what it was is asked for. `position` is where to resume. */
export type News = { readonly position: number; readonly id: string; readonly number: number | null; readonly seq: number; readonly type: string };

/** Somebody who listens. `beat` comes about every five seconds. */
export type Listener = { readonly viewer: Viewer; readonly news: (news: News) => void; readonly beat: () => void };

/** The feed of one node. */
export type Feed = {
  /** Where the log ends now. */
  end(): Promise<number>;
  /** What a viewer missed since a position; null when it was so much that everything is better asked for anew. */
  since(viewer: Viewer, position: number): Promise<{ readonly news: readonly News[]; readonly position: number } | null>;
  listen(listener: Listener): () => void;
  close(): void;
};

/** What the feed is made of. `trouble` hears why the log could not be read; it is read again with the next hint or beat. */
export type FeedParts = {
  readonly store: Pick<Store, "listen"> & { readonly read: Pick<Store["read"], "feed" | "find"> };
  readonly engine: Engine;
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
  readonly trouble: (reason: string) => void;
};

const beatMs = 5_000;
const perRead = 500;

/** Whoever missed more than this starts anew. */
const mostMissed = 5_000;

/** Sees nothing: asked with it, the log only says where it ends. */
const nobody: Viewer = { person: null, all: false };

/** Opens the feed; it follows the log until it is closed. */
export function feedOf(parts: FeedParts): Feed {
  const { read } = parts.store;
  const listeners = new Set<Listener>();
  const stop = new AbortController();
  const pump = follower(parts, listeners, stop.signal);
  const unlisten = parts.store.listen((news = "log") => void (news === "log" && pump()));
  const beats = async () => {
    while (!stop.signal.aborted) {
      await parts.sleep(beatMs, stop.signal);
      pump();
      for (const listener of stop.signal.aborted ? [] : [...listeners]) listener.beat();
    }
  };
  pump();
  void beats();
  return {
    end: () => end(read),
    since: (viewer, after) => missed(parts, viewer, after),
    listen: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    close: () => {
      stop.abort();
      unlisten();
      listeners.clear();
    },
  };
}

/** Reads on from where it was whenever it is called; calls that come while it reads are one. */
function follower(parts: FeedParts, listeners: ReadonlySet<Listener>, stop: AbortSignal): () => void {
  const { read } = parts.store;
  let position: number | null = null;
  let reading: Promise<void> | null = null;
  let again = false;
  const follow = async () => {
    position ??= await end(read);
    for (;;) {
      const found = await read.feed(program, position, perRead);
      if (listeners.size > 0) await tell(parts, listeners, found.events);
      position = found.position;
      if (found.events.length < perRead) return;
    }
  };
  const pump = () => {
    if (stop.aborted) return;
    again = reading !== null;
    reading ??= follow()
      .catch((failed: unknown) => parts.trouble(failed instanceof Error ? failed.message : String(failed)))
      .then(() => {
        reading = null;
        if (again) pump();
      });
  };
  return pump;
}

async function end(read: FeedParts["store"]["read"]): Promise<number> {
  return (await read.feed(nobody, 0, 1)).position;
}

type Placed = ReadEvent & { readonly position: number };

/** Who may read what is decided by the incident as it is now, once for all listeners. */
async function tell(parts: FeedParts, listeners: ReadonlySet<Listener>, events: readonly Placed[]): Promise<void> {
  const rows = await rowsOf(parts, events);
  for (const event of events) {
    const row = rows.get(event.stream);
    if (!row) continue;
    const seenBy = specOf(parts.engine, event.type)?.spec.seenBy ?? "participants";
    const audience = typeof seenBy === "function" ? seenBy(event.data) : seenBy;
    const news = newsOf(event, row);
    for (const { viewer, news: hear } of [...listeners]) if (maySee(viewer, row) && mayRead(viewer, row, audience, event.actor)) hear(news);
  }
}

async function rowsOf(parts: FeedParts, events: readonly Placed[]): Promise<ReadonlyMap<string, IncidentRow>> {
  const streams = [...new Set(events.map(({ stream }) => stream))].filter(isIncident);
  const rows = await Promise.all(streams.map((stream) => parts.store.read.find(program, stream)));
  return new Map(rows.flatMap((row) => (row ? [[row.id, row] as const] : [])));
}

function newsOf({ position, stream, seq, type }: Placed, row: IncidentRow): News {
  return { position, id: stream, number: row.number, seq, type };
}

/** The store filters for this viewer; the read goes on until the log's end as it was at the beginning. */
async function missed(parts: FeedParts, viewer: Viewer, after: number) {
  const { read } = parts.store;
  const until = await end(read);
  const news: News[] = [];
  let position = after;
  if (after > until) return null;
  while (position < until && news.length <= mostMissed) {
    const found = await read.feed(viewer, position, perRead);
    const rows = await rowsOf(parts, found.events);
    news.push(...found.events.flatMap((event) => (rows.has(event.stream) ? [newsOf(event, rows.get(event.stream)!)] : [])));
    position = found.position;
  }
  return news.length > mostMissed ? null : { news, position };
}
