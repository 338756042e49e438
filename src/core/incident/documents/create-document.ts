/** Makes a document with its sections; sent by the process itself (SR-25). */
import { z } from "zod";
import { over } from "../examples.ts";
import { declared, wrongPhase } from "../lifecycle/in-phase.ts";
import { command } from "../slices.ts";

export const createDocument = command("create-document", {
  title: "Create a document",
  says: "Makes a document with its sections; sent by the process itself (SR-25).",
  input: z.object({
    kind: z.string().min(1).max(40),
    title: z.string().max(80),
    auto: z.array(z.string()),
    required: z.array(z.string()),
    dueAt: z.string().nullable().default(null),
    owner: z.string().nullable().default(null),
    assigned: z.literal(true).optional(),
  }),
  may: "program",
  decide(state, input, ctx) {
    return wrongPhase(state, declared, "documented") ?? [{ type: "document-created", data: input }];
  },
  examples: [
    {
      title: "at the end",
      given: over,
      input: { kind: "postmortem", title: "Post-mortem", auto: [], required: ["learnings"] },
      by: "rule:documents",
      then: ["document-created"],
    },
    { title: "by a person", given: over, input: { kind: "postmortem", title: "Post-mortem", auto: [], required: [] }, then: { refused: "not_permitted" } },
  ],
});
