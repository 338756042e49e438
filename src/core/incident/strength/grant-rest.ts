/** Lets somebody sleep in after a night's work; sent by the process itself (GD2-23). */
import { z } from "zod";
import { refuse } from "../../kernel/refusal.ts";
import { active } from "../examples.ts";
import { command } from "../slices.ts";

export const grantRest = command("grant-rest", {
  title: "Let somebody sleep in",
  says: "Lets somebody sleep in after a night's work; sent by the process itself (GD2-23).",
  input: z.object({ person: z.string().min(1).meta({ title: "Who", reference: "person" }), until: z.string().meta({ title: "Until" }) }),
  may: "program",
  partOf: "strength",
  decide(_state, input, ctx) {
    if (input.until <= ctx.now) return refuse("invalid_value", "That is not ahead.", { pointer: "/until" });
    return [{ type: "rest-granted", data: input }];
  },
  examples: [
    {
      title: "until the afternoon",
      given: active,
      input: { person: "ben", until: "2026-03-02T13:00:00.000Z" },
      by: "rule:strength",
      then: ["rest-granted"],
    },
    { title: "by a person", given: active, input: { person: "ben", until: "2026-03-02T13:00:00.000Z" }, then: { refused: "not_permitted" } },
  ],
});
