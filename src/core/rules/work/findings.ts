/** Clues: they lie in a queue and disturb nobody, or are told at once, as the process wants it; whoever looks into something says how it goes (GD2-56, PD-48, PD-49). */
import { z } from "zod";
import type { Action } from "../../incident/actions/slice.ts";
import type { Wish } from "../../incident/index.ts";
import type { State } from "../../incident/slices.ts";
import { findingText } from "../../incident/work/slice.ts";
import type { Duty } from "../../kernel/duty.ts";
import type { Effect } from "../../kernel/effect.ts";
import { cites, duration } from "../../kernel/process.ts";
import type { Policy } from "../../kernel/rule.ts";
import { epochMs, instantOf, later, lengthMs } from "../../kernel/time.ts";
import { peopleOf } from "../resolve-whom.ts";
import { relayedBy } from "../room/relay.ts";
import { rule, whom } from "../rule.ts";

const value = z
  .strictObject({
    quiet: z.boolean().default(false),
    /** Who hears of every clue at once, whoever it is for. */
    tell: whom.optional(),
    /** What is told says what is the matter, what is done about it, and what is needed. */
    form: z.strictObject({ is: z.literal("can"), cites }).optional(),
    /** Whoever looks into something says so often how it goes, even if there is nothing to say. */
    every: duration.optional(),
    cites,
  })
  .optional();
type Findings = Policy<z.infer<typeof value>, undefined>;
type Handed = { readonly finding: string; readonly text: string; readonly by: string; readonly seq: number };

/** Where the process says nothing of quiet, a clue that is handed to somebody disturbs them. */
function disturbs(policy: Findings, person: string | null, handed: Handed, below?: string): Effect[] {
  if ((policy.own?.quiet && below === undefined) || person === null) return [];
  const { finding, text, by, seq } = handed;
  const key = `finding/${finding}/${seq}/${person}`;
  return [
    { key, to: { person }, template: "update", urgency: "notice", params: { text, by, subject: "A clue" }, cites: policy.cites(policy.at("top", below)) },
  ];
}

/** Reminders of one look into something, at most. */
const mostReminders = 12;

/** Whoever looks into something owes word of it, counted from their last. */
function wordOwed(policy: Findings, state: State, { id, text, assignee, startedAt }: Action): Duty<Wish, State>[] {
  const every = policy.own?.every;
  if (every === undefined || assignee === null || startedAt === undefined) return [];
  const told = Object.values(state.work.findings).flatMap(({ by, at }) => (by === assignee ? [at] : []));
  const since = told.reduce((latest, at) => later(latest, at), startedAt);
  const steps = Array.from({ length: mostReminders }, (_, index) => ({
    at: instantOf(epochMs(since) + (index + 1) * lengthMs(every)),
    does: index === 0 ? ("due" as const) : ("remind" as const),
  }));
  return [
    {
      ...{ key: `word/${id}@${since}`, who: { people: [assignee] }, what: `Say how it goes: ${text}`, during: ["active"], due: steps[0]!.at, steps },
      metBy: ({ type, actor }) => type === "finding-added" && actor === `person:${assignee}`,
      cites: policy.cites(policy.at("top", "every")),
      by: { name: "add-finding" },
    },
  ];
}

const isLookedInto = ({ kind, state }: Action) => kind === "investigate" && state === "started";

export const findings = rule("findings", {
  title: "Clues",
  says: "Leaves clues in the queue of whoever they are for, tells them at once where the process wants it, and asks whoever looks into something how it goes.",
  schema: value,
  demands: (policy, state) =>
    Object.values(state.actions.actions)
      .filter(isLookedInto)
      .flatMap((action) => wordOwed(policy, state, action)),
  triggers: {
    "finding-added": (policy, state, { data, seq }, ctx) => {
      const asking = { process: policy.process, state, ctx };
      const handed = { ...data, text: policy.own?.form ? findingText(data) : data.text, seq, by: ctx.person ?? "" };
      const heard = ctx.person !== null && relayedBy(asking, ctx.person, data.area) !== null ? [] : peopleOf(policy.own?.tell ?? "nobody", asking);
      const others = heard.filter((person) => person !== ctx.person && person !== data.handTo);
      return [...disturbs(policy, data.handTo, handed), ...others.flatMap((person) => disturbs(policy, person, handed, "tell"))];
    },
    "finding-handed": (policy, _state, { data, seq }, ctx) => disturbs(policy, data.to, { ...data, seq, by: ctx.person ?? "" }),
    "duty-fell-due": (policy, state, { data }) => {
      const person = state.actions.actions[/^word\/([^@]+)@/.exec(data.key)?.[1] ?? ""]?.assignee ?? null;
      if (data.rule !== "findings" || person === null) return [];
      const params = { what: data.what, dueAt: data.due, state: data.does, why: "Not to know is fine: say that you are looking." };
      const key = `nudge/${data.key}/${data.index}`;
      return [{ key, to: { person }, template: "nudge", urgency: "notice", params, duty: data.key, cites: policy.cites(policy.at("top", "every")) }];
    },
  },
  examples: [
    { title: "quietly", value: { quiet: true }, in: "top", valid: true },
    { title: "told at once, and every ten minutes", value: { tell: "commander", every: "10m" }, in: "top", valid: true },
    { title: "an unknown key", value: { loud: true }, in: "top", valid: false },
  ],
});
