/** Rounds: the workers are asked at fixed hours, answer wholly and honestly; the manager sums up and decides (GD2-15 … GD2-18, GD-20, GD-26, GD-30 … GD-32). */
import { latestRound, roundOf } from "../../../incident/rounds/slice.ts";
import type { State } from "../../../incident/slices.ts";
import type { Ctx } from "../../../kernel/command.ts";
import type { Effect } from "../../../kernel/effect.ts";
import { roleOfKind } from "../../../kernel/process.ts";
import { after } from "../../../kernel/time.ts";
import { peopleOf } from "../../resolve-whom.ts";
import { rule } from "../../rule.ts";
import { roundDuties } from "./owed.ts";
import { type RoundsPolicy, roundsLevel, roundsValue } from "./value.ts";

type Said = Readonly<Record<string, unknown>> & { readonly round?: number | undefined };

const isEmpty = (value: unknown) => value === undefined || value === null || String(value).trim() === "";

/** What is missing in an answer, and whether it would change one that was given. */
function againstAnswer(policy: RoundsPolicy, state: State, said: Said | null, person: string | null) {
  if (said === null) return [];
  const round = roundOf(state.rounds, said.round);
  const given = person !== null && round?.answered[person] !== undefined;
  const strange = round !== null && person !== null && !round.asked.includes(person);
  const missing = (policy.own?.fields ?? []).filter((field) => isEmpty(said[field]));
  return [
    ...(policy.own?.final && (given || strange)
      ? [policy.objection(policy.at("top", "final"), "not_permitted", given ? "An answer stays as it was given." : "Nobody answers for the workers.")]
      : []),
    ...(missing.length > 0 ? [policy.objection(policy.at("top", "fields"), "missing_fields", `Say it whole: ${missing.join(", ")} is missing.`, missing)] : []),
  ];
}

/** A manager with an idea while the observers still wait for a summary. */
function ideaBeforeSummary(policy: RoundsPolicy, state: State, ctx: Ctx) {
  const [round, summary] = [latestRound(state.rounds), policy.level?.summary];
  const manages = ctx.person !== null && peopleOf("commander", { process: policy.process, state, ctx }).includes(ctx.person);
  if (!manages || round === null || round.summarisedAt !== null || summary === undefined || ctx.now < after(round.openedAt, summary.within)) return [];
  return [policy.objection(policy.at("level", "summary"), "gate_unmet", `Round ${round.n} is not summed up: that comes first.`, ["round.summary"])];
}

const managers = (policy: RoundsPolicy, state: State, ctx: Ctx) => peopleOf("commander", { process: policy.process, state, ctx });

function nudges(policy: RoundsPolicy, state: State, data: { key: string; what: string; due: string; does: string; cites: string[] }, ctx: Ctx): Effect[] {
  const asked = /^round\/\d+\/answer\/(.+)$/.exec(data.key)?.[1];
  const role = roleOfKind(policy.process, "commander");
  const people = asked !== undefined ? [asked] : /^round\/\d+\//.test(data.key) ? managers(policy, state, ctx) : [];
  return people.map((person) => ({
    key: `nudge/${data.key}/${person}`,
    to: { person },
    template: "nudge",
    urgency: "notice" as const,
    params: { what: data.what, dueAt: data.due, state: data.does, ...(asked === undefined && role !== null ? { role } : {}) },
    duty: data.key,
    cites: data.cites,
  }));
}

export const rounds = rule("rounds", {
  title: "Rounds",
  says: "Asks the workers at fixed hours how it stands, sees that every answer is whole and stays, and that the manager sums up and decides.",
  schema: roundsValue,
  level: roundsLevel,
  forbids: {
    "answer-round": (policy, state, input, ctx) => againstAnswer(policy, state, input, ctx.person),
    "open-round": (policy, state, _input, ctx) => {
      const last = latestRound(state.rounds);
      if (ctx.person === null || last === null || last.decision !== null || (policy.level?.decisions.length ?? 0) === 0) return [];
      return [policy.objection(policy.at("level", "decisions"), "gate_unmet", `Round ${last.n} is undecided.`, [`round.${last.n}.decision`])];
    },
    "decide-round": (policy, _state, input) => {
      const { level } = policy;
      if (input === null || level === undefined || level.decisions.length === 0 || level.decisions.includes(input.decision)) return [];
      const detail = `At this severity: ${level.decisions.join(", ").replaceAll("_", " ")}.`;
      return [policy.objection(policy.at("level", "decisions"), "invalid_value", detail)];
    },
    "add-finding": (policy, state, _input, ctx) => ideaBeforeSummary(policy, state, ctx),
  },
  demands: (policy, state, facts) => roundDuties(policy, state, facts),
  triggers: {
    "round-opened": (policy, state, { data }, ctx) =>
      data.asked.map((person) => ({
        key: `round/${data.round}/${person}`,
        to: { person },
        template: "round-asked",
        urgency: "notice" as const,
        params: { round: data.round, by: managers(policy, state, ctx)[0] ?? "", asks: (policy.own?.asks ?? []).map(({ says }) => says) },
        duty: `round/${data.round}/answer/${person}`,
        cites: policy.cites(policy.at("level", "every")),
      })),
    "round-answered": (policy, state, { data }, ctx) =>
      policy.own?.thanks && data.setbacks !== ""
        ? [
            {
              key: `thanks/${data.round}/${data.person}`,
              to: { person: data.person },
              template: "thanks",
              urgency: "notice",
              params: { by: managers(policy, state, ctx)[0] ?? "" },
              cites: policy.cites(policy.at("top", "thanks")),
            },
          ]
        : [],
    "round-summarised": (policy, state, { data, seq }, ctx) => {
      const { summary, delivery = [] } = policy.level ?? {};
      if (summary === undefined || (data.delivery === "verbal" && delivery.includes("verbal"))) return [];
      const people = summary.to.flatMap((whom) => peopleOf(whom, { process: policy.process, state, ctx }));
      return [...new Set(people)].map((person) => ({
        key: `summary/${data.round}/${seq}/${person}`,
        to: { person },
        template: "update",
        urgency: "notice" as const,
        ...(data.delivery === "email" ? { via: ["email"] } : {}),
        params: { text: data.text, by: ctx.person ?? "", subject: `How it stands, round ${data.round}` },
        cites: policy.cites(policy.at("level", "summary")),
      }));
    },
    "duty-fell-due": (policy, state, { data }, ctx) => (data.rule === "rounds" ? nudges(policy, state, data, ctx) : []),
  },
  examples: [
    { title: "three things to say, and a reminder", value: { fields: ["tried", "doing", "left"], remind: "15m" }, in: "top", valid: true },
    { title: "a field that nobody knows", value: { fields: ["mood"] }, in: "top", valid: false },
    { title: "every two hours", value: { every: "2h", summary: { within: "30m", to: [{ role: "observer" }] } }, in: "level", valid: true },
    { title: "a summary for nobody", value: { every: "2h", summary: { within: "30m", to: [] } }, in: "level", valid: false },
  ],
});
