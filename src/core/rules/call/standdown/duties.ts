/** What is due around a rest: the question when the night comes, its answer, and beginning again. */
import { z } from "zod";
import type { Wish } from "../../../incident/index.ts";
import { begunAnewAt } from "../../../incident/lifecycle/pauses.ts";
import type { State } from "../../../incident/slices.ts";
import type { Duty, Step } from "../../../kernel/duty.ts";
import type { Facts } from "../../../kernel/facts.ts";
import { cites, commandingRole } from "../../../kernel/process.ts";
import type { Policy } from "../../../kernel/rule.ts";
import { type Instant, later } from "../../../kernel/time.ts";
import { isQuiet, quietBegins, quietEnds } from "../../../oncall/local-time.ts";

/** What a severity says of rest. */
export const standdownValue = z
  .strictObject({
    /** Everybody may be sent home until an instant. */
    allowed: z.boolean().default(false),
    /** A rest ends at once when it becomes this severe. */
    ends: z.boolean().default(false),
    /** Whoever commands is asked when quiet hours begin for somebody at work. */
    asks: z.boolean().default(false),
    cites,
  })
  .optional();

/** What the rule sees of the pack. */
export type StanddownPolicy = Policy<undefined, z.infer<typeof standdownValue>>;

/** Everybody with a hand in it, by when they took it: whoever watches is left out. Each person once. */
export function atWork({ process }: Pick<StanddownPolicy, "process">, { roles }: Pick<State, "roles">): { readonly person: string; readonly since: Instant }[] {
  const seats = roles.held.filter(({ role }) => process.roles[role]?.kind !== "observer");
  return seats.filter(({ person }, index) => seats.findIndex((one) => one.person === person) === index);
}

/** The duties of the night. */
export function restDuties(policy: StanddownPolicy, state: State, facts: Facts): Duty<Wish, State>[] {
  const { paused } = state.lifecycle;
  if (paused !== null) return [begins(policy, paused.until)];
  if (!policy.level?.asks) return [];
  if (state.rest.asked !== null) return [answer(policy, state.rest.asked.at)];
  const next = nextNight(policy, state, facts);
  return next === null ? [] : [question(policy, next)];
}

type Night = { readonly at: Instant; readonly people: readonly string[] };

/** The next beginning of quiet hours of somebody at work, by each one's own clock. */
function nextNight(policy: StanddownPolicy, state: State, facts: Facts): Night | null {
  const anchors = [state.lifecycle.declaredAt, state.severity.since, begunAnewAt(state.lifecycle), state.rest.askedAt];
  const from = anchors.reduce<Instant>((latest, one) => later(latest, one ?? ""), "");
  if (from === "") return null;
  const people = atWork(policy, state).flatMap(({ person, since }) => {
    const hours = facts.get("person", person)?.hours;
    const begins = hours ? quietBegins(hours, quietEnds(hours, later(from, since))) : null;
    return hours && begins ? [{ person, hours, begins }] : [];
  });
  const at = people.map(({ begins }) => begins).sort()[0];
  return at === undefined ? null : { at, people: people.filter(({ hours }) => isQuiet(hours, at)).map(({ person }) => person) };
}

function ofProcess(key: string, what: string, step: Step<Wish>, more: Pick<Duty, "during" | "cites">): Duty<Wish, State> {
  return { key, who: { process: true }, what, due: null, steps: [step], metBy: () => false, ...more };
}

function question(policy: StanddownPolicy, { at, people }: Night): Duty<Wish, State> {
  const then: Wish = { name: "ask-to-rest", input: { people: [...people] } };
  const cited = policy.cites(policy.at("level", "asks"));
  return ofProcess(`night/ask@${at}`, "Ask whether to rest", { at, does: "open", then }, { during: ["active"], cites: cited });
}

function begins(policy: StanddownPolicy, until: Instant): Duty<Wish, State> {
  const then: Wish = { name: "resume", input: { why: "time" } };
  const cited = policy.cites(policy.at("level", "allowed"));
  return ofProcess(`rest/ends@${until}`, "Begin again", { at: until, does: "open", then }, { during: ["paused"], cites: cited });
}

function answer(policy: StanddownPolicy, at: Instant): Duty<Wish, State> {
  return {
    key: `night/answer@${at}`,
    who: { role: commandingRole(policy.process) ?? "commander" },
    what: "Send everybody home until the morning, or say that the work goes on",
    during: ["active"],
    due: null,
    steps: [],
    metBy: ({ type }) => type === "stood-down" || type === "went-on",
    cites: policy.cites(policy.at("level", "asks")),
    by: { name: "stand-down", input: {} },
  };
}
