/** What matters is written down by whoever writes, with words at hand for what was just found or done (PD-43, PD-45). */
import { z } from "zod";
import type { Wish } from "../../incident/index.ts";
import type { State } from "../../incident/slices.ts";
import type { Duty } from "../../kernel/duty.ts";
import { cites } from "../../kernel/process.ts";
import { rule } from "../rule.ts";

const value = z
  .strictObject({
    /** This role is offered a note of each finding and of each action that began or ended, with its words. */
    prefilled: z.strictObject({ role: z.string().max(40), cites }).optional(),
    cites,
  })
  .optional();

/** So many notes are offered at a time; what is older stands in the timeline anyhow. */
const mostOffered = 3;

type Offered = { readonly about: string; readonly kind: "finding" | "action"; readonly text: string; readonly at: string };

/** What was found and done and is not noted yet, the newest last. */
function unnoted({ work, actions, notes }: State): Offered[] {
  const found = Object.values(work.findings).map(({ id, text, at }): Offered => ({ about: `finding/${id}`, kind: "finding", text, at }));
  const done = Object.values(actions.actions).flatMap(({ id, text, state, outcome, at, startedAt, leftAt }): Offered[] => {
    if (state === "open") return [];
    const words = state === "started" ? `${text} (begun)` : `${text}${outcome ? `: ${outcome}` : ""}`;
    return [{ about: `action/${id}/${state}`, kind: "action", text: words, at: leftAt ?? startedAt ?? at }];
  });
  return [...found, ...done].filter(({ about }) => !notes.about.includes(about)).sort((a, b) => (a.at < b.at ? -1 : 1));
}

export const notes = rule("notes", {
  title: "Notes",
  says: "Has what matters written down, and offers whoever writes the words of what was just found or done.",
  schema: value,
  demands: (policy, state) => {
    const { prefilled } = policy.own ?? {};
    if (!prefilled) return [];
    return unnoted(state)
      .slice(-mostOffered)
      .map(({ about, kind, text }): Duty<Wish, State> => {
        const words = text.slice(0, 900);
        return {
          ...{ key: `note/${about}`, who: { role: prefilled.role }, what: `Note: ${words}`, during: ["active"], due: null, steps: [] },
          metBy: ({ type, data }) => type === "noted" && (data as { about?: string }).about === about,
          cites: policy.cites(policy.at("top", "prefilled")),
          by: { name: "take-note", input: { kind, text: words, about } },
        };
      });
  },
  examples: [
    { title: "the scribe is offered words", value: { prefilled: { role: "scribe" } }, in: "top", valid: true },
    { title: "nobody writes", value: { prefilled: {} }, in: "top", valid: false },
  ],
});
