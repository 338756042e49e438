/** Ends the call and says in the room where to go on: by whoever commands, or by the process itself when the incident is over (PD-30, PD-31). */
import { z } from "zod";
import { refuse } from "../../kernel/refusal.ts";
import { active } from "../examples.ts";
import { command } from "../slices.ts";

const opened = [...active, { type: "call-opened", data: { chat: "#incidents" } }];

export const endCall = command("end-call", {
  title: "End the call",
  says: "Ends the call and says in the room where to go on; also sent by the process itself when the incident is over (PD-30, PD-31).",
  input: z.object({ chat: z.string().max(120).default("").meta({ title: "Where to go on", hidden: true }) }),
  may: { capability: "command" },
  partOf: "contact_summary",
  form: { verb: "End" },
  when: (state) => state.call.state === "open",
  decide(state, input) {
    return state.call.state === "open" ? [{ type: "call-ended", data: input }] : refuse("invalid_state", "No call is open.");
  },
  examples: [
    { title: "what is left is written", given: opened, input: { chat: "#incidents" }, then: ["call-ended"] },
    { title: "no call", given: active, input: {}, then: { refused: "invalid_state" } },
  ],
});
