/** What the public learns: an entry from the instant of the declaration on, and for good what happened and how it was handled (GD2-35, GD2-36, X-14). */
import { z } from "zod";
import { holdersOf } from "../../../incident/roles/slice.ts";
import type { State } from "../../../incident/slices.ts";
import { cites, duration } from "../../../kernel/process.ts";
import { after } from "../../../kernel/time.ts";
import { rule } from "../../rule.ts";
import { toHolders } from "./nudge.ts";

const log = z.strictObject({
  /** Who writes it, in order of preference: the first role that somebody holds. */
  who: z.array(z.string().max(40)).min(1),
  /** Until when, counted from the end. */
  within: duration,
  cites,
});
type Log = z.infer<typeof log>;

type Entry = { readonly whatHappened: unknown; readonly howHandled: unknown };
const isWhole = ({ whatHappened, howHandled }: Entry) => Boolean(whatHappened) && Boolean(howHandled);

const writerOf = ({ who }: Log, state: State) => who.find((role) => holdersOf(state.roles, role).length > 0) ?? who.at(-1)!;

export const publicLog = rule("public", {
  title: "Public log",
  says: "Opens a public entry in the same instant as the declaration, with words that say nothing of the inside, and wants it finished when it is over.",
  schema: z
    .strictObject({
      /** The words of the entry until a person writes better ones; absent: no entry is opened. */
      onDeclare: z.string().min(1).max(500).optional(),
      /** Every incident stays in the log with what happened and how it was handled; absent: nobody owes that. */
      log: log.optional(),
      cites,
    })
    .optional(),
  forbids: {
    close: (policy, state) =>
      policy.own?.log && !state.lifecycle.drill && !isWhole(state.public.entry)
        ? [policy.objection(policy.at("top", "log"), "gate_unmet", "The public log does not say yet what happened and how it was handled.", ["public_log"])]
        : [],
  },
  follows: {
    declared: (policy) => (policy.own?.onDeclare ? [{ name: "open-public-entry", input: { text: policy.own.onDeclare }, must: true }] : []),
  },
  demands: (policy, state) => {
    const { resolvedAt, drill } = state.lifecycle;
    if (!policy.own?.log || resolvedAt === null || drill || isWhole(state.public.entry)) return [];
    const due = after(resolvedAt, policy.own.log.within);
    return [
      {
        key: `public-log@${resolvedAt}`,
        who: { role: writerOf(policy.own.log, state) },
        what: "Write in the public log what happened and how it was handled",
        during: ["resolved"],
        due,
        steps: [{ at: due, does: "due" as const }],
        metBy: ({ type, data }, { public: words }: State) => {
          if (type !== "public-entry-written") return false;
          const wrote = data as { whatHappened: string; howHandled: string };
          return isWhole({ whatHappened: wrote.whatHappened || words.entry.whatHappened, howHandled: wrote.howHandled || words.entry.howHandled });
        },
        cites: policy.cites(policy.at("top", "log")),
        by: { name: "write-public-entry" },
      },
    ];
  },
  triggers: {
    "duty-fell-due": (policy, state, { data }) =>
      data.rule !== "public" || !policy.own?.log
        ? []
        : toHolders(state, [writerOf(policy.own.log, state)], {
            key: `nudge/${data.key}`,
            template: "nudge",
            urgency: "notice",
            params: { what: data.what, dueAt: data.due, state: "due" },
            duty: data.key,
            cites: data.cites,
          }),
  },
  examples: [
    { title: "some words for everybody", value: { onDeclare: "We have a problem and are working on it." }, in: "top", valid: true },
    { title: "for good, within a day", value: { log: { who: ["liaison"], within: "1d" } }, in: "top", valid: true },
    { title: "no words", value: { onDeclare: "" }, in: "top", valid: false },
  ],
});
