/** Makes somebody watch again whose proxy left the call; sent by the process itself (PD-09). */
import { z } from "zod";
import { refuse } from "../../kernel/refusal.ts";
import { active } from "../examples.ts";
import { command } from "../slices.ts";

const spokenFor = [...active, { type: "presence-set", data: { person: "ben", call: false, chat: true, participates: true, proxy: "cleo" } }];

export const endParticipation = command("end-participation", {
  title: "Watch again",
  says: "Makes somebody watch again whose proxy left the call; sent by the process itself (PD-09).",
  input: z.object({ person: z.string().min(1) }),
  may: "program",
  partOf: "presence",
  decide(state, { person }) {
    const proxy = state.presence.people[person]?.proxy ?? null;
    return proxy === null ? refuse("invalid_state", "They speak for themselves.") : [{ type: "participation-ended", data: { person, proxy } }];
  },
  examples: [
    { title: "their proxy left", given: spokenFor, input: { person: "ben" }, by: "rule:presence", then: ["participation-ended"] },
    { title: "nobody spoke for them", given: active, input: { person: "ben" }, by: "rule:presence", then: { refused: "invalid_state" } },
  ],
});
