/** Makes a message for somebody who works a question to whoever commands; sent by the process itself (GD2-26). */
import { z } from "zod";
import { active } from "../examples.ts";
import { declared, wrongPhase } from "../lifecycle/in-phase.ts";
import { command } from "../slices.ts";

export const redirectPing = command("redirect-ping", {
  title: "Lead a message to the commander",
  says: "Makes a message for somebody who works a question to whoever commands; sent by the process itself (GD2-26).",
  input: z.object({ by: z.string().min(1), meant: z.string().min(1), text: z.string().min(1).max(2_000) }),
  may: "program",
  partOf: "shield",
  decide(state, { by, meant, text }, ctx) {
    return wrongPhase(state, declared, "written about") ?? [{ type: "question-asked", data: { question: ctx.id(), person: by, text, way: "ping", meant } }];
  },
  examples: [
    { title: "to a worker", given: active, input: { by: "dan", meant: "ben", text: "The budget?" }, by: "rule:shield", then: ["question-asked"] },
    { title: "by a person", given: active, input: { by: "dan", meant: "ben", text: "The budget?" }, then: { refused: "not_permitted" } },
  ],
});
