/** Calls whoever answered once more, when nothing has happened since; the third time the policy begins anew (field 3). */
import { z } from "zod";
import { refuse } from "../../kernel/refusal.ts";
import { escalating } from "../examples.ts";
import { command } from "../slices.ts";
import { beginning } from "./start-escalation.ts";
import { callPeople } from "./steps.ts";

/** So often whoever answered is called again before the policy begins anew. */
const reminders = 2;

export const pageForgotten = command("page-forgotten", {
  title: "Call again whoever answered",
  says: "Calls whoever answered once more, when nothing has happened since; sent by the process itself.",
  input: z.object({ run: z.number().int(), count: z.number().int() }),
  may: "program",
  decide(state, input, ctx) {
    const { run } = state.escalation;
    if (run === null || run.n !== input.run || run.ended?.why !== "answered") return refuse("invalid_state", "Nobody has answered that escalation.");
    if (run.forgotten.count !== input.count) return refuse("invalid_state", "They were called again already.");
    const people = Object.keys(run.answered).filter((person) => ctx.facts.get("person", person)?.active);
    if (people.length === 0 || run.forgotten.times >= reminders) return beginning(state, ctx, "answered, then forgotten");
    const { calls, events } = callPeople(state, people, ctx, { why: "You answered, and nothing has happened since", since: null });
    return [{ type: "escalation-forgotten", data: { run: run.n, count: run.forgotten.count + 1, calls: [...calls] } }, ...events];
  },
  examples: [
    {
      title: "nothing since the answer",
      given: [...escalating, { type: "page-answered", data: { page: "p1", person: "ana", how: "sms" } }],
      input: { run: 1, count: 0 },
      by: "rule:escalation",
      then: ["escalation-forgotten", "paged"],
    },
    { title: "nobody has answered", given: escalating, input: { run: 1, count: 0 }, by: "rule:escalation", then: { refused: "invalid_state" } },
  ],
});
