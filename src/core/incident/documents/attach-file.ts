/** Attaches an uploaded file to the thread; at most 25 MB. */
import { z } from "zod";
import { refuse } from "../../kernel/refusal.ts";
import { active } from "../examples.ts";
import { wrongPhase } from "../lifecycle/in-phase.ts";
import { command } from "../slices.ts";

export const attachFile = command("attach-file", {
  title: "Attach a file",
  says: "Attaches an uploaded file to the thread; at most 25 MB.",
  input: z.object({ attachment: z.string().min(1).meta({ title: "File", reference: "attachment" }) }),
  may: { capability: "post" },
  form: { verb: "Attach" },
  decide(state, input, ctx) {
    const wrong = wrongPhase(state, ["reported", "active", "paused", "resolved", "closed"], "added to");
    if (wrong) return wrong;
    const file = ctx.facts.get("attachment", input.attachment);
    if (!file) return refuse("invalid_value", "Upload the file first.", { pointer: "/attachment" });
    return [{ type: "file-attached", data: { attachment: file.id, name: file.name, mediaType: file.mediaType, sizeBytes: file.sizeBytes } }];
  },
  examples: [
    { title: "an uploaded one", given: active, input: { attachment: "file" }, then: ["file-attached"] },
    { title: "one that is not there", given: active, input: { attachment: "unknown" }, then: { refused: "invalid_value" } },
  ],
});
