/** Who is told when something happens: always, or at one severity (SR-09, SR-16, GD-19, GD-33, PE-31). */
import { z } from "zod";
import type { RecordedEvent, State } from "../../incident/slices.ts";
import type { Ctx } from "../../kernel/command.ts";
import type { Effect } from "../../kernel/effect.ts";
import { cites } from "../../kernel/process.ts";
import type { Policy } from "../../kernel/rule.ts";
import { peopleOf } from "../resolve-whom.ts";
import { rule, whom } from "../rule.ts";

const notice = z.strictObject({
  on: z.enum([
    "declared",
    "ticket-filed",
    "severity-changed",
    "role-assigned",
    "status-set",
    "update-posted",
    "customer-message-drafted",
    "resolved",
    "reopened",
    "person-unreachable",
  ]),
  /** Only updates to this audience. */
  audience: z.string().optional(),
  /** Only seats in this role. */
  role: z.string().optional(),
  /** `subject` is the person it happened to. */
  to: z.union([whom, z.literal("subject")]),
  template: z.string().max(40),
  cites,
});
type Notice = z.infer<typeof notice>;
type Notices = Policy<readonly Notice[], readonly Notice[] | undefined>;

const plain = (data: object) =>
  Object.fromEntries(
    Object.entries(data).filter((entry): entry is [string, string | number | boolean] => ["string", "number", "boolean"].includes(typeof entry[1])),
  );

type About = { readonly audience?: string; readonly role?: string; readonly person?: string };

function concerns({ on, audience, role }: Notice, event: RecordedEvent): boolean {
  const data = event.data as About;
  return on === event.type && (audience === undefined || data.audience === audience) && (role === undefined || data.role === role);
}

type Happened = { readonly state: State; readonly event: RecordedEvent; readonly ctx: Ctx };

/** The people outside whom a group holds: updates to it reach them, too, by mail (PE-38, SR-09). */
function outsiders({ to }: Notice, event: RecordedEvent, { facts }: Ctx): readonly string[] {
  if (event.type !== "update-posted" || typeof to !== "object" || !("group" in to)) return [];
  return facts.get("group", to.group)?.contacts ?? [];
}

function messages(policy: Notices, where: "top" | "level", { state, event, ctx }: Happened): Effect[] {
  return ((where === "top" ? policy.own : policy.level) ?? []).flatMap((one, index) => {
    if (!concerns(one, event)) return [];
    const subject = (event.data as About).person;
    const whom = one.to === "subject" ? (subject === undefined ? [] : [subject]) : peopleOf(one.to, { process: policy.process, state, ctx });
    const message = {
      template: one.template,
      urgency: "notice" as const,
      params: { ...plain(event.data), by: ctx.person ?? "" },
      cites: policy.cites(policy.at(where, String(index))),
    };
    const key = `notice/${where === "top" ? "" : "level/"}${index}/${event.seq}`;
    return [
      ...whom.filter((person) => person !== ctx.person).map((person) => ({ ...message, key: `${key}/${person}`, to: { person } })),
      ...outsiders(one, event, ctx).map((contact) => {
        return { ...message, key: `${key}/${contact}`, to: { contact }, via: ["email"], params: { ...message.params, outside: true }, always: true };
      }),
    ];
  });
}

export const notices = rule("notices", {
  title: "Notices",
  says: "Tells the people the process names when something happens that they must know.",
  schema: z.array(notice).default([]),
  level: z.array(notice).optional(),
  triggers: {
    "*": (policy, state, event, ctx) => [...messages(policy, "top", { state, event, ctx }), ...messages(policy, "level", { state, event, ctx })],
  },
  examples: [
    {
      title: "the organisation hears updates",
      value: [{ on: "update-posted", audience: "organisation", to: "staff", template: "update" }],
      in: "top",
      valid: true,
    },
    { title: "whoever is made an observer", value: [{ on: "role-assigned", role: "observer", to: "subject", template: "declared" }], in: "top", valid: true },
    { title: "the managers, at this severity", value: [{ on: "declared", to: { group: "managers" }, template: "declared" }], in: "level", valid: true },
    { title: "an unknown event", value: [{ on: "sneezed", to: "staff", template: "update" }], in: "top", valid: false },
  ],
});
