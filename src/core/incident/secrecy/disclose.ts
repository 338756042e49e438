/** Ends the secrecy: the incident takes a number and stands in every list from now on. */
import { z } from "zod";
import { refuse } from "../../kernel/refusal.ts";
import { active } from "../examples.ts";
import { command } from "../slices.ts";
import { secret } from "./examples.ts";

export const disclose = command("disclose", {
  title: "Disclose",
  says: "Ends the secrecy: the incident takes a number and stands in every list from now on (X-15).",
  input: z.object({ reason: z.string().trim().min(1, "say why").max(500).meta({ title: "Why may everybody know now?" }) }),
  may: { capability: "disclose" },
  partOf: "secrecy",
  form: { verb: "Disclose" },
  when: (state) => state.secrecy.concealed,
  decide(state, { reason }) {
    return state.secrecy.concealed ? [{ type: "disclosed", data: { reason } }] : refuse("invalid_state", "It is no secret.");
  },
  examples: [
    { title: "what is public knowledge", given: secret, input: { reason: "The notice is out" }, then: ["disclosed"] },
    { title: "nothing secret", given: active, input: { reason: "The notice is out" }, then: { refused: "invalid_state" } },
  ],
});
