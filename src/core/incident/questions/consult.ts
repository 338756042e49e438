/** Asks an expert for advice; they are told as soon as they may be disturbed (GD-14). */
import { z } from "zod";
import { refuse } from "../../kernel/refusal.ts";
import { active } from "../examples.ts";
import { working, wrongPhase } from "../lifecycle/in-phase.ts";
import { command } from "../slices.ts";

const seated = { type: "role-assigned", data: { role: "sme", person: "eve", stated: true } };

export const consult = command("consult", {
  title: "Consult an expert",
  says: "Asks an expert for advice; they are told as soon as they may be disturbed (GD-14).",
  input: z.object({
    expert: z.string().min(1).meta({ title: "Whom", reference: "expert" }),
    text: z.string().trim().min(1, "say what you want to know").max(2_000).meta({ title: "What do you want to know?" }),
  }),
  may: { capability: "consult" },
  partOf: "consultations",
  form: { verb: "Ask", long: "text" },
  when: (state) => working.includes(state.lifecycle.phase),
  decide(state, { expert, text }, ctx) {
    const wrong = wrongPhase(state, working, "worked on");
    if (wrong) return wrong;
    if (ctx.person === expert) return refuse("invalid_value", "Ask somebody else than yourself.", { pointer: "/expert" });
    if (!ctx.facts.get("person", expert)?.active) return refuse("invalid_value", "That person is not known here.", { pointer: "/expert" });
    if (state.strength.released[expert] !== undefined)
      return refuse("invalid_state", "They were let go: the manager can call them back.", { pointer: "/expert" });
    const area = state.lifecycle.area === null ? null : ctx.facts.get("area", state.lifecycle.area);
    const advises = state.roles.held.some(({ role, person }) => person === expert && ctx.process.roles[role]?.kind === "advisor");
    if (!advises && !area?.experts.includes(expert))
      return refuse("invalid_value", "That person is no expert here: the manager can call them.", { pointer: "/expert" });
    return [{ type: "expert-consulted", data: { consultation: ctx.id(), person: expert, text } }];
  },
  examples: [
    { title: "somebody who is no expert", given: [...active, seated], input: { expert: "ben", text: "Which switch?" }, then: { refused: "invalid_value" } },
    {
      title: "somebody who was let go",
      given: [
        ...active,
        seated,
        { type: "released", data: { person: "eve", reason: "" } },
        { type: "role-left", data: { role: "sme", person: "eve", why: "" } },
      ],
      input: { expert: "eve", text: "Which switch?" },
      then: { refused: "invalid_state" },
    },
    { title: "without words", given: active, input: { expert: "eve", text: "" }, then: { refused: "invalid_value" } },
  ],
});
