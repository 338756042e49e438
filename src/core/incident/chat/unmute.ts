/** Lets somebody write in the room again (GD2-28). */
import { z } from "zod";
import { refuse } from "../../kernel/refusal.ts";
import { active } from "../examples.ts";
import { command } from "../slices.ts";

const muted = { type: "person-muted", data: { person: "max", why: "Please ask me instead" } };

export const unmute = command("unmute", {
  title: "Let somebody write again",
  says: "Lets somebody write in the room again (GD2-28).",
  input: z.object({ person: z.string().min(1).meta({ title: "Whom", reference: "person" }) }),
  may: { capability: "moderate" },
  partOf: "chat",
  form: { verb: "Unmute" },
  when: (state) => Object.keys(state.chat.muted).length > 0,
  decide: (state, input) => (state.chat.muted[input.person] ? [{ type: "person-unmuted", data: input }] : refuse("invalid_state", "They are not muted.")),
  examples: [
    { title: "an observer", given: [...active, muted], input: { person: "max" }, then: ["person-unmuted"] },
    { title: "who is not muted", given: active, input: { person: "max" }, then: { refused: "invalid_state" } },
  ],
});
