/** Calls one person to the incident, by their own methods in their order. */
import { z } from "zod";
import { refuse } from "../../kernel/refusal.ts";
import { active } from "../examples.ts";
import { working, wrongPhase } from "../lifecycle/in-phase.ts";
import { command } from "../slices.ts";
import { openPages } from "./called.ts";

export const page = command("page", {
  title: "Page a person",
  says: "Calls one person to the incident, by their own methods in their order.",
  input: z.object({
    person: z.string().min(1).meta({ title: "Whom", reference: "person" }),
    reason: z.string().trim().min(1, "say why").max(300).meta({ title: "Why" }),
    immediate: z.boolean().default(false).meta({ title: "At once, whatever the hour" }),
    team: z.boolean().default(false).meta({ hidden: true }),
    once: z.boolean().default(false).meta({ hidden: true }),
  }),
  may: { capability: "page" },
  form: { verb: "Page" },
  when: (state) => working.includes(state.lifecycle.phase),
  decide(state, input, ctx) {
    const wrong = wrongPhase(state, working, "paged for");
    if (wrong) return wrong;
    if (!ctx.facts.get("person", input.person)?.active) return refuse("invalid_value", "That person is not known here.", { pointer: "/person" });
    const waiting = openPages(state.pages).some((page) => page.person === input.person);
    if (waiting) return refuse("invalid_state", "They are being called already.");
    const page = { page: ctx.id(), person: input.person, why: input.reason, team: input.team && ctx.person === null };
    const once = input.once && ctx.person === null;
    return [{ type: "paged", data: { ...page, ...(input.immediate ? { immediate: true } : {}), ...(once ? { once } : {}) } }];
  },
  examples: [
    { title: "the expert", given: active, input: { person: "ana", reason: "You know the database", team: false }, then: ["paged"] },
    { title: "without a reason", given: active, input: { person: "ana", reason: "", team: false }, then: { refused: "invalid_value" } },
  ],
});
