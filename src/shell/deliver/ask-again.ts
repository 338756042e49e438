/** The questions the door asked when it planned a message, asked once more just before it leaves: still wanted, and may it reach its reader now? */
import type { Bundled, Held, LeasedJob } from "../../store/jobs.ts";
import { decideWithFacts } from "../facts-at-hand.ts";
import { type Scene, sceneOf } from "../scene.ts";
import { isDigest, sayTogether } from "./digest.ts";
import type { Deliverer, Ready } from "./node.ts";

/** Ready to leave, or what is to be recorded instead. */
export async function askAgain(node: Deliverer, job: LeasedJob): Promise<Ready | Held> {
  if (isDigest(job)) return sayTogether(node, job, (member) => heldBack(node, member, null));
  if (job.overtaken) return { to: "superseded", reason: "A later step of the same page leaves instead" };
  const scene = job.stream === null ? null : await sceneOf(node.parts, job.stream);
  const held = await heldBack(node, job, scene);
  if (held) return held;
  const rank = scene ? scene.engine.rankOf(scene.state) : null;
  const { alert, rule } = job.effect.params;
  return { job, rank, first: rank === 1 && alert === 1 && (rule === undefined || rule === 0) };
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
