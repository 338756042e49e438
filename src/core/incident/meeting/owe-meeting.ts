/** Says until when they are to meet about a document; sent by the process itself (R-PD-A03). */
import { z } from "zod";
import { refuse } from "../../kernel/refusal.ts";
import { over } from "../examples.ts";
import { command } from "../slices.ts";

const made = { type: "document-created", data: { kind: "postmortem", title: "Post-mortem", auto: [], required: [] } };

export const oweMeeting = command("owe-meeting", {
  title: "Say that a meeting is owed",
  says: "Says until when they are to meet about a document; sent by the process itself (R-PD-A03).",
  input: z.object({ document: z.string().min(1), due: z.iso.datetime().nullable() }),
  may: "program",
  partOf: "meeting",
  decide(state, { document, due }) {
    const found = state.documents.documents[document];
    return found ? [{ type: "meeting-owed", data: { document, title: found.title, due } }] : refuse("not_found", "There is no such document yet.");
  },
  examples: [
    {
      title: "within a week",
      given: [...over, made],
      input: { document: "postmortem", due: "2026-03-09T18:00:00Z" },
      by: "rule:meeting",
      then: ["meeting-owed"],
    },
    { title: "about nothing", given: over, input: { document: "postmortem", due: null }, by: "rule:meeting", then: { refused: "not_found" } },
  ],
});
