/** Says in one line how it stands; the one truth about it (SR-10). */
import { z } from "zod";
import { active } from "../examples.ts";
import { declared, wrongPhase } from "../lifecycle/in-phase.ts";
import { command } from "../slices.ts";

export const setStatus = command("set-status", {
  title: "Set the status",
  says: "Says in one line how it stands; the one truth about it (SR-10).",
  input: z.object({ text: z.string().trim().min(1).max(500).meta({ title: "Status" }) }),
  may: { capability: "set_status" },
  form: { verb: "Set" },
  when: (state) => declared.includes(state.lifecycle.phase),
  decide(state, input, ctx) {
    return wrongPhase(state, declared, "given a status") ?? [{ type: "status-set", data: input }];
  },
  examples: [
    { title: "in one line", given: active, input: { text: "We are rolling back" }, then: ["status-set"] },
    { title: "empty", given: active, input: { text: "" }, then: { refused: "invalid_value" } },
  ],
});
