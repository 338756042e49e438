/** Says that a document is complete; what is missing is named (SR-31). */
import { z } from "zod";
import { refuse } from "../../kernel/refusal.ts";
import { over } from "../examples.ts";
import { command } from "../slices.ts";
import { missingSections } from "./slice.ts";

export const markDocumentReady = command("mark-document-ready", {
  title: "Mark as ready",
  says: "Says that a document is complete; what is missing is named (SR-31).",
  input: z.object({ kind: z.string().min(1).meta({ title: "Document" }) }),
  may: { capability: "edit_documents" },
  form: { verb: "Mark as ready" },
  when: (state) => Object.values(state.documents.documents).some((document) => document.state === "draft"),
  decide(state, input, ctx) {
    const document = state.documents.documents[input.kind];
    if (!document) return refuse("not_found", "There is no such document yet.");
    if (document.state !== "draft") return refuse("invalid_state", `It is ${document.state} already.`);
    const missing = missingSections(document);
    if (missing.length > 0) return refuse("missing_sections", `Still to be written: ${missing.join(", ")}.`, { unmet: missing });
    return [{ type: "document-ready", data: { kind: document.kind, title: document.title } }];
  },
  examples: [
    {
      title: "complete",
      given: [
        ...over,
        { type: "document-created", data: { kind: "postmortem", title: "Post-mortem", auto: [], required: ["learnings"] } },
        { type: "document-edited", data: { kind: "postmortem", section: "learnings", text: "Test restores", revision: 1 } },
      ],
      input: { kind: "postmortem" },
      then: ["document-ready"],
    },
    {
      title: "incomplete",
      given: [...over, { type: "document-created", data: { kind: "postmortem", title: "Post-mortem", auto: [], required: ["learnings"] } }],
      input: { kind: "postmortem" },
      then: { refused: "missing_sections" },
    },
  ],
});
