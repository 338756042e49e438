/** A message for one person who takes part: whoever works is not interrupted, it goes to whoever commands (GD2-26). */
import { z } from "zod";
import { refuse } from "../../kernel/refusal.ts";
import { active } from "../examples.ts";
import { declared, wrongPhase } from "../lifecycle/in-phase.ts";
import { command } from "../slices.ts";

export const ping = command("ping", {
  title: "Write to somebody here",
  says: "A message for one person who takes part: whoever works is not interrupted, it goes to whoever commands (GD2-26).",
  input: z.object({
    person: z.string().min(1).meta({ title: "To whom", reference: "person" }),
    text: z.string().trim().min(1, "write your message").max(2_000).meta({ title: "Message" }),
  }),
  may: { capability: "ask" },
  partOf: "shield",
  form: { verb: "Send", long: "text" },
  when: (state) => declared.includes(state.lifecycle.phase),
  decide(state, { person, text }, ctx) {
    const wrong = wrongPhase(state, declared, "written about");
    if (wrong) return wrong;
    if (ctx.person === null) return refuse("invalid_value", "Only people write to people.");
    if (ctx.person === person) return refuse("invalid_value", "Write to somebody else than yourself.", { pointer: "/person" });
    if (!state.roles.held.some((one) => one.person === person)) return refuse("invalid_value", "They have no part in this incident.", { pointer: "/person" });
    return [{ type: "pinged", data: { ping: ctx.id(), person, by: ctx.person, text } }];
  },
  examples: [
    {
      title: "somebody who works",
      given: [...active, { type: "role-assigned", data: { role: "solutioneer", person: "ben", stated: true } }],
      input: { person: "ben", text: "Have you a minute for the budget?" },
      then: ["pinged"],
    },
    { title: "somebody without a part", given: active, input: { person: "eve", text: "Lunch?" }, then: { refused: "invalid_value" } },
  ],
});
