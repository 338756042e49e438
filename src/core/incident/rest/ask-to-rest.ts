/** Notes that quiet hours began for people at work, and asks whoever commands; sent by the process itself (GD2-03). */
import { z } from "zod";
import { active } from "../examples.ts";
import { wrongPhase } from "../lifecycle/in-phase.ts";
import { command } from "../slices.ts";

export const askToRest = command("ask-to-rest", {
  title: "Ask whether to rest",
  says: "Notes that quiet hours began for people at work, and asks whoever commands; sent by the process itself (GD2-03).",
  input: z.object({ people: z.array(z.string()).min(1).max(200) }),
  may: "program",
  decide(state, { people }) {
    return wrongPhase(state, ["active"], "rested from") ?? [{ type: "quiet-hours-began", data: { people } }];
  },
  examples: [
    { title: "at ten in the evening", given: active, input: { people: ["ana"] }, by: "rule:standdown", then: ["quiet-hours-began"] },
    { title: "by a person", given: active, input: { people: ["ana"] }, then: { refused: "not_permitted" } },
  ],
});
