/** Puts a ready document into the incident's thread; sent by the process itself (SR-37). */
import { z } from "zod";
import { refuse } from "../../kernel/refusal.ts";
import { over } from "../examples.ts";
import { command } from "../slices.ts";

export const attachDocument = command("attach-document", {
  title: "Attach to the thread",
  says: "Puts a ready document into the incident's thread; sent by the process itself (SR-37).",
  input: z.object({ kind: z.string().min(1), channel: z.string().max(40) }),
  may: "program",
  decide(state, input, ctx) {
    const document = state.documents.documents[input.kind];
    if (!document) return refuse("not_found", "There is no such document yet.");
    return [{ type: "document-attached", data: { kind: document.kind, title: document.title, channel: input.channel } }];
  },
  examples: [
    {
      title: "a ready one",
      given: [
        ...over,
        { type: "document-created", data: { kind: "postmortem", title: "Post-mortem", auto: [], required: ["learnings"] } },
        { type: "document-edited", data: { kind: "postmortem", section: "learnings", text: "Test restores", revision: 1 } },
        { type: "document-ready", data: { kind: "postmortem", title: "Post-mortem" } },
      ],
      input: { kind: "postmortem", channel: "sitrep" },
      by: "rule:documents",
      then: ["document-attached"],
    },
    { title: "an unknown one", given: over, input: { kind: "postmortem", channel: "sitrep" }, by: "rule:documents", then: { refused: "not_found" } },
  ],
});
