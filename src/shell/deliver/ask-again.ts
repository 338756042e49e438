/** The questions the door asked when it planned a message, asked once more just before it leaves: still wanted, and may it reach its reader now? */
import { epochMs, instantOf } from "../../core/kernel/time.ts";
import type { Bundled, Finish, Held, LeasedJob } from "../../store/jobs.ts";
import { decideWithFacts } from "../facts-at-hand.ts";
import { type Scene, sceneOf } from "../scene.ts";
import { sayTogether } from "./digest.ts";
import { isDigest } from "./is-digest.ts";
import type { Deliverer, Ready } from "./node.ts";

/** A message this late belongs to an outage: what its stream still has to catch up with comes first, for so many claims at most. */
const lateMs = 5_000;
const patience = 4;
const againMs = 500;

/** Ready to leave, or what is to be recorded instead. */
export async function askAgain(node: Deliverer, job: LeasedJob): Promise<Ready | Finish> {
  if (isDigest(job)) return sayTogether(node, job, (member) => heldBack(node, member, null));
  if (job.overtaken) return { to: "superseded", reason: "A later step of the same page leaves instead" };
  const scene = job.stream === null ? null : await sceneOf(node.parts, job.stream);
  const held = await heldBack(node, job, scene);
  if (held) return held;
  if (scene && isBehind(scene, job)) {
    const at = instantOf(epochMs(scene.now) + againMs);
    return { to: "again", attempt: null, at, reason: "What was missed is caught up with first", state: "queued" };
  }
  const rank = scene ? scene.engine.rankOf(scene.state) : null;
  const { alert, rule } = job.effect.params;
  return { job, rank, first: rank === 1 && alert === 1 && (rule === undefined || rule === 0) };
}

/** After an outage the step that comes due may replace this message: it is waited for, so that nobody gets both (E13). */
function isBehind({ wakeAt, now }: Scene, { dueAt, epoch, attempts }: LeasedJob): boolean {
  return wakeAt !== null && wakeAt <= now && epochMs(now) - epochMs(dueAt) > lateMs && attempts.length === 0 && epoch <= patience;
}

/** Why it may not leave now, or null. */
async function heldBack(node: Deliverer, job: Bundled, at: Scene | null): Promise<Held | null> {
  const scene = at ?? (job.stream === null ? null : await sceneOf(node.parts, job.stream));
  if (!scene) return null;
  const { engine, pack, state } = scene;
  const { id, person, effect, queuedAt } = job;
  const unsent = { id, person, effect, queuedAt };
  if (!engine.wanted(state, unsent)) return { to: "superseded", reason: "No longer needed" };
  if (pack === null) return null;
  const { result } = await decideWithFacts(
    (facts) => engine.mayReach(pack, state, unsent, facts),
    (kind, key) => node.parts.store.read.fact(kind, key),
  );
  return result.from > scene.now ? { to: "held", until: result.from, reason: result.why ?? "Not yet" } : null;
}
