/** The escalation policy of the area as duties of the process: who is called next, when, and who is called again. */
import { runningOf } from "../../../incident/escalation/running.ts";
import { policyKeyOf } from "../../../incident/escalation/start-escalation.ts";
import { aboutOf, calledBy } from "../../../incident/escalation/steps.ts";
import type { Wish } from "../../../incident/index.ts";
import type { State } from "../../../incident/slices.ts";
import type { Duty } from "../../../kernel/duty.ts";
import type { Facts } from "../../../kernel/facts.ts";
import { isRefusal } from "../../../kernel/refusal.ts";
import { after, earlier, type Instant } from "../../../kernel/time.ts";
import { allMeant, isFor } from "../../../oncall/escalation.ts";
import { nextChange } from "../../../oncall/shifts.ts";
import { rule } from "../../rule.ts";
import { escalationMessages } from "./messages.ts";
import { forgottenAt, nextMove, triesAgain } from "./time.ts";
import { type EscalationPolicy, level, own } from "./value.ts";

const begins = (policy: EscalationPolicy, state: State, facts: Facts, on: EscalationPolicy["own"]["on"][number]): Wish[] =>
  policy.own.on.includes(on) && policy.level?.runs !== false && policyKeyOf(state, facts) !== null ? [{ name: "start-escalation", input: { why: on } }] : [];

export const escalation = rule("escalation", {
  title: "Escalation",
  says: "Calls people step by step by the policy of the area until somebody answers, and in the end somebody who is always there.",
  schema: own,
  level,
  follows: {
    // What is declared at once begins with its declaration, behind the pages of the process itself: those it takes as its own.
    reported: (policy, state, _event, ctx) => (state.lifecycle.phase === "reported" ? begins(policy, state, ctx.facts, "reported") : []),
    declared: (policy, state, { at }, ctx) => {
      if (state.escalation.run !== null) return [];
      const on = state.lifecycle.reportedAt === at && policy.own.on.includes("reported") ? "reported" : "declared";
      return begins(policy, state, ctx.facts, on);
    },
    reopened: (policy, state, _event, ctx) => begins(policy, state, ctx.facts, "reopened"),
    "severity-changed": (policy, state, { data }, ctx) => {
      const { run } = state.escalation;
      if (run === null) return policy.own.on.length > 0 ? begins({ ...policy, own: { on: ["severity-changed"] } }, state, ctx.facts, "severity-changed") : [];
      if (run.ended === null && policy.level?.runs !== false) return [{ name: "escalate-changed", input: { run: run.n, why: `severity ${data.to}` } }];
      return data.from !== null && data.to < data.from ? begins(policy, state, ctx.facts, "severity-changed") : [];
    },
  },
  triggers: escalationMessages,
  demands: (policy, state, facts) => (policy.level?.runs === false ? [] : duties(policy, state, facts)),
  examples: [
    { title: "only once it is declared", value: { on: ["declared"] }, in: "top", valid: true },
    { title: "this severity calls nobody by a policy", value: { runs: false }, in: "level", valid: true },
    { title: "an unknown beginning", value: { on: ["sneezed"] }, in: "top", valid: false },
  ],
});

const during = ["reported", "active"];

/** A duty of the process itself: at that instant, that command. */
function ofProcess(policy: EscalationPolicy, key: string, what: string, step: { readonly at: Instant; readonly then: Wish }): Duty<Wish, State> {
  return {
    key: `escalation/${key}`,
    who: { process: true },
    what,
    during,
    due: null,
    steps: [{ ...step, does: "escalate" }],
    metBy: () => false,
    cites: policy.cites(policy.at("top")),
  };
}

function duties(policy: EscalationPolicy, state: State, facts: Facts): Duty<Wish, State>[] {
  const { run } = state.escalation;
  if (run === null) return [];
  const again = triesAgain({ process: policy.process, state, facts }).map(({ page, alerts, at }) =>
    ofProcess(policy, `${run.n}/again/${page}/${alerts}`, "Call again whoever is silent", { at, then: { name: "page-again", input: { page } } }),
  );
  const forgotten = forgottenAt(state);
  const { count } = run.forgotten;
  const wish: Wish = { name: "page-forgotten", input: { run: run.n, count } };
  const reminder =
    forgotten === null ? [] : [ofProcess(policy, `${run.n}/forgotten/${count}`, "Call again whoever answered and does nothing", { at: forgotten, then: wish })];
  return [...moves(policy, state, facts), ...changes(policy, state, facts), ...again, ...reminder];
}

/** The next step, round or last resort. */
function moves(policy: EscalationPolicy, state: State, facts: Facts): Duty<Wish, State>[] {
  const { run } = state.escalation;
  const move = nextMove({ process: policy.process, state, facts });
  if (run === null || move === null) return [];
  const moment = { run: run.n, round: run.round, postponed: run.postponed, at: move.at };
  const key = (to: string) => `${run.n}/${run.round}/${to}${run.postponed > 0 ? `+${run.postponed}` : ""}`;
  switch (move.kind) {
    case "step":
      return [
        ofProcess(policy, key(`${move.step}`), `Call step ${move.step + 1}`, {
          at: move.at,
          then: { name: "escalate", input: { ...moment, step: move.step } },
        }),
      ];
    case "round":
      return [ofProcess(policy, key("again"), "Go through the steps again", { at: move.at, then: { name: "repeat-escalation", input: moment } })];
    case "last":
      return [ofProcess(policy, key("last"), "Call the last resort", { at: move.at, then: { name: "page-last-resort", input: { ...moment, why: move.why } } })];
  }
}

/** How far ahead a schedule is looked at for its next hand-over. */
const horizon = "P35D";

/** Whom the steps so far mean may change: at a hand-over, and at once where a definition was edited (E18). */
function changes(policy: EscalationPolicy, state: State, facts: Facts): Duty<Wish, State>[] {
  const run = runningOf(state, state.escalation.run?.n ?? 0);
  if (isRefusal(run) || run.carried.length === 0 || !isFor(run.policy, aboutOf(state))) return [];
  const wish = (why: string): Wish => ({ name: "escalate-changed", input: { run: run.n, why } });
  const meant = allMeant(run.policy, run.carried, { about: aboutOf(state), at: run.plannedAt, facts, called: calledBy(run) });
  if (meant.join() !== run.meant.join())
    return [
      ofProcess(policy, `${run.n}/meant/${fingerprint([run.plannedAt, ...meant])}`, "Look again whom to call", {
        at: run.plannedAt,
        then: wish("a definition was changed"),
      }),
    ];
  const schedules = run.carried.flatMap((step) => run.policy.steps[step]?.to ?? []).flatMap((to) => ("schedule" in to ? [to.schedule] : []));
  const handOver = [...new Set(schedules)]
    .map((key) => facts.get("schedule", key))
    .map((schedule) => schedule && nextChange(schedule, run.plannedAt, after(run.plannedAt, horizon)))
    .reduce(earlier, null);
  return handOver === null ? [] : [ofProcess(policy, `${run.n}/hand-over@${handOver}`, "Look again whom to call", { at: handOver, then: wish("hand-over") })];
}

/** A short name for a list, the same for the same list. */
function fingerprint(parts: readonly string[]): string {
  let hash = 2_166_136_261;
  for (const char of parts.join(" ")) hash = Math.imul(hash ^ char.charCodeAt(0), 16_777_619);
  return (hash >>> 0).toString(36);
}
