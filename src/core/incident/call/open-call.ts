/** Opens the call and says in the room where to meet and how to get a commander; sent by the process itself (PD-03). */
import { z } from "zod";
import { refuse } from "../../kernel/refusal.ts";
import { active, over } from "../examples.ts";
import { wrongPhase } from "../lifecycle/in-phase.ts";
import { command } from "../slices.ts";
import { places } from "./slice.ts";

export const openCall = command("open-call", {
  title: "Open the call",
  says: "Opens the call and says in the room where to meet and how to get a commander; sent by the process itself (PD-03).",
  input: z.object(places),
  may: "program",
  partOf: "contact_summary",
  decide(state, input) {
    const wrong = wrongPhase(state, ["active", "paused"], "talked about");
    if (wrong) return wrong;
    return state.call.state === "open" ? refuse("invalid_state", "The call is open already.") : [{ type: "call-opened", data: input }];
  },
  examples: [
    {
      title: "at the declaration",
      given: active,
      input: { chat: "#incidents", callUrl: "https://call.example.test/incident" },
      by: "rule:contact_summary",
      then: ["call-opened"],
    },
    { title: "when it is over", given: over, input: {}, by: "rule:contact_summary", then: { refused: "invalid_state" } },
  ],
});
