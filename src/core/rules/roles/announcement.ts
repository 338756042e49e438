/** Whoever takes command says so in the room, and has a deputy: by default whoever is second on call (PD-18). */
import { z } from "zod";
import type { Wish } from "../../incident/index.ts";
import { holdersOf } from "../../incident/roles/slice.ts";
import type { State } from "../../incident/slices.ts";
import type { Ctx } from "../../kernel/command.ts";
import { cites, roleOfKind } from "../../kernel/process.ts";
import type { Policy } from "../../kernel/rule.ts";
import { peopleOf } from "../resolve-whom.ts";
import { rule } from "../rule.ts";

const value = z
  .strictObject({
    /** At severities with the full response, whoever is on call here becomes deputy while nobody is, and is called. */
    deputyFrom: z.strictObject({ schedule: z.string().max(60) }).optional(),
    cites,
  })
  .optional();
type Announcement = Policy<z.infer<typeof value>, undefined>;

/** The deputy by default, seated and called, unless they are here already. */
function deputy({ own, process, rank }: Announcement, state: State, commander: string, ctx: Ctx): Wish[] {
  const role = roleOfKind(process, "deputy");
  const isMajor = rank !== null && process.severities[rank]?.major === true;
  if (!own?.deputyFrom || role === null || !isMajor || holdersOf(state.roles, role).length > 0) return [];
  const person = peopleOf(own.deputyFrom, { process, state, ctx }).find((one) => one !== commander);
  if (person === undefined) return [];
  const called = Object.values(state.pages.pages).some((page) => page.person === person && ["open", "answered"].includes(page.state));
  const reason = `You are ${process.roles[role]?.label ?? role}: ${state.lifecycle.title}`.slice(0, 300);
  const here = called || state.people.lastActAt[person] !== undefined;
  return [{ name: "assign-role", input: { role, person } }, ...(here ? [] : [{ name: "page" as const, input: { person, reason } }])];
}

function announces(policy: Announcement, state: State, data: { readonly role: string; readonly person: string }, ctx: Ctx): Wish[] {
  if (!policy.own || data.role !== roleOfKind(policy.process, "commander")) return [];
  return [...deputy(policy, state, data.person, ctx), { name: "announce-command", input: {} }];
}

export const announcement = rule("announcement", {
  title: "Announcing who commands",
  says: "Says in the room who commands as soon as somebody takes it, with deputy and scribe; where nobody is deputy, whoever is second on call becomes it.",
  schema: value,
  follows: {
    "role-assigned": (policy, state, { data }, ctx) => announces(policy, state, data, ctx),
    "handed-over": (policy, state, { data }, ctx) => announces(policy, state, data, ctx),
  },
  examples: [
    { title: "the second on call is deputy", value: { deputyFrom: { schedule: "ic-backup" } }, in: "top", valid: true },
    { title: "a deputy by name", value: { deputyFrom: "ben" }, in: "top", valid: false },
  ],
});
