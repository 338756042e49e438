/** Whoever works is kept from interruptions: messages for them go to whoever commands, and they go to no meetings (GD2-24, GD2-25, GD2-26). */
import { holdersOf } from "../../../incident/roles/slice.ts";
import type { State } from "../../../incident/slices.ts";
import type { Effect } from "../../../kernel/effect.ts";
import type { Process } from "../../../kernel/process.ts";
import { peopleOf } from "../../resolve-whom.ts";
import { rule } from "../../rule.ts";
import { declining, lookingAgain, organisersTold, type Shielding, type ShieldPolicy, shieldValue } from "./meetings.ts";

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
function messages(policy: ShieldPolicy, data: Pinged, led: readonly string[] | null): Effect[] {
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
  says: "Keeps whoever works from interruptions: what others write to them goes to whoever commands, and their meetings are declined.",
  level: shieldValue.optional(),
  follows: {
    pinged: (policy, state, { data: { person, by, text } }) =>
      isShielded(policy.level, policy.process, state, { to: person, by }) ? [{ name: "redirect-ping", input: { by, meant: person, text } }] : [],
    "role-assigned": (policy, state, { data, at }) => (data.role === policy.level?.role ? declining(policy, state, [data.person], at) : []),
    "handed-over": (policy, state, { data, at }) => (data.role === policy.level?.role ? declining(policy, state, [data.person], at) : []),
    "severity-changed": (policy, state, { at }) => declining(policy, state, holdersOf(state.roles, policy.level?.role ?? ""), at),
  },
  demands: lookingAgain,
  triggers: {
    pinged: (policy, state, { data }, ctx) => {
      const shielded = isShielded(policy.level, policy.process, state, { to: data.person, by: data.by });
      const to = shielded ? peopleOf(policy.level?.pings ?? "commander", { process: policy.process, state, ctx }) : null;
      return messages(policy, data, to);
    },
    "meetings-declined": (policy, _state, event) => organisersTold(policy, event),
  },
  examples: [
    { title: "workers", value: { role: "worker", pings: "commander", meetings: "8h", organisers: true }, in: "level", valid: true },
    { title: "nobody in particular", value: { pings: "commander" }, in: "level", valid: false },
  ],
});
