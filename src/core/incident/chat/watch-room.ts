/** The commander has looked into the room and found nothing to do (GD2-30). */
import { z } from "zod";
import { refuse } from "../../kernel/refusal.ts";
import { active } from "../examples.ts";
import { working, wrongPhase } from "../lifecycle/in-phase.ts";
import { command } from "../slices.ts";

export const watchRoom = command("watch-room", {
  title: "I watch the room",
  says: "The commander has looked into the room and found nothing to do (GD2-30).",
  input: z.object({}),
  may: { capability: "moderate" },
  partOf: "chat",
  when: (state) => working.includes(state.lifecycle.phase),
  decide(state, _input, ctx) {
    if (ctx.person === null) return refuse("invalid_value", "Only people watch.");
    return wrongPhase(state, working, "watched") ?? [{ type: "room-watched", data: { person: ctx.person } }];
  },
  examples: [
    { title: "while it burns", given: active, input: {}, then: ["room-watched"] },
    { title: "before there is a room", given: [], input: {}, then: { refused: "invalid_state" } },
  ],
});
