/** Opens a secret incident to an administrator who was not let in: its owners are called at once (K6). */
import { z } from "zod";
import { refuse } from "../../kernel/refusal.ts";
import { command } from "../slices.ts";
import { circleOf } from "./circle.ts";
import { secret } from "./examples.ts";

export const breakGlass = command("break-glass", {
  title: "Open in an emergency",
  says: "Opens a secret incident to an administrator who was not let in: its owners are called at once (K6).",
  input: z.object({ person: z.string().min(1), reason: z.string().trim().min(10, "say why, in a sentence").max(500) }),
  may: "program",
  partOf: "secrecy",
  decide(state, { person, reason }) {
    if (!state.secrecy.concealed) return refuse("not_found", "There is no such incident.");
    return circleOf(state).includes(person) ? [] : [{ type: "glass-broken", data: { person, reason } }];
  },
  examples: [
    { title: "by an administrator", given: secret, input: { person: "mia", reason: "Nobody inside can be reached" }, by: "system", then: ["glass-broken"] },
    { title: "by somebody inside", given: secret, input: { person: "cleo", reason: "Nobody inside can be reached" }, by: "system", then: [] },
    { title: "nothing secret", given: [], input: { person: "mia", reason: "Nobody inside can be reached" }, by: "system", then: { refused: "not_found" } },
  ],
});
