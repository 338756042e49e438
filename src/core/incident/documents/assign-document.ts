/** Names whoever writes a document that is given away (PD-35). */
import { z } from "zod";
import { refuse } from "../../kernel/refusal.ts";
import { over } from "../examples.ts";
import { command } from "../slices.ts";

const made = { kind: "postmortem", title: "Post-mortem", auto: [], required: [] };

export const assignDocument = command("assign-document", {
  title: "Name who writes it",
  says: "Names whoever writes a document that is given away (PD-35).",
  input: z.object({
    kind: z.string().min(1).meta({ title: "Document", reference: "assigned-document" }),
    person: z.string().min(1).meta({ title: "Who writes it", reference: "person" }),
  }),
  may: { capability: "assign_documents" },
  form: { verb: "Name" },
  when: (state) => Object.values(state.documents.documents).some(({ assigned, state: is }) => assigned && is === "draft"),
  decide(state, { kind, person }, ctx) {
    const document = state.documents.documents[kind];
    if (!document) return refuse("not_found", "There is no such document yet.");
    if (!document.assigned || document.state !== "draft") return refuse("invalid_state", `Nobody is named for the ${document.title}.`);
    if (!ctx.facts.get("person", person)?.active) return refuse("invalid_value", "That person is not known here.", { pointer: "/person" });
    if (document.owner === person) return refuse("invalid_state", "It is theirs already.");
    return [{ type: "document-assigned", data: { kind, title: document.title, person } }];
  },
  examples: [
    {
      title: "the post-mortem",
      given: [...over, { type: "document-created", data: { ...made, assigned: true } }],
      input: { kind: "postmortem", person: "ana" },
      then: ["document-assigned"],
    },
    {
      title: "a document that is its role's",
      given: [...over, { type: "document-created", data: made }],
      input: { kind: "postmortem", person: "ana" },
      then: { refused: "invalid_state" },
    },
  ],
});
