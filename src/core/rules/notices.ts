/** Who is told when something happens (SR-09, SR-16). */
import { z } from "zod";
import { cites } from "../kernel/process.ts";
import { peopleOf } from "./resolve-whom.ts";
import { rule, whom } from "./rule.ts";

const notice = z.strictObject({
  on: z.enum(["declared", "severity-changed", "status-set", "update-posted", "customer-message-drafted", "resolved", "person-unreachable"]),
  /** Only updates to this audience. */
  audience: z.string().optional(),
  to: whom,
  template: z.string().max(40),
  cites,
});

const plain = (data: object) =>
  Object.fromEntries(
    Object.entries(data).filter((entry): entry is [string, string | number | boolean] => ["string", "number", "boolean"].includes(typeof entry[1])),
  );

export const notices = rule("notices", {
  title: "Notices",
  says: "Tells the people the process names when something happens that they must know.",
  schema: z.array(notice).default([]),
  triggers: {
    "*": (policy, state, event, ctx) =>
      policy.own.flatMap((one, index) => {
        if (one.on !== event.type || (one.audience !== undefined && (event.data as { audience?: string }).audience !== one.audience)) return [];
        const told = peopleOf(one.to, { process: policy.process, state, ctx }).filter((person) => person !== ctx.person);
        return told.map((person) => ({
          key: `notice/${index}/${event.seq}/${person}`,
          to: { person },
          template: one.template,
          urgency: "notice" as const,
          params: { ...plain(event.data), by: ctx.person ?? "" },
          cites: policy.cites(policy.at("top", String(index))),
        }));
      }),
  },
  examples: [
    {
      title: "the organisation hears updates",
      value: [{ on: "update-posted", audience: "organisation", to: "staff", template: "update" }],
      in: "top",
      valid: true,
    },
    { title: "an unknown event", value: [{ on: "sneezed", to: "staff", template: "update" }], in: "top", valid: false },
  ],
});
