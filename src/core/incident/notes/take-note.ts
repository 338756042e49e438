/** Writes down what matters while it happens; nobody is asked for leave (PD-43, PD-45). */
import { z } from "zod";
import { active } from "../examples.ts";
import { declared, wrongPhase } from "../lifecycle/in-phase.ts";
import { command } from "../slices.ts";
import { noteKinds } from "./slice.ts";

export const takeNote = command("take-note", {
  title: "Take a note",
  says: "Writes down what matters while it happens; nobody is asked for leave (PD-43, PD-45).",
  input: z.object({
    kind: z.enum(noteKinds).default("note").meta({ title: "What" }),
    text: z.string().trim().min(1).max(1_000).meta({ title: "In short" }),
    about: z.string().max(80).optional().meta({ hidden: true }),
  }),
  may: { capability: "take_notes" },
  partOf: "notes",
  form: { verb: "Note", long: "text" },
  when: (state) => ["reported", ...declared].includes(state.lifecycle.phase),
  decide(state, input) {
    return wrongPhase(state, ["reported", ...declared], "written about") ?? [{ type: "noted", data: input }];
  },
  examples: [
    { title: "a decision", given: active, input: { kind: "decision", text: "We roll back" }, then: ["noted"] },
    { title: "nothing", given: active, input: { text: " " }, then: { refused: "invalid_value" } },
  ],
});
