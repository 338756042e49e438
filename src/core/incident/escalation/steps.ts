/** Carries out steps of an escalation: the events for calling the people whom a step, or the last resort, means now. */
import type { Ctx } from "../../kernel/command.ts";
import { epochMs, type Instant } from "../../kernel/time.ts";
import { type About, allMeant, inTurn, meantBy, nextStep } from "../../oncall/escalation.ts";
import type { Run } from "../../oncall/escalation-run.ts";
import type { Call } from "../../oncall/escalation-shapes.ts";
import type { IncidentEvent, State } from "../slices.ts";

/** Where an escalation stands: the incident, the run with its policy, and what a decision may know. */
export type Scene = { readonly state: State; readonly run: Run & { readonly policy: NonNullable<Run["policy"]> }; readonly ctx: Ctx };

/** What conditions ask of the incident. */
export function aboutOf(state: State): About {
  return { severity: state.severity.rank, area: state.lifecycle.area };
}

/** Somebody alerted so short a time ago is not alerted once more by the next step that means them. */
const justMs = 60_000;

/** What calling people comes to: their pages, the events that make them, and who needs no call because they answered. */
export type Calling = { readonly calls: readonly Call[]; readonly events: readonly IncidentEvent[]; readonly answered: readonly string[] };

/** Calls people, each by the page they have, or by a new one. Whoever answered since `since` is not called. */
export function callPeople(
  state: State,
  people: readonly string[],
  ctx: Ctx,
  { why, since }: { readonly why: string; readonly since: Instant | null },
): Calling {
  const pages = Object.values(state.pages.pages);
  const isDone = (person: string) =>
    since !== null && pages.some((page) => page.person === person && page.state === "answered" && (page.answeredAt ?? "") >= since);
  const made = people
    .filter((person) => !isDone(person))
    .map((person) => {
      const open = pages.find((page) => page.person === person && page.state === "open");
      const page = open?.id ?? ctx.id();
      const again = open && epochMs(ctx.now) - epochMs(open.lastAlertAt) >= justMs;
      const fresh: IncidentEvent = { type: "paged", data: { page, person, why, team: false } };
      const alert: IncidentEvent[] = open ? (again ? [{ type: "paged-again", data: { page, person, alert: open.alerts + 1 } }] : []) : [fresh];
      return { call: { page, person }, alert };
    });
  return { calls: made.map(({ call }) => call), events: made.flatMap(({ alert }) => alert), answered: people.filter(isDone) };
}

/** Whose answers count: all in the first run of an incident, later on those since the run began. */
export function since(run: Run): Instant {
  return run.n === 1 ? "" : run.startedAt;
}

/** Everybody called so far. */
export function calledBy(run: Run): Set<string> {
  return new Set(Object.values(run.calls).map(({ person }) => person));
}

/** Whether somebody who was called may still answer. */
export function isWaiting(state: State, run: Run): boolean {
  return Object.entries(run.calls).some(([page, { goneAt }]) => goneAt === null && state.pages.pages[page]?.state === "open");
}

/**
 * Carries out the step, or where it means nobody the next one at once (field 6, E10); where none is left and nobody is waited for, the last resort.
 * `insisting` people want further people: then a step whose people have all answered is passed over too.
 */
export function carryOut(scene: Scene, from: number, why: string, insisting = false): IncidentEvent[] {
  const { state, run, ctx } = scene;
  const skipped: { step: number; why: string }[] = [];
  for (let step: number | null = from; step !== null; step = following(scene, step)) {
    const meant = meantBy(run.policy.steps[step]!, ctx.now, ctx.facts);
    const able = meant.people.filter((person) => !run.declined.includes(person) && !(insisting && run.answered[person] !== undefined));
    if (able.length + meant.endpoints.length > 0) return [...skips(run, skipped), ...oneStep(scene, step, { people: able, endpoints: meant.endpoints, why })];
    const reasons = meant.people.length > 0 ? ["everybody it means has answered or cannot come"] : meant.nobody;
    skipped.push({ step, why: reasons.join("; ") });
  }
  return [...skips(run, skipped), ...(isWaiting(state, run) ? [] : callLastResort(scene.state, run, ctx, "no step is left that means anybody"))];
}

function following({ state, run, ctx }: Scene, step: number): number | null {
  return nextStep(run.policy, aboutOf(state), { step, anchor: ctx.now, atOnce: true }, ctx.facts)?.step ?? null;
}

/** The event of skipped steps, where there are any. */
export function skips(run: Run, steps: readonly { readonly step: number; readonly why: string }[]): IncidentEvent[] {
  return steps.length === 0 ? [] : [{ type: "escalation-skipped", data: { run: run.n, round: run.round, steps: [...steps] } }];
}

type Reached = { readonly people: readonly string[]; readonly endpoints: readonly string[]; readonly why: string };

function oneStep({ state, run, ctx }: Scene, step: number, { people, endpoints, why }: Reached): IncidentEvent[] {
  const definition = run.policy.steps[step]!;
  const before = calledBy(run);
  const chosen = definition.take === "in_turn" ? inTurn(people, before, ctx.facts) : people;
  const calling = callPeople(state, chosen, ctx, { why: `Step ${step + 1} of ${run.policy.title}`, since: since(run) });
  const called = new Set([...before, ...chosen]);
  const meant = allMeant(run.policy, [...run.carried, step], { about: aboutOf(state), at: ctx.now, facts: ctx.facts, called });
  const { calls, answered, events } = calling;
  const data = { run: run.n, round: run.round, step, calls: [...calls], answered: [...answered], endpoints: [...endpoints], meant, why };
  return [{ type: "escalated", data }, ...events];
}

/** Calls the last resort: people who are always there (R26). */
export function callLastResort(state: State, run: Run, ctx: Ctx, why: string): IncidentEvent[] {
  const people = ctx.facts.get("organisation", "organisation")?.lastResort ?? [];
  const { calls, events } = callPeople(state, people, ctx, { why: `Last resort: ${why}`, since: null });
  return [{ type: "last-resort-paged", data: { run: run.n, calls: [...calls], why } }, ...events];
}

/** The step before was not sent yet, and its time passed long ago: the engine slept. Its delay then counts from now (E9, E13). */
export function isLate(state: State, run: Run, due: Instant, now: Instant): boolean {
  const unsent = run.current.length > 0 && run.current.every((page) => isUnsent(state, run, page));
  return unsent && epochMs(now) - epochMs(due) > justMs;
}

function isUnsent(state: State, run: Run, id: string): boolean {
  const page = state.pages.pages[id];
  return page?.state === "open" && page.deliveredAt === null && run.calls[id]?.goneAt === null;
}
