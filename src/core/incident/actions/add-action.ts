/** Names something to look at, mend or do, and who does it (SR-11). */
import { z } from "zod";
import { refuse } from "../../kernel/refusal.ts";
import { active } from "../examples.ts";
import { declared, wrongPhase } from "../lifecycle/in-phase.ts";
import { command } from "../slices.ts";
import { actionKinds } from "./slice.ts";

export const addAction = command("add-action", {
  title: "Add an action",
  says: "Names something to look at, mend or do, and who does it (SR-11).",
  input: z.object({
    kind: z.enum(actionKinds).default("task").meta({ title: "Kind" }),
    text: z.string().trim().min(1).max(500).meta({ title: "What" }),
    assignee: z.string().nullable().default(null).meta({ title: "Who", reference: "person" }),
    timeboxMinutes: z.number().int().min(1).max(1_440).optional().meta({ title: "Minutes it may take" }),
    area: z.string().nullable().default(null).meta({ title: "Of which area", description: "The incident's unless said.", reference: "area" }),
    option: z.string().min(1).optional().meta({ title: "Which way it belongs to", reference: "option" }),
  }),
  may: (_state, input, ctx) =>
    input?.assignee && input.assignee !== ctx.person
      ? { capability: "direct" }
      : input?.kind === "repair" && !ctx.holds("direct")
        ? { capability: "repair" }
        : "anyone",
  form: { verb: "Add" },
  when: (state) => declared.includes(state.lifecycle.phase),
  decide(state, input, ctx) {
    const wrong = wrongPhase(state, declared, "worked on");
    if (wrong) return wrong;
    if (input.assignee !== null && !ctx.facts.get("person", input.assignee)?.active)
      return refuse("invalid_value", "That person is not known here.", { pointer: "/assignee" });
    if (input.option !== undefined && !state.work.options[input.option]) return refuse("invalid_value", "There is no such way to go.", { pointer: "/option" });
    const { area, ...rest } = input;
    if (area !== null && !ctx.facts.get("area", area)) return refuse("invalid_value", "There is no such area.", { pointer: "/area" });
    return [{ type: "action-added", data: { action: ctx.id(), ...rest, ...(area === null ? {} : { area }) } }];
  },
  examples: [
    { title: "to look at", given: active, input: { kind: "investigate", text: "Read the error log", assignee: null }, then: ["action-added"] },
    { title: "empty", given: active, input: { kind: "task", text: "", assignee: null }, then: { refused: "invalid_value" } },
  ],
});
