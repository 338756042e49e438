/** Deliveries: fenced, final, in time, and never twice without a fault. */

import { epochMs } from "../../../src/core/kernel/time.ts";
import type { JobRow } from "../../../src/store/memory/tables.ts";
import type { Send } from "../provider.ts";
import { ambiguous, type Broken, downSince, faultsOn, type Invariant, isWaiting } from "../scene.ts";
import type { Scene } from "../stage.ts";

const final = new Set(["delivered", "failed", "cancelled", "superseded", "bundled"]);
const needsReason = new Set(["failed", "cancelled", "superseded", "held", "unknown"]);

function states(scene: Scene): () => Broken {
  const last = new Map<string, string>();
  const bundles = new Map<string, string>();
  const { jobs } = scene.town.raw.tables;
  /** What is bundled may leave its digest again before that is sent. */
  const over = (id: string, before = "") => {
    const digest = jobs.get(bundles.get(id) ?? "")?.state ?? "";
    return final.has(before) && (before !== "bundled" || digest === "sent" || digest === "delivered");
  };
  return () => {
    for (const { id, state, reason, bundle } of jobs.values()) {
      const before = last.get(id);
      if (before === state) continue;
      last.set(id, state);
      if (over(id, before)) return `${id} left its final state ${before} for ${state}`;
      if (bundle !== null) bundles.set(id, bundle);
      if (needsReason.has(state) && !reason) return `${id} is ${state} without a reason`;
      const got = scene.town.provider.sends.some((send) => send.job === id && (send.reached || send.draw === "takenThenFailed"));
      if ((state === "sent" || state === "delivered") && !got) return `${id} is ${state}, and no provider has taken it`;
    }
    return null;
  };
}

/** Late beyond five seconds without faults, fifteen for each fault around it. */
function late(scene: Scene, due: string, job: string): number {
  const from = epochMs(due);
  const around = scene.town.machine.happened.filter(({ at }) => at >= from - 60_000).length + faultsOn(scene, job);
  return scene.now() - from - downSince(scene, from) - (around === 0 ? 5_000 : 15_000 * (around + 1));
}

function repeated(scene: Scene, send: Send): Broken {
  if (!send.reached) return null;
  const reached = scene.town.provider.sends.filter((one) => one.job === send.job && one.reached).length;
  const faults = faultsOn(scene, send.job) - (ambiguous.has(send.draw) ? 1 : 0);
  return reached - 1 > faults ? `${send.job} reached ${send.address} ${reached} times, with ${faults} faults on it` : null;
}

/** A request whose outcome nobody knows is not repeated before it had its time to be settled. */
function settled(scene: Scene, send: Send): Broken {
  const before = scene.town.provider.sends.filter((one) => one.job === send.job && one !== send).at(-1);
  if (!before || !ambiguous.has(before.draw) || before.address !== send.address) return null;
  const touched = scene.town.machine.happened.some(({ carrying }) => carrying.includes(send.job));
  return touched || send.at - before.at >= 12_500 ? null : `${send.job} left again ${send.at - before.at} ms after a request whose outcome was unknown`;
}

/** A pause that a provider asked for holds on every node: what was under way then may still come within two seconds. */
function paused(scene: Scene, send: Send): Broken {
  const asked = scene.town.provider.sends.find(
    (one) => one.draw === "busy" && one.channel === send.channel && one.at < send.at - 2_000 && send.at < one.at + 19_500,
  );
  const faulty = asked && scene.town.machine.happened.some(({ at }) => at >= asked.at - 20_000 && at <= send.at);
  return asked && !faulty ? `${send.channel} was used ${send.at - asked.at} ms after its provider asked for a pause` : null;
}

export const ofDeliveries: readonly Invariant[] = [
  {
    id: "E4",
    says: "a message ends in one final state with a reason and never leaves it; sent means that a provider has it",
    watch: (scene) => ({
      step: states(scene),
      end: () => {
        const left = ({ state, leaseUntil, notBefore }: JobRow) => epochMs(state === "sending" ? (leaseUntil ?? notBefore) : notBefore) < scene.now() - 60_000;
        const stuck = [...scene.town.raw.tables.jobs.values()].find((job) => isWaiting(job) && left(job));
        return stuck ? `${stuck.id} is still ${stuck.state} (${stuck.effect.template})` : null;
      },
    }),
  },
  {
    id: "E5",
    says: "epochs of a message only grow, and a record under an old one changes nothing",
    watch: (scene) => {
      const epochs = new Map<string, number>();
      return {
        claimed: ({ id, epoch }) => {
          const before = epochs.get(id) ?? 0;
          epochs.set(id, epoch);
          return epoch > before ? null : `${id} was claimed under epoch ${epoch} after ${before}`;
        },
        extended: ({ id, epoch }) => {
          const row = scene.town.raw.tables.jobs.get(id);
          return row?.state === "sending" && row.epoch === epoch
            ? null
            : `a worker of epoch ${epoch} may send ${id}, which is ${row?.state} at epoch ${row?.epoch}`;
        },
        finishing: (job) => {
          const row = scene.town.raw.tables.jobs.get(job.id);
          if (!row || (row.epoch === job.epoch && row.state === "sending")) return undefined;
          const seen = () => JSON.stringify([row.state, row.notBefore, row.epoch, row.worker, row.leaseUntil]);
          const before = seen();
          return () => (seen() === before ? null : `a record of epoch ${job.epoch} changed ${job.id}, which is at epoch ${row.epoch} and was ${before}`);
        },
      };
    },
  },
  {
    id: "E6",
    says: "a message reaches a person once, and once more for each fault that touched it at most, under one key",
    watch: (scene) => ({
      sent: (send) => (scene.town.raw.tables.jobs.has(send.job) ? repeated(scene, send) : `a message left under the key ${send.job}, which nobody queued`),
    }),
  },
  { id: "R6", says: "an unknown outcome is given time before the message is sent again", watch: (scene) => ({ sent: (send) => settled(scene, send) }) },
  { id: "R9", says: "a provider that asks for a pause gets it from every node", watch: (scene) => ({ sent: (send) => paused(scene, send) }) },
  {
    id: "E7",
    says: "an attempt starts within five seconds of being due, fifteen for each fault on it",
    watch: (scene) => {
      const due = new Map<string, string>();
      return {
        // Claimed again after a lost lease it is still due since then; put back by its worker it is due anew.
        claimed: ({ id, dueAt }) => {
          if (!due.has(id)) due.set(id, dueAt);
          return null;
        },
        finishing: ({ id }) => {
          due.delete(id);
          return undefined;
        },
        sent: ({ job }) => {
          const at = due.get(job);
          const by = at === undefined ? 0 : late(scene, at, job);
          return by > 0 ? `${job} was due at ${at} and began ${by} ms too late` : null;
        },
        step: () => {
          for (const job of scene.town.raw.tables.jobs.values()) {
            if (!isWaiting(job) || job.state === "sending" || late(scene, job.notBefore, job.id) <= 0) continue;
            return `${job.id} was due at ${job.notBefore} and nobody has begun`;
          }
          return null;
        },
      };
    },
  },
];
