/** Proposes when to meet about a document; sent by the process itself (GD2-51). */
import { z } from "zod";
import { refuse } from "../../kernel/refusal.ts";
import { over } from "../examples.ts";
import { command } from "../slices.ts";

const people = z.array(z.string()).max(500);

export const proposeMeeting = command("propose-meeting", {
  title: "Propose a meeting",
  says: "Proposes when to meet about a document; sent by the process itself (GD2-51).",
  input: z.object({
    document: z.string().min(1),
    from: z.iso.datetime(),
    until: z.iso.datetime(),
    organiser: z.string().nullable(),
    required: people,
    optional: people,
    clashes: people,
    agenda: z.array(z.string().max(120)).max(10).optional(),
  }),
  may: "program",
  partOf: "meeting",
  decide(state, input, ctx) {
    const document = state.documents.documents[input.document];
    if (!document) return refuse("not_found", "There is no such document yet.");
    const { next } = state.meetings;
    if (next?.document === document.kind && next.revision === document.revision) return refuse("invalid_state", "A meeting about it is proposed already.");
    return [{ type: "meeting-proposed", data: { id: ctx.id(), ...input, revision: document.revision, sequence: 0 } }];
  },
  examples: [
    {
      title: "about a post-mortem",
      given: [...over, { type: "document-created", data: { kind: "postmortem", title: "Post-mortem", auto: [], required: [] } }],
      input: {
        ...{ document: "postmortem", from: "2026-03-03T10:00:00Z", until: "2026-03-03T11:00:00Z" },
        ...{ organiser: "ana", required: ["ana"], optional: ["ben"], clashes: [] },
      },
      by: "rule:meeting",
      then: ["meeting-proposed"],
    },
    {
      title: "about nothing",
      given: over,
      input: { document: "postmortem", from: "2026-03-03T10:00:00Z", until: "2026-03-03T11:00:00Z", organiser: null, required: [], optional: [], clashes: [] },
      by: "rule:meeting",
      then: { refused: "not_found" },
    },
  ],
});
