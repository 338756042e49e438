/** Lets a person do one named thing in the commander's stead; logged and revocable (SR-11). */
import { z } from "zod";
import { refuse } from "../../kernel/refusal.ts";
import { active } from "../examples.ts";
import { command } from "../slices.ts";

export const delegate = command("delegate", {
  title: "Delegate",
  says: "Lets a person do one named thing in the commander's stead; logged and revocable (SR-11).",
  input: z.object({
    capability: z.string().min(1).max(40).meta({ title: "What", reference: "capability" }),
    person: z.string().min(1).meta({ title: "To", reference: "person" }),
  }),
  may: { capability: "delegate" },
  form: { verb: "Delegate" },
  decide(state, input, ctx) {
    const held = ctx.process.may[input.capability];
    if (!held) return refuse("invalid_value", `${ctx.process.name} has nothing called ${input.capability}.`, { pointer: "/capability" });
    if (!held.delegable)
      return refuse("not_permitted", `${input.capability.replaceAll("_", " ")} cannot be delegated in ${ctx.process.name}.`, {
        policy: `/may/${input.capability}`,
      });
    if (!ctx.facts.get("person", input.person)?.active) return refuse("invalid_value", "That person is not known here.", { pointer: "/person" });
    return [{ type: "delegated", data: input }];
  },
  examples: [
    { title: "the updates", given: active, input: { capability: "brief", person: "ana" }, then: ["delegated"] },
    { title: "what does not exist", given: active, input: { capability: "fly", person: "ana" }, then: { refused: "invalid_value" } },
  ],
});
