/** Hints between nodes over LISTEN and NOTIFY: may be lost, may be superfluous, never the only way. */
import { Client, type Pool } from "pg";
import type { News } from "../log.ts";

/** What the hints need from outside. */
export type HintOptions = {
  readonly pool: Pool;
  /** Waits so many milliseconds, or until the signal aborts. */
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
  /** Hears what went wrong; hints are never worth failing for. */
  readonly trouble: (error: unknown) => void;
};

/** How to tell the other nodes, and how to hear them. */
export type Hints = { readonly hint: (news?: News) => void; readonly listen: (tell: (news?: News) => void) => () => void };

const channel = "quarterdeck";

/** A NOTIFY in every transaction would put all commits in one line, so there is one per process and this many milliseconds at most. */
const togetherMs = 20;

/** How often a silent connection is asked whether it still lives, and how long it may take to answer. */
const heartbeatMs = 5_000;

/** Hints over the database of a pool; the listening connection is its own. */
export function postgresHints(options: HintOptions): Hints {
  const here = new Set<(news?: News) => void>();
  const tellHere = (news?: News) => {
    for (const tell of [...here]) tell(news);
  };
  let stop: AbortController | null = null;
  const ear: Ear = { pid: 0 };
  return {
    hint: coalesced(options, ear, tellHere),
    listen: (tell) => {
      here.add(tell);
      if (!stop) {
        stop = new AbortController();
        void keepListening(options, { ear, tell: tellHere }, stop.signal);
      }
      return () => {
        here.delete(tell);
        if (here.size > 0) return;
        stop?.abort();
        stop = null;
      };
    },
  };
}

/** The database's process behind the listening connection; 0 while there is none. What we tell carries it, so that we do not listen to ourselves. */
type Ear = { pid: number };

function coalesced({ pool, sleep, trouble }: HintOptions, ear: Ear, tellHere: (news: News) => void): (news?: News) => void {
  const waiting = new Set<News>();
  const send = async () => {
    try {
      await sleep(togetherMs);
      const all = [...waiting];
      waiting.clear();
      for (const news of all) tellHere(news);
      await pool.query("select pg_notify($1, news || ' ' || $3::int) from unnest($2::text[]) as news", [channel, all, ear.pid]);
    } catch (error) {
      waiting.clear();
      trouble(error);
    }
  };
  return (news = "log") => {
    const first = waiting.size === 0;
    waiting.add(news);
    if (first) void send();
  };
}

/** Listens until told to stop. A lost or half-open connection is replaced; whatever was missed meanwhile is covered by one hint. */
async function keepListening(
  options: HintOptions,
  { ear, tell }: { readonly ear: Ear; readonly tell: (news?: News) => void },
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    const client = new Client({ ...options.pool.options, password: options.pool.options.password, keepAlive: true, connectionTimeoutMillis: heartbeatMs });
    const lost = new AbortController();
    const both = AbortSignal.any([signal, lost.signal]);
    client.on("error", () => lost.abort());
    client.on("end", () => lost.abort());
    client.on("notification", ({ payload = "" }) => {
      const [news, from] = payload.split(" ");
      if (from !== String(ear.pid)) tell(news as News);
    });
    try {
      await client.connect();
      ear.pid = (await client.query<{ pid: number }>("select pg_backend_pid() as pid")).rows[0]!.pid;
      await client.query(`listen ${channel}`);
      tell();
      while (!both.aborted) await heartbeat(client, options, both);
    } catch (error) {
      if (!signal.aborted) options.trouble(error);
    } finally {
      ear.pid = 0;
      await client.end().catch(options.trouble);
    }
    if (!signal.aborted) await options.sleep(500, signal);
  }
}

async function heartbeat(client: Client, { sleep }: HintOptions, signal: AbortSignal): Promise<void> {
  await sleep(heartbeatMs, signal);
  if (signal.aborted) return;
  const beating = new AbortController();
  const answer = client.query("select 1").then(
    () => true,
    () => false,
  );
  const late = sleep(heartbeatMs, beating.signal).then(() => false);
  const alive = await Promise.race([answer, late]).finally(() => beating.abort());
  if (alive) return;
  throw new Error("the listening connection does not answer");
}
