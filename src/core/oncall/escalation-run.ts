/** How each event changes the run of an escalation. */
import { z } from "zod";
import type { Instant } from "../kernel/time.ts";
import type { Call, changedData, escalatedData, skippedData, startedData } from "./escalation-shapes.ts";
import { policy } from "./policy.ts";

const instant = z.string();
const called = z.object({ person: z.string(), steps: z.array(z.number()), goneAt: instant.nullable() });
const run = z.object({
  n: z.number(),
  policy: policy.nullable(),
  startedAt: instant,
  round: z.number(),
  /** The latest step carried out or skipped in this round; -1 before the first. */
  step: z.number(),
  /** The steps carried out in this round. */
  carried: z.array(z.number()),
  /** The instant the next delay counts from, and how often it was moved because the step before had not gone out. */
  anchor: instant,
  postponed: z.number(),
  /** Everybody it called, by page. */
  calls: z.record(z.string(), called),
  /** The pages of the latest step. */
  current: z.array(z.string()),
  answered: z.record(z.string(), instant),
  declined: z.array(z.string()),
  /** Everybody the steps carried out meant at `plannedAt`. */
  meant: z.array(z.string()),
  plannedAt: instant,
  lastResortAt: instant.nullable(),
  ended: z.object({ at: instant, why: z.string() }).nullable(),
  /** How often the incident was found forgotten: in all, and since somebody last did something. */
  forgotten: z.object({ count: z.number(), times: z.number(), at: instant.nullable() }),
});
export const schema = z.object({ run: run.nullable() });
export type Run = z.infer<typeof run>;
export type Escalation = z.infer<typeof schema>;

/** The step number under which the last resort and the forgotten are called. */
export const lastResortStep = -1;

const change = (state: Escalation, to: (run: Run) => Partial<Run>): Escalation => (state.run ? { run: { ...state.run, ...to(state.run) } } : state);

/** Adds the step to whom it called; a page counts for every step that called it. */
function withCalls(run: Run, calls: readonly Call[], step: number): Run["calls"] {
  const all = { ...run.calls };
  for (const { page, person } of calls) {
    const before = all[page];
    all[page] = { person, steps: [...new Set([...(before?.steps ?? []), step])], goneAt: before?.goneAt ?? null };
  }
  return all;
}

export function started(state: Escalation, data: z.infer<typeof startedData>, at: Instant): Escalation {
  const times = { startedAt: at, anchor: at, plannedAt: at, lastResortAt: null, ended: null };
  const nobody = { calls: {}, current: [], answered: {}, declined: [], meant: [], carried: [] };
  const forgotten = { count: state.run?.forgotten.count ?? 0, times: 0, at: null };
  return { run: { n: data.run, policy: data.policy, round: 0, step: -1, postponed: 0, forgotten, ...times, ...nobody } };
}

export function carriedOut(state: Escalation, data: z.infer<typeof escalatedData>, at: Instant): Escalation {
  const { step, round, meant } = data;
  return change(state, (run) => {
    const answered = { ...run.answered, ...Object.fromEntries(data.answered.map((person) => [person, at])) };
    const known = data.answered.length > 0 && (run.policy?.steps[step]?.answers === "first" || data.calls.length === 0);
    return {
      ...{ step, round, meant, answered, plannedAt: at, anchor: at, postponed: 0 },
      carried: [...run.carried, step],
      calls: withCalls(run, data.calls, step),
      current: data.calls.map(({ page }) => page),
      ended: known ? { at, why: "answered" } : null,
    };
  });
}

export function skipped(state: Escalation, data: z.infer<typeof skippedData>): Escalation {
  return change(state, (run) => ({ step: Math.max(run.step, ...data.steps.map(({ step }) => step)) }));
}

export function repeated(state: Escalation, round: number, at: Instant): Escalation {
  return change(state, () => ({ round, step: -1, carried: [], current: [], anchor: at, postponed: 0, ended: null }));
}

export function postponed(state: Escalation, at: Instant): Escalation {
  return change(state, (run) => ({ anchor: at, postponed: run.postponed + 1 }));
}

export function changed(state: Escalation, data: Omit<z.infer<typeof changedData>, "run" | "why">, at: Instant): Escalation {
  return change(state, (run) => ({
    plannedAt: at,
    meant: data.meant,
    carried: [...run.carried, ...data.carried],
    calls: data.added.reduce((calls, call) => withCalls({ ...run, calls }, [call], call.step), run.calls),
    current: [...run.current, ...data.added.filter(({ step }) => step === run.step).map(({ page }) => page)],
  }));
}

export function lastResort(state: Escalation, calls: readonly Call[], at: Instant): Escalation {
  return change(state, (run) => ({
    lastResortAt: at,
    anchor: at,
    calls: withCalls(run, calls, lastResortStep),
    current: calls.map(({ page }) => page),
    ended: null,
  }));
}

export function forgotten(state: Escalation, calls: readonly Call[], at: Instant): Escalation {
  return change(state, (run) => ({
    calls: withCalls(run, calls, lastResortStep),
    forgotten: { count: run.forgotten.count + 1, times: run.forgotten.times + 1, at },
  }));
}

export function ended(state: Escalation, at: Instant, why: string): Escalation {
  return change(state, (run) => ({ ended: run.ended?.why === "answered" || run.ended === null ? { at, why } : run.ended }));
}

/** Somebody declined, or nothing reaches them; null: the page did arrive. */
export function gone(state: Escalation, page: string, at: Instant | null, declined?: string): Escalation {
  return change(state, (run) => {
    const call = run.calls[page];
    if (!call) return {};
    return { calls: { ...run.calls, [page]: { ...call, goneAt: at } }, declined: declined === undefined ? run.declined : [...run.declined, declined] };
  });
}

/** Somebody answered: it is over where one of the steps that called them wants one answer, or now has all (E9). */
export function heard(state: Escalation, data: { readonly page: string; readonly person: string }, at: Instant): Escalation {
  return change(state, (run) => {
    const call = run.calls[data.page];
    if (!call) return {};
    const answered = { ...run.answered, [data.person]: at };
    const satisfied = (step: number) =>
      run.policy?.steps[step]?.answers !== "all" ||
      Object.values(run.calls).every(({ person, steps }) => !steps.includes(step) || answered[person] !== undefined);
    return { answered, ended: run.ended ?? (call.steps.some(satisfied) ? { at, why: "answered" } : null) };
  });
}
