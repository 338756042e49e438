/** Somebody may read and ask, and writes nothing in the room for now (GD2-28). */
import { z } from "zod";
import { roleOfKind } from "../../kernel/process.ts";
import { refuse } from "../../kernel/refusal.ts";
import { active } from "../examples.ts";
import { working, wrongPhase } from "../lifecycle/in-phase.ts";
import { holdersOf } from "../roles/slice.ts";
import { command } from "../slices.ts";

const commander = { type: "role-assigned", data: { role: "incident_commander", person: "ana", stated: true } };

export const mute = command("mute", {
  title: "Mute somebody",
  says: "Somebody may read and ask, and writes nothing in the room for now (GD2-28).",
  input: z.object({
    person: z.string().min(1).meta({ title: "Whom", reference: "person" }),
    why: z.string().trim().min(1, "say why: they will read it").max(300).meta({ title: "Why", description: "They will read it." }),
  }),
  may: { capability: "moderate" },
  partOf: "chat",
  form: { verb: "Mute", long: "why" },
  when: (state) => working.includes(state.lifecycle.phase),
  decide(state, input, ctx) {
    const wrong = wrongPhase(state, working, "moderated");
    if (wrong) return wrong;
    if (!ctx.facts.get("person", input.person)?.active) return refuse("invalid_value", "That person is not known here.", { pointer: "/person" });
    const role = roleOfKind(ctx.process, "commander");
    if (role !== null && holdersOf(state.roles, role).includes(input.person))
      return refuse("invalid_value", "Whoever commands is not muted.", { pointer: "/person" });
    if (state.chat.muted[input.person]) return refuse("invalid_state", "They are muted already.");
    return [{ type: "person-muted", data: input }];
  },
  examples: [
    { title: "an observer", given: active, input: { person: "max", why: "Please ask me instead" }, then: ["person-muted"] },
    { title: "without a reason", given: active, input: { person: "max", why: "" }, then: { refused: "invalid_value" } },
    { title: "the commander", given: [...active, commander], input: { person: "ana", why: "Fun" }, then: { refused: "invalid_value" } },
  ],
});
