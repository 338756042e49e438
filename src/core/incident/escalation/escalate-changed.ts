/** Looks again whom the steps so far mean: whoever is newly meant is called, nobody twice (E18). */
import { z } from "zod";
import type { Ctx } from "../../kernel/command.ts";
import { isRefusal } from "../../kernel/refusal.ts";
import { allMeant, inTurn, meantBy, whyNot } from "../../oncall/escalation.ts";
import { escalating } from "../examples.ts";
import { command, type IncidentEvent, type State } from "../slices.ts";
import { type Running, runningOf } from "./running.ts";
import { aboutOf, calledBy, callPeople, since } from "./steps.ts";

/** What is new behind the latest step: the people to call step by step, and the steps that came to apply meanwhile. */
function newsOf(state: State, run: Running, ctx: Ctx) {
  const called = calledBy(run);
  const fresh: { step: number; people: readonly string[]; endpoints: readonly string[]; carried: boolean }[] = [];
  for (let step = 0; step <= run.step; step++) {
    const definition = run.policy.steps[step]!;
    if (whyNot(definition, aboutOf(state), ctx.now, ctx.facts) !== null) continue;
    const meant = meantBy(definition, ctx.now, ctx.facts);
    const known = definition.take === "in_turn" && meant.people.some((person) => called.has(person));
    const others = known ? [] : meant.people.filter((person) => !called.has(person));
    const people = definition.take === "in_turn" ? inTurn(others, called, ctx.facts) : others;
    const carried = run.carried.includes(step);
    if (people.length === 0 && (carried || meant.endpoints.length === 0)) continue;
    for (const person of people) called.add(person);
    fresh.push({ step, people, endpoints: carried ? [] : meant.endpoints, carried });
  }
  return { fresh, called };
}

export const escalateChanged = command("escalate-changed", {
  title: "Look again whom to call",
  says: "Calls whoever the steps so far newly mean, after a change of severity, schedule or people; nobody twice; sent by the process itself.",
  input: z.object({ run: z.number().int(), why: z.string().max(200) }),
  may: "program",
  decide(state, input, ctx) {
    const run = runningOf(state, input.run);
    if (isRefusal(run)) return run;
    const { fresh, called } = newsOf(state, run, ctx);
    const callings = fresh.map(({ step, people }) => ({
      step,
      ...callPeople(state, people, ctx, { why: `Step ${step + 1} of ${run.policy.title}`, since: since(run) }),
    }));
    const carried = fresh.filter((one) => !one.carried).map(({ step }) => step);
    const meant = allMeant(run.policy, [...run.carried, ...carried], { about: aboutOf(state), at: ctx.now, facts: ctx.facts, called });
    const data = { run: run.n, meant, why: input.why };
    if (fresh.length === 0 && meant.join() === run.meant.join()) return [{ type: "escalation-checked", data }];
    const added = callings.flatMap(({ step, calls }) => calls.map((call) => ({ ...call, step })));
    const endpoints = [...new Set(fresh.flatMap((one) => one.endpoints))];
    const first: IncidentEvent = { type: "escalation-changed", data: { ...data, carried, added, endpoints } };
    return [first, ...callings.flatMap(({ events }) => events)];
  },
  examples: [
    { title: "the same people", given: escalating, input: { run: 1, why: "hand-over" }, by: "rule:escalation", then: ["escalation-checked"] },
    { title: "of an escalation that is over", given: escalating, input: { run: 2, why: "" }, by: "rule:escalation", then: { refused: "invalid_state" } },
  ],
});
