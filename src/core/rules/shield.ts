/** Whoever works is kept from interruptions: messages for them go to whoever commands (GD2-26). */
import { z } from "zod";
import { holdersOf } from "../incident/roles/slice.ts";
import type { State } from "../incident/slices.ts";
import type { Effect } from "../kernel/effect.ts";
import { cites, type Process } from "../kernel/process.ts";
import type { Policy } from "../kernel/rule.ts";
import { peopleOf } from "./resolve-whom.ts";
import { rule, whom } from "./rule.ts";

const value = z.strictObject({
  /** Who is shielded. */
  role: z.string().max(40),
  /** Who gets what is meant for them, from people who have no part in it; absent: it reaches them. */
  pings: whom.optional(),
  cites,
});
type Shielding = z.infer<typeof value>;
type Here = Policy<undefined, Shielding | undefined>;

/** Whether somebody's messages go elsewhere: they work, and whoever writes takes no part but watching. */
function isShielded(value: Shielding | undefined, process: Process, state: State, { to, by }: { readonly to: string; readonly by: string }): boolean {
  if (value?.pings === undefined || state.lifecycle.phase !== "active" || !holdersOf(state.roles, value.role).includes(to)) return false;
  return !state.roles.held.some((one) => one.person === by && process.roles[one.role]?.kind !== "observer");
}

/** The same, asked of a process from outside a decision. */
export function shields(process: Process, state: State, ping: { readonly to: string; readonly by: string }): boolean {
  const level = state.severity.rank === null ? undefined : (process.severities[state.severity.rank] as { shield?: Shielding } | undefined)?.shield;
  return isShielded(level, process, state, ping);
}

type Pinged = { readonly ping: string; readonly person: string; readonly by: string; readonly text: string };

/** The message to whoever it is for now. */
function messages(policy: Here, state: State, data: Pinged, led: readonly string[] | null): Effect[] {
  return (led ?? [data.person]).map((person) => ({
    key: `ping/${data.ping}/${person}`,
    to: { person },
    template: led === null ? "ping" : "question",
    urgency: "notice" as const,
    params: { text: data.text, by: data.by, meant: led === null ? null : data.person },
    cites: led === null ? [] : policy.cites(policy.at("level", "pings")),
  }));
}

export const shield = rule("shield", {
  title: "Shield",
  says: "Keeps whoever works from interruptions: what others write to them goes to whoever commands.",
  level: value.optional(),
  follows: {
    pinged: (policy, state, { data: { person, by, text } }) =>
      isShielded(policy.level, policy.process, state, { to: person, by }) ? [{ name: "redirect-ping", input: { by, meant: person, text } }] : [],
  },
  triggers: {
    pinged: (policy, state, { data }, ctx) => {
      const shielded = isShielded(policy.level, policy.process, state, { to: data.person, by: data.by });
      const to = shielded ? peopleOf(policy.level?.pings ?? "commander", { process: policy.process, state, ctx }) : null;
      return messages(policy, state, data, to);
    },
  },
  examples: [
    { title: "workers", value: { role: "worker", pings: "commander" }, in: "level", valid: true },
    { title: "nobody in particular", value: { pings: "commander" }, in: "level", valid: false },
  ],
});
