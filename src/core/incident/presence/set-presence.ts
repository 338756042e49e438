/** Says where one is: on the call, in the chat, taking part or watching, and who speaks for one (PD-07, PD-08, PD-09). */
import { z } from "zod";
import { refuse } from "../../kernel/refusal.ts";
import { active } from "../examples.ts";
import { working, wrongPhase } from "../lifecycle/in-phase.ts";
import { command } from "../slices.ts";

export const setPresence = command("set-presence", {
  title: "Say where you are",
  says: "Says where one is: on the call, in the chat, taking part or watching, and who speaks for one (PD-07, PD-08, PD-09).",
  input: z.object({
    call: z.boolean().default(false).meta({ title: "On the call" }),
    chat: z.boolean().default(true).meta({ title: "In the chat" }),
    participate: z.boolean().default(false).meta({ title: "Take part", description: "Without it you watch." }),
    proxy: z
      .string()
      .min(1)
      .nullable()
      .default(null)
      .meta({ title: "Who speaks for you on the call", description: "Only where you cannot be on it yourself.", reference: "person" }),
  }),
  may: "anyone",
  partOf: "presence",
  form: { verb: "Say so" },
  when: (state) => working.includes(state.lifecycle.phase),
  decide(state, { participate, ...input }, ctx) {
    const wrong = wrongPhase(state, working, "joined");
    if (wrong) return wrong;
    if (ctx.person === null) return refuse("invalid_value", "Only people are somewhere.");
    if (input.proxy === ctx.person) return refuse("invalid_value", "You speak for yourself anyway.", { pointer: "/proxy" });
    if (input.proxy !== null && !ctx.facts.get("person", input.proxy)?.active)
      return refuse("invalid_value", "That person is not known here.", { pointer: "/proxy" });
    return [{ type: "presence-set", data: { person: ctx.person, ...input, participates: participate } }];
  },
  examples: [
    { title: "both, to take part", given: active, input: { call: true, participate: true }, then: ["presence-set"] },
    { title: "to watch", given: active, input: {}, then: ["presence-set"] },
    { title: "one's own proxy", given: active, input: { proxy: "ana" }, then: { refused: "invalid_value" } },
  ],
});
