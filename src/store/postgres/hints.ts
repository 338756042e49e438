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
  return {
    hint: coalesced(options, tellHere),
    listen: (tell) => {
      here.add(tell);
      if (!stop) {
        stop = new AbortController();
        void keepListening(options, tellHere, stop.signal);
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

function coalesced({ pool, sleep, trouble }: HintOptions, tellHere: (news: News) => void): (news?: News) => void {
  const waiting = new Set<News>();
  const send = async () => {
    try {
      await sleep(togetherMs);
      const all = [...waiting];
      waiting.clear();
      for (const news of all) tellHere(news);
      await pool.query("select pg_notify($1, news) from unnest($2::text[]) as news", [channel, all]);
    } catch (error) {
      waiting.clear();
      trouble(error);
    }
  };
  return (news = "log") => {
    waiting.add(news);
    if (waiting.size === 1) void send();
  };
}

/** Listens until told to stop. A lost or half-open connection is replaced; whatever was missed meanwhile is covered by one hint. */
async function keepListening(options: HintOptions, tell: (news?: News) => void, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const client = new Client({ ...options.pool.options, password: options.pool.options.password, keepAlive: true, connectionTimeoutMillis: heartbeatMs });
    const lost = new AbortController();
    const both = AbortSignal.any([signal, lost.signal]);
    client.on("error", () => lost.abort());
    client.on("end", () => lost.abort());
    client.on("notification", ({ payload }) => tell(payload as News));
    try {
      await client.connect();
      await client.query(`listen ${channel}`);
      tell();
      while (!both.aborted) await heartbeat(client, options, both);
    } catch (error) {
      if (!signal.aborted) options.trouble(error);
    } finally {
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
