/** Escalation policies: steps in their order and time, nobody called after an answer, and never nobody at all. */

import { after, epochMs, instantOf } from "../../../src/core/kernel/time.ts";
import type { Run } from "../../../src/core/oncall/escalation-run.ts";
import { type Broken, downSince, type Invariant } from "../scene.ts";
import type { Scene, Tracked } from "../stage.ts";

/** Whether anything of the latest step has left, or is known never to. */
function wasTried(scene: Scene, run: Run): boolean {
  const jobs = [...scene.town.raw.tables.jobs.values()];
  return (
    run.current.length === 0 ||
    run.current.some(
      (page) => run.calls[page]?.goneAt !== null || jobs.some((job) => job.effect.page === page && (job.attempts.length > 0 || job.state === "failed")),
    )
  );
}

/** The step that was carried out before its time. */
function early(scene: Scene, run: Run | null, step: number, at: string): Broken {
  if (run === null || run.policy === null || run.step < 0 || run.current.length === 0) return null;
  const isGone = run.current.every((page) => run.calls[page]?.goneAt !== null || run.answered[run.calls[page]?.person ?? ""]);
  if (isGone) return null;
  const due = after(run.anchor, run.policy.steps[step]!.after);
  if (due > at) return `step ${step + 1} at ${at}, due at ${due}`;
  return wasTried(scene, run) || epochMs(at) - epochMs(due) >= 60_000 ? null : `step ${step + 1} at ${at}, and nothing of the step before has left`;
}

/** Somebody waits for help, and the policy has not moved for longer than any of its delays. */
function asleep(scene: Scene, { state, stream }: Tracked): Broken {
  const { run } = state.escalation;
  if (run === null || run.ended !== null || run.policy === null || run.lastResortAt !== null) return null;
  if (!["reported", "active"].includes(state.lifecycle.phase)) return null;
  const delays = [...run.policy.steps.map((step) => step.after), run.policy.repeat.after].map((delay) => epochMs(after(run.anchor, delay)));
  const due = Math.max(...delays) + 120_000;
  const around = scene.town.machine.happened.filter(({ at }) => at >= epochMs(run.anchor)).length;
  const late = scene.now() - due - downSince(scene, epochMs(run.anchor));
  return late > 15_000 + 15_000 * around ? `${stream} has called nobody new since ${run.anchor}, at ${instantOf(scene.now())}` : null;
}

export const ofEscalation: readonly Invariant[] = [
  {
    id: "E9",
    says: "a step of a policy never comes before its delay has passed, nor before anything of the step before has left",
    watch: (scene) => ({
      event: (_tracked, event, before) => {
        const { run } = before.escalation;
        if (event.type !== "escalated" || !event.actor.startsWith("rule:")) return null;
        const { step, round } = event.data as { step: number; round: number };
        return round === (run?.round ?? 0) ? early(scene, run, step, event.at) : null;
      },
    }),
  },
  {
    id: "E10",
    says: "while nobody has answered, a policy goes on to its last resort",
    watch: (scene) => ({ step: () => [...scene.streams.values()].map((tracked) => asleep(scene, tracked)).find((broken) => broken) }),
  },
  {
    id: "E8",
    says: "once a policy is answered, or the incident over, its steps call nobody",
    watch: () => ({
      event: (_tracked, event, before) =>
        event.actor.startsWith("rule:") && ["escalated", "escalation-repeated", "last-resort-paged"].includes(event.type) && before.escalation.run?.ended
          ? `${event.type} after it was ${before.escalation.run.ended.why}`
          : null,
    }),
  },
];
