/** A command as somebody would add it: this one file, and one line in the registry. */
import { z } from "zod";
import { command } from "../../src/core/incident/slices.ts";

export const wave = command("wave", {
  title: "Wave",
  says: "Says hello in the thread, to show that a command is one file.",
  input: z.object({ to: z.string().min(1).meta({ title: "To whom" }) }),
  may: "anyone",
  form: { verb: "Wave" },
  decide: (_state, input, ctx) => [{ type: "message-posted", data: { message: ctx.id(), text: `Hello, ${input.to}` } }],
  examples: [],
});
