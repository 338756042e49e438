/** Where nobody answers in the channel, somebody is called: once, so long after it was said there (PE-23, PE-28, PE-34). */
import { z } from "zod";
import type { Wish } from "../../incident/index.ts";
import { begunAnewAt } from "../../incident/lifecycle/pauses.ts";
import type { State } from "../../incident/slices.ts";
import type { Duty } from "../../kernel/duty.ts";
import type { Facts } from "../../kernel/facts.ts";
import { cites, duration } from "../../kernel/process.ts";
import type { Policy } from "../../kernel/rule.ts";
import { after, type Instant, later } from "../../kernel/time.ts";
import { peopleOf, teamOf } from "../resolve-whom.ts";
import { rule, whom } from "../rule.ts";

const own = z.strictObject({ after: duration, to: whom, cites }).optional();
/** A severity at which nobody is called for it. */
const level = z.strictObject({ calls: z.literal("never"), cites }).optional();
type NoResponse = Policy<z.infer<typeof own>, z.infer<typeof level>>;

/** When it was last said in the channel: at the declaration, at a change of severity, or when it began anew. */
function saidAt({ lifecycle, severity }: State): Instant | null {
  if (lifecycle.declaredAt === null) return null;
  return [severity.since, begunAnewAt(lifecycle)].reduce<Instant>((at, one) => later(at, one ?? ""), lifecycle.declaredAt);
}

/** Whoever does anything after it was said has answered; whoever reported it is not who is asked. */
const answered = ({ people, lifecycle }: State, since: Instant) =>
  Object.entries(people.lastActAt).some(([person, at]) => at > since && lifecycle.reporter !== `person:${person}`);

function callDuties(policy: NoResponse, state: State, facts: Facts): Duty<Wish, State>[] {
  const since = policy.own === undefined || policy.level?.calls === "never" || policy.rank === null ? null : saidAt(state);
  if (policy.own === undefined || since === null || answered(state, since)) return [];
  const due = after(since, policy.own.after);
  const reason = `Nobody has answered yet: ${state.lifecycle.title}`.slice(0, 300);
  return peopleOf(policy.own.to, { process: policy.process, state, ctx: { facts, now: due } }).map((person) => ({
    key: `response@${due}/${person}`,
    who: { people: teamOf(state, facts) },
    what: "Answer in the channel",
    during: ["active"],
    due,
    steps: [{ at: due, does: "due", then: { name: "page", input: { person, reason } } }],
    metBy: ({ actor }, before) => actor.startsWith("person:") && actor !== before.lifecycle.reporter,
    cites: policy.cites(policy.at("top")),
    by: { name: "post-message" },
  }));
}

export const noResponse = rule("no_response", {
  title: "No response",
  says: "Calls the people the process names when nobody but the reporter has answered in the channel in time; at some severities never.",
  schema: own,
  level,
  demands: callDuties,
  examples: [
    { title: "after ten minutes", value: { after: "10m", to: { area: "engineering_manager" } }, in: "top", valid: true },
    { title: "nobody is called", value: { calls: "never" }, in: "level", valid: true },
    { title: "at some time", value: { after: "soon", to: "staff" }, in: "top", valid: false },
  ],
});
