/** Asks public relations to find something out from those who were hit (GD-39). */
import { z } from "zod";
import { active } from "../examples.ts";
import { working, wrongPhase } from "../lifecycle/in-phase.ts";
import { command } from "../slices.ts";

export const requestInformation = command("request-information", {
  title: "Ask those who were hit",
  says: "Asks public relations to find something out from those who were hit (GD-39).",
  input: z.object({ text: z.string().trim().min(1).max(2_000).meta({ title: "What do we want to know?" }) }),
  may: { capability: "request_information" },
  partOf: "information_requests",
  form: { verb: "Ask", long: "text" },
  when: (state) => working.includes(state.lifecycle.phase),
  decide(state, input, ctx) {
    return wrongPhase(state, working, "asked about") ?? [{ type: "information-requested", data: { request: ctx.id(), text: input.text } }];
  },
  examples: [
    { title: "since when", given: active, input: { text: "Since when does it happen?" }, then: ["information-requested"] },
    { title: "nothing", given: active, input: { text: "" }, then: { refused: "invalid_value" } },
  ],
});
