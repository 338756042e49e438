/** What must be done next: by whom, what, due when, met by which event. Derived, never set. */
import type { AnyWish } from "./command.ts";
import type { Recorded } from "./event.ts";
import { epochMs, type Instant } from "./time.ts";

/** Who owes it: the holders of a role, these people, or the process itself. */
export type Who = { readonly role: string } | { readonly people: readonly string[] } | { readonly process: true };

/** A moment of a duty: it opens, reminds, falls due or escalates; what the process itself then does is a wish. */
export type Step<W = AnyWish> = { readonly at: Instant; readonly does: "open" | "remind" | "due" | "escalate"; readonly then?: W };

/** One duty. Steps are absolute instants; a grid is anchor + k·every. */
export type Duty<W = AnyWish, S = unknown> = {
  /** Stable, one per instance: `round@<instant>`, `page/<id>/answer`. */
  readonly key: string;
  readonly who: Who;
  readonly what: string;
  readonly during: readonly string[];
  readonly steps: readonly Step<W>[];
  readonly due: Instant | null;
  /** Reads the event and the state before it, never the state the duty was derived of: the duty may outlive that. */
  readonly metBy: (event: Recorded, before: S) => boolean;
  readonly cites: readonly string[];
  /** The command that discharges it, for the button beside it. */
  readonly by?: AnyWish | { readonly name: string };
};

/** A duty as the engine knows it: with the rule that demands it. */
export type OwedDuty = Duty & { readonly rule: string };

/** Later than this after its instant, a step counts as late. */
const toleranceMs = 30_000;

/** A step that has come: the latest one reached, earlier ones are collapsed into it (X-01, X-20: inclusive). */
export type DueStep = { readonly duty: OwedDuty; readonly index: number; readonly step: Step; readonly late: boolean };

/** The latest reached, not yet fired step of each duty at `now`, the earliest first. */
export function dueSteps(duties: readonly OwedDuty[], fired: { readonly [key: string]: number }, now: Instant): DueStep[] {
  const due: DueStep[] = [];
  for (const duty of duties) {
    const already = fired[duty.key] ?? -1;
    for (let index = duty.steps.length - 1; index > already; index--) {
      const step = duty.steps[index];
      if (step === undefined || step.at > now) continue;
      due.push({ duty, index, step, late: epochMs(now) - epochMs(step.at) > toleranceMs });
      break;
    }
  }
  return due.sort((a, b) => (a.step.at < b.step.at ? -1 : a.step.at > b.step.at ? 1 : a.duty.key < b.duty.key ? -1 : 1));
}

/** The least instant of a step not yet fired, or null: when the stream must next be woken. */
export function wakeAt(duties: readonly OwedDuty[], fired: { readonly [key: string]: number }): Instant | null {
  let least: Instant | null = null;
  for (const duty of duties) {
    const already = fired[duty.key] ?? -1;
    duty.steps.forEach((step, index) => {
      if (index > already && (least === null || step.at < least)) least = step.at;
    });
  }
  return least;
}

/** How a duty ended or that it is open; `late` was met after it was due, `missed` never. */
export type DutyState = "open" | "met" | "late" | "missed" | "waived" | "withdrawn";

/** What a command did to a duty. */
export type DutyChange = { readonly key: string; readonly to: DutyState; readonly duty: OwedDuty };

/** Which duties a command met, and which it waived. */
export type Ended = { readonly met: ReadonlySet<string>; readonly waived: ReadonlySet<string> };

/** Compares the duties before and after a command: what opened, what was met (late where it was), what was waived, withdrawn or missed. */
export function dutyChanges(before: readonly OwedDuty[], after: readonly OwedDuty[], { met, waived }: Ended, now: Instant): DutyChange[] {
  const known = new Map(before.map((duty) => [duty.key, duty]));
  const still = new Map(after.map((duty) => [duty.key, duty]));
  const changes: DutyChange[] = [];
  for (const [key, duty] of known) {
    const late = duty.due !== null && epochMs(now) - epochMs(duty.due) > 0;
    if (met.has(key)) changes.push({ key, to: late ? "late" : "met", duty });
    else if (waived.has(key)) changes.push({ key, to: "waived", duty });
    else if (!still.has(key)) changes.push({ key, to: late ? "missed" : "withdrawn", duty });
  }
  for (const [key, duty] of still) {
    const old = known.get(key);
    if (old !== duty && !met.has(key) && (!old || old.due !== duty.due || old.what !== duty.what || JSON.stringify(old.who) !== JSON.stringify(duty.who)))
      changes.push({ key, to: "open", duty });
  }
  return changes;
}
