/** The heartbeat that leaves: told to others outside after each synthetic page that came back, and only then. Our silence is what they alarm for. */
import { createHash } from "node:crypto";
import type { HttpReply, HttpRequest } from "../../channels/wire.ts";
import { epochMs, type Instant } from "../../core/kernel/time.ts";
import type { Db } from "../../store/directory/tables.ts";
import { keepReceivers, noteSent } from "../../store/watch/heartbeats-out.ts";
import { lastAnswered, pageTold } from "../../store/watch/synthetic-pages.ts";

/** What it is made of. `urls` are the receivers' addresses; they hold keys, and are never logged. */
export type HeartbeatOutParts = {
  readonly db: Db;
  readonly node: string;
  readonly urls: readonly string[];
  readonly http: (request: HttpRequest) => Promise<HttpReply>;
  readonly now: () => Promise<Instant>;
};

/** A page that came back longer ago says nothing about now. */
const freshMs = 90_000;

/** Whoever began the page tells; after this others do. A receiver that did not hear is told again after the same time. */
const othersAfterMs = 10_000;

const deadlineMs = 5_000;

/** One node's heartbeats: `step` tells the receivers of the newest page that came back, until each has heard. */
export function heartbeatsOut(parts: HeartbeatOutParts): { readonly step: () => Promise<number> } {
  const about = { page: "", left: [...parts.urls], nextMs: 0 };
  let known = false;
  return {
    step: async () => {
      if (!known) await keepReceivers(parts.db, parts.urls.map(receiverOf));
      known = true;
      if (parts.urls.length === 0) return 0;
      const last = await lastAnswered(parts.db);
      const nowMs = epochMs(await parts.now());
      if (!last || last.told || nowMs - epochMs(last.at) > freshMs) return 0;
      if (last.node !== parts.node && nowMs - epochMs(last.at) < othersAfterMs) return 0;
      if (about.page !== last.id) Object.assign(about, { page: last.id, left: [...parts.urls], nextMs: 0 });
      if (nowMs < about.nextMs) return 0;
      const heard = await Promise.all(about.left.map((url) => tell(parts, url)));
      about.left = about.left.filter((_url, index) => !heard[index]);
      about.nextMs = nowMs + othersAfterMs;
      if (about.left.length === 0) await pageTold(parts.db, last.id, await parts.now());
      return heard.filter(Boolean).length;
    },
  };
}

/** Tells one receiver; true when it answered with a success. */
async function tell({ db, http, now }: HeartbeatOutParts, url: string): Promise<boolean> {
  const problem = await http({ method: "GET", url, headers: {}, deadlineMs, trust: "guarded" }).then(
    ({ status }) => (status >= 200 && status < 300 ? null : `It answered ${status}`),
    (failed: unknown) => (failed instanceof Error ? failed.message : String(failed)).slice(0, 200),
  );
  await noteSent(db, { receiver: receiverOf(url), host: new URL(url).host, at: await now(), problem });
  return problem === null;
}

/** A receiver's name: which it is, not how to speak in our name. */
function receiverOf(url: string): string {
  return createHash("sha256").update(url).digest("hex").slice(0, 16);
}
