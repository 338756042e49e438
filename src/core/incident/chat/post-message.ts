/** Writes into the incident's thread; what begins with the process's word (TODO) also becomes a follow-up (SR-24, PD-46). */
import { z } from "zod";
import { active } from "../examples.ts";
import { wrongPhase } from "../lifecycle/in-phase.ts";
import { command } from "../slices.ts";
import { todoIn, todoPrefixOf } from "./todo.ts";

export const postMessage = command("post-message", {
  title: "Write",
  says: "Writes into the incident's thread; what begins with the process's word (TODO) also becomes a follow-up (SR-24, PD-46).",
  input: z.object({
    text: z.string().trim().min(1).max(8_000).meta({ title: "Message" }),
    flag: z.boolean().default(false).meta({ title: "Point the commander to it" }),
  }),
  may: { capability: "post" },
  form: { verb: "Write", long: "text" },
  decide(state, input, ctx) {
    const wrong = wrongPhase(state, ["reported", "active", "paused", "resolved", "closed"], "written in");
    if (wrong) return wrong;
    const message = { type: "message-posted" as const, data: { message: ctx.id(), text: input.text, ...(input.flag ? { flag: true as const } : {}) } };
    const todo = todoIn(input.text, todoPrefixOf(ctx.process));
    if (todo === null) return [message];
    return [message, { type: "follow-up-added", data: { followUp: ctx.id(), text: todo, owner: null, message: message.data.message } }];
  },
  examples: [
    { title: "a line", given: active, input: { text: "The migration ran" }, then: ["message-posted"] },
    { title: "a TODO", given: active, input: { text: "TODO fix the alert" }, then: ["message-posted", "follow-up-added"] },
    { title: "nothing", given: active, input: { text: " " }, then: { refused: "invalid_value" } },
  ],
});
