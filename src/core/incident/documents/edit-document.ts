/** Writes a section; `base` is the revision it replaces, so that nobody overwrites another (SR-35). */
import { z } from "zod";
import { refuse } from "../../kernel/refusal.ts";
import { over } from "../examples.ts";
import { wrongPhase } from "../lifecycle/in-phase.ts";
import { command } from "../slices.ts";

export const editDocument = command("edit-document", {
  title: "Edit a document",
  says: "Writes a section; `base` is the revision it replaces, so that nobody overwrites another (SR-35).",
  input: z.object({
    kind: z.string().min(1).meta({ title: "Document" }),
    section: z.string().min(1).max(60).meta({ title: "Section" }),
    text: z.string().max(40_000).meta({ title: "Text" }),
    base: z.number().int().min(0).meta({ title: "Revision it replaces" }),
  }),
  may: { capability: "edit_documents" },
  form: { verb: "Save", long: "text" },
  when: (state) => Object.keys(state.documents.documents).length > 0,
  decide(state, input, ctx) {
    const document = state.documents.documents[input.kind];
    if (!document) return refuse("not_found", "There is no such document yet.");
    const wrong = wrongPhase(state, ["active", "paused", "resolved"], "written about");
    if (wrong) return wrong;
    const current = document.sections[input.section]?.revision ?? 0;
    if (input.base !== current)
      return refuse("version_conflict", `Somebody wrote this section meanwhile: it is at revision ${current}, yours replaces ${input.base}.`, {
        pointer: "/base",
        versions: { yours: input.text, theirs: `revision ${current}` },
      });
    return [{ type: "document-edited", data: { kind: input.kind, section: input.section, text: input.text, revision: current + 1 } }];
  },
  examples: [
    {
      title: "the learnings",
      given: [...over, { type: "document-created", data: { kind: "postmortem", title: "Post-mortem", auto: [], required: ["learnings"] } }],
      input: { kind: "postmortem", section: "learnings", text: "Test restores", base: 0 },
      then: ["document-edited"],
    },
    {
      title: "over another's text",
      given: [
        ...over,
        { type: "document-created", data: { kind: "postmortem", title: "Post-mortem", auto: [], required: ["learnings"] } },
        { type: "document-edited", data: { kind: "postmortem", section: "learnings", text: "Test restores", revision: 1 } },
      ],
      input: { kind: "postmortem", section: "learnings", text: "Mine", base: 0 },
      then: { refused: "version_conflict" },
    },
  ],
});
