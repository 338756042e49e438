/** Sends a ready document to its readers, once (SR-36). */
import { z } from "zod";
import type { FactKinds, Facts } from "../../kernel/facts.ts";
import { refuse } from "../../kernel/refusal.ts";
import { over } from "../examples.ts";
import { command } from "../slices.ts";

/** Who is in a group; `staff` is everybody in the house, unless there is a group of that name. */
function readers(to: string, facts: Facts): Pick<FactKinds["group"], "people" | "contacts"> {
  const staff = to === "staff" ? (facts.get("organisation", "organisation")?.staff ?? []) : [];
  return facts.get("group", to) ?? { people: staff, contacts: [] };
}

export const sendDocument = command("send-document", {
  title: "Send a document",
  says: "Sends a ready document to its readers, once (SR-36).",
  input: z.object({
    kind: z.string().min(1).meta({ title: "Document" }),
    to: z.string().max(40).default("stakeholders").meta({ title: "To", reference: "group" }),
    with: z.array(z.string()).max(5).default([]).meta({ title: "With" }),
  }),
  may: { capability: "send_report" },
  form: { verb: "Send" },
  when: (state) => Object.values(state.documents.documents).some((document) => document.state === "ready"),
  decide(state, input, ctx) {
    const document = state.documents.documents[input.kind];
    if (!document) return refuse("not_found", "There is no such document yet.");
    if (document.state === "draft") return refuse("gate_unmet", `The ${document.title} is not ready.`, { unmet: [document.kind] });
    if (document.state === "sent") return refuse("invalid_state", "It was sent already.");
    const group = readers(input.to, ctx.facts);
    if (group.people.length + group.contacts.length === 0) return refuse("invalid_value", `Nobody is in the group ${input.to}.`, { pointer: "/to" });
    const others = Object.values(state.documents.documents)
      .filter((one) => one.kind !== document.kind && one.state !== "draft")
      .map((one) => one.kind);
    return [
      { type: "document-sent", data: { kind: document.kind, title: document.title, people: [...group.people], contacts: [...group.contacts], with: others } },
    ];
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
      input: { kind: "postmortem", to: "stakeholders", with: [] },
      then: ["document-sent"],
    },
    {
      title: "a draft",
      given: [...over, { type: "document-created", data: { kind: "postmortem", title: "Post-mortem", auto: [], required: ["learnings"] } }],
      input: { kind: "postmortem", to: "stakeholders", with: [] },
      then: { refused: "gate_unmet" },
    },
  ],
});
