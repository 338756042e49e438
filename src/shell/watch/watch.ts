/** Watching ourselves, put together: what a node does beside its work, each in a loop of its own. */

import { adminIds } from "../../store/directory/people.ts";
import type { Db } from "../../store/directory/tables.ts";
import type { Store } from "../../store/log.ts";
import { publicNumber } from "../../store/watch/asleep.ts";
import type { Dispatch } from "../dispatch.ts";
import type { Intake } from "../ingest.ts";
import type { DoorParts } from "../wanted.ts";
import type { World } from "../world.ts";
import { auditChainWatch } from "./audit-chain.ts";
import { type AuditFound, auditorOf } from "./auditor.ts";
import { heartbeatsOut } from "./heartbeats-out.ts";
import { lookAtWatch, type SelfWatch } from "./look.ts";
import type { Arrived } from "./loopback.ts";
import { monitorsOf } from "./monitors.ts";
import { selfAlarmsOf } from "./self-alarm.ts";
import { stormWatch } from "./storms.ts";
import { syntheticPages } from "./synthetic-pages.ts";

/** What it is made of. `heartbeatUrls` are whom we tell that we are well. */
export type WatchParts = {
  readonly db: Db;
  readonly store: Store;
  readonly door: DoorParts;
  readonly dispatch: Dispatch;
  readonly accept: Intake;
  readonly world: Pick<World, "http" | "id" | "monotonicMs">;
  readonly node: string;
  readonly heartbeatUrls: readonly string[];
  readonly repaired: (stream: string) => void;
};

/** Something done again and again, beside the work. */
export type Chore = { readonly name: string; readonly step: () => Promise<number> };

/** The numbers of this node's watching, for metrics. `auditChainOk` is null until it was looked at. */
export type WatchFigures = SelfWatch & { readonly found: AuditFound; readonly auditChainOk: boolean | null };

/** A node's watch. */
export type Watch = {
  readonly chores: readonly Chore[];
  /** Takes what the loopback channel was asked to send. */
  readonly arrived: (page: Arrived) => void;
  /** The automation of a stream was stopped: its administrators are told. */
  readonly quarantined: (stream: string, reason: string) => Promise<void>;
  readonly figures: () => Promise<WatchFigures>;
};

/** Puts it together. Nothing runs until its chores are. */
export function watchOf(parts: WatchParts): Watch {
  const { db, store, door, dispatch, accept, world, node } = parts;
  const { now } = store;
  const alarm = selfAlarmsOf({ jobs: store.jobs, admins: () => adminIds(db), now });
  const pages = syntheticPages({ db, node, accept, dispatch, now, id: world.id });
  const out = heartbeatsOut({ db, node, urls: parts.heartbeatUrls, http: world.http, now });
  const auditor = auditorOf({ db, door, alarm, repaired: parts.repaired, monotonicMs: world.monotonicMs });
  const monitors = monitorsOf({ db, accept, now, id: world.id, monotonicMs: world.monotonicMs });
  const chain = auditChainWatch(db, alarm, world.monotonicMs);
  const storms = stormWatch(db, alarm, world.monotonicMs);
  return {
    chores: [
      { name: "synthetic page", step: pages.step },
      { name: "heartbeats out", step: out.step },
      { name: "monitors", step: monitors.step },
      { name: "auditor", step: auditor.step },
      { name: "audit chain", step: chain.step },
      { name: "storms", step: storms.step },
    ],
    arrived: pages.arrived,
    quarantined: async (stream) => {
      const number = await publicNumber(db, stream);
      const which = number === null ? "An automation" : `The automation of incident ${number}`;
      const text = `${which} failed again and again and was stopped. People can still work there; nothing happens by itself any more. The log says why.`;
      await alarm({ key: `quarantined/${stream}`, title: `${which} was stopped`, text, urgency: "page" });
    },
    figures: async () => ({ ...(await lookAtWatch(db, await now())), found: auditor.found(), auditChainOk: chain.ok() }),
  };
}
