/** Asks whoever commands to look into the room; sent by the process itself (GD2-30). */
import { z } from "zod";
import { active } from "../examples.ts";
import { working, wrongPhase } from "../lifecycle/in-phase.ts";
import { command } from "../slices.ts";

export const promptWatch = command("prompt-watch", {
  title: "Ask for a look into the room",
  says: "Asks whoever commands to look into the room; sent by the process itself (GD2-30).",
  input: z.object({ person: z.string().min(1), since: z.string().min(1) }),
  may: "program",
  partOf: "chat",
  decide: (state, input) => wrongPhase(state, working, "watched") ?? [{ type: "watch-prompted", data: input }],
  examples: [
    { title: "after half an hour", given: active, input: { person: "ana", since: "2026-03-02T09:00:00.000Z" }, by: "rule:chat", then: ["watch-prompted"] },
    { title: "by a person", given: active, input: { person: "ana", since: "2026-03-02T09:00:00.000Z" }, then: { refused: "not_permitted" } },
  ],
});
