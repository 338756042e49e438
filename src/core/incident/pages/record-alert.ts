/** Records that a person was alerted face to face or by a call; it counts as an answer (SR-18). */
import { z } from "zod";
import { refuse } from "../../kernel/refusal.ts";
import { active } from "../examples.ts";
import { working, wrongPhase } from "../lifecycle/in-phase.ts";
import { command } from "../slices.ts";
import { openPages } from "./called.ts";

export const recordAlert = command("record-alert", {
  title: "Told in person",
  says: "Records that a person was alerted face to face or by a call; it counts as an answer (SR-18).",
  input: z.object({
    person: z.string().min(1).meta({ title: "Whom", reference: "person" }),
    how: z.enum(["in_person", "call"]).default("in_person").meta({ title: "How" }),
  }),
  may: "anyone",
  form: { verb: "Record" },
  decide(state, input, ctx) {
    const wrong = wrongPhase(state, working, "alerted for");
    if (wrong) return wrong;
    if (!ctx.facts.get("person", input.person)?.active) return refuse("invalid_value", "That person is not known here.", { pointer: "/person" });
    const page = openPages(state.pages).find((one) => one.person === input.person);
    if (page) return [{ type: "page-answered", data: { page: page.id, person: input.person, how: input.how } }];
    const id = ctx.id();
    return [
      { type: "paged", data: { page: id, person: input.person, why: "Told in person", team: false } },
      { type: "page-answered", data: { page: id, person: input.person, how: input.how } },
    ];
  },
  examples: [
    {
      title: "somebody who was paged",
      given: [...active, { type: "paged", data: { page: "p1", person: "ana", why: "You know it", team: false } }],
      input: { person: "ana", how: "in_person" },
      then: ["page-answered"],
    },
    { title: "somebody nobody knows", given: active, input: { person: "nobody", how: "in_person" }, then: { refused: "invalid_value" } },
  ],
});
