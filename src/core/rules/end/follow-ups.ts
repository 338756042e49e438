/** What is to be done afterwards stays somebody's, also when the incident is closed: who owns it is reminded, before it is due and after. */

import type { Wish } from "../../incident/index.ts";
import type { State } from "../../incident/slices.ts";
import type { Step } from "../../kernel/duty.ts";
import type { Effect } from "../../kernel/effect.ts";
import { epochMs, type Instant, instantOf } from "../../kernel/time.ts";
import { rule } from "../rule.ts";

const dayMs = 86_400_000;

/** A day before, then, and weekly for a quarter of a year. */
function stepsOf(due: Instant, at: Instant): Step<Wish>[] {
  const before = instantOf(epochMs(due) - dayMs);
  const after = Array.from({ length: 12 }, (_, week) => ({ at: instantOf(epochMs(due) + (week + 1) * 7 * dayMs), does: "escalate" as const }));
  return [...(before > at ? [{ at: before, does: "remind" as const }] : []), { at: due, does: "due" as const }, ...after];
}

function tell(state: State, id: string, does: string, key: string): Effect[] {
  const one = state.actions.followUps[id];
  if (!one?.owner) return [];
  return [
    {
      key: `follow-up/${id}/${key}/${one.owner}`,
      to: { person: one.owner },
      template: "nudge",
      urgency: "notice",
      params: { what: one.text, dueAt: one.due ?? "", state: does },
      duty: `follow-up/${id}`,
      cites: [],
    },
  ];
}

export const followUps = rule("follow_ups", {
  title: "Follow-ups",
  says: "Keeps what is to be done afterwards as a duty of whoever owns it, and reminds them.",
  demands: (_policy, state) =>
    Object.values(state.actions.followUps)
      .filter((one) => one.state === "open")
      .map((one) => ({
        key: `follow-up/${one.id}`,
        who: one.owner === null ? { process: true as const } : { people: [one.owner] },
        what: one.text,
        during: ["active", "paused", "resolved", "closed"],
        due: one.due ?? null,
        steps: one.due && one.owner ? stepsOf(one.due, one.at) : [],
        metBy: (event) => event.type === "follow-up-finished" && (event.data as { followUp: string }).followUp === one.id,
        cites: [],
        by: { name: "finish-follow-up", input: { followUp: one.id } },
      })),
  triggers: {
    "duty-fell-due": (_policy, state, { data, seq }) =>
      data.rule === "follow_ups" ? tell(state, data.key.slice("follow-up/".length), data.does, String(seq)) : [],
    "follow-up-added": (_policy, state, { data, seq }, ctx) => (data.owner === ctx.person ? [] : tell(state, data.followUp, "open", String(seq))),
    "follow-up-changed": (_policy, state, { data, seq }, ctx) => (data.owner === ctx.person ? [] : tell(state, data.followUp, "open", String(seq))),
  },
  examples: [],
});
