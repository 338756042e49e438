/** Writes for everybody, for good, what happened and how it was handled (GD2-35). */
import { z } from "zod";
import { refuse } from "../../kernel/refusal.ts";
import { active } from "../examples.ts";
import { declared, wrongPhase } from "../lifecycle/in-phase.ts";
import { command } from "../slices.ts";

const part = z.string().trim().max(4_000).default("");

export const writePublicEntry = command("write-public-entry", {
  title: "Write in the public log",
  says: "Writes for everybody, for good, what happened and how it was handled (GD2-35).",
  input: z.object({
    whatHappened: part.meta({ title: "What happened", description: "In words everybody understands; nothing of the inside. Empty: stays as it is" }),
    howHandled: part.meta({ title: "How it was handled", description: "Empty: stays as it is" }),
  }),
  may: { capability: "write_public_log" },
  partOf: "public",
  form: { verb: "Publish", long: "whatHappened" },
  when: (state) => declared.includes(state.lifecycle.phase) && !state.lifecycle.drill,
  decide(state, input) {
    const wrong = wrongPhase(state, declared, "written about in public");
    if (wrong) return wrong;
    if (state.lifecycle.drill) return refuse("invalid_state", "Nobody outside hears of a drill.");
    if (input.whatHappened === "" && input.howHandled === "")
      return refuse("missing_fields", "Write at least one of the two.", { unmet: ["whatHappened", "howHandled"] });
    return [{ type: "public-entry-written", data: input }];
  },
  examples: [
    {
      title: "both",
      given: active,
      input: { whatHappened: "Payments failed for an hour.", howHandled: "A certificate was renewed." },
      then: ["public-entry-written"],
    },
    { title: "neither", given: active, input: {}, then: { refused: "missing_fields" } },
  ],
});
