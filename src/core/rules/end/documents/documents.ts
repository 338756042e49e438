/** The documents that an incident owes afterwards: made at the end, filled, sent, attached (SR-25 … SR-37). */
import { missingSections } from "../../../incident/documents/slice.ts";
import type { State } from "../../../incident/slices.ts";
import { rule } from "../../rule.ts";
import { undated, untold } from "./outward.ts";
import { documentDuties, dueAt, ownerOf, reminderOf } from "./owed.ts";
import { type DocumentsPolicy, documentsAt, documentsValue } from "./value.ts";

/** Who is not the group it is for would take it for sent. */
function toOthers(policy: DocumentsPolicy, input: { readonly kind: string; readonly to?: string | undefined }) {
  const at = policy.own.findIndex((one) => one.kind === input.kind);
  const sendTo = policy.own[at]?.sendTo;
  if (!sendTo?.outside || input.to === sendTo.group) return [];
  return [policy.objection(policy.at("top", `${at}/sendTo`), "invalid_value", `The ${policy.own[at]!.title} goes to the group ${sendTo.group}.`)];
}

function missingBefore(policy: DocumentsPolicy, state: State, kind: string) {
  const at = policy.own.findIndex((one) => one.kind === kind);
  return (policy.own[at]?.needs ?? []).flatMap((need, index) => {
    const other = state.documents.documents[need.kind];
    if (other && other.state !== "draft") return [];
    return [
      policy.objection(
        policy.at("top", `${at}/needs/${index}`),
        "gate_unmet",
        `It goes out together with the ${other?.title ?? need.kind}, which is not ready.`,
        [need.kind],
      ),
    ];
  });
}

/** What is still to be written, each part with the sentence that asks for it. */
function unwritten(policy: DocumentsPolicy, state: State, kind: string) {
  const at = policy.own.findIndex((one) => one.kind === kind);
  const made = state.documents.documents[kind];
  const missing = made?.state === "draft" ? missingSections(made) : [];
  return (policy.own[at]?.sections ?? []).flatMap(({ key, title }, index) =>
    missing.includes(key)
      ? [policy.objection(policy.at("top", `${at}/sections/${index}/required`), "missing_sections", `${title} is still to be written.`, [key])]
      : [],
  );
}

/** Other documents as a mail links to them. */
const linksOf = ({ own }: DocumentsPolicy, kinds: readonly string[] = []) =>
  kinds.map((kind) => `${kind} ${own.find((one) => one.kind === kind)?.title ?? kind}`);

export const documents = rule("documents", {
  title: "Documents",
  says: "Makes the documents an incident owes when it is over, and says who finishes, sends and attaches them.",
  schema: documentsValue,
  forbids: {
    "edit-document": (policy, _state, input) => (input === null ? [] : undated(policy, input)),
    disclose: (policy, state, _input, { facts }) => untold(policy, state, facts),
    "mark-document-ready": (policy, state, input) => (input === null ? [] : unwritten(policy, state, input.kind)),
    "send-document": (policy, state, input) => (input === null ? [] : [...missingBefore(policy, state, input.kind), ...toOthers(policy, input)]),
  },
  follows: {
    resolved: (policy, state, { at }, ctx) =>
      documentsAt(policy.own, state.severity).map((one) => ({
        name: "create-document",
        input: {
          kind: one.kind,
          title: one.title,
          auto: one.sections.filter((part) => part.auto).map((part) => part.key),
          required: one.sections.filter((part) => part.required).map((part) => part.key),
          dueAt: dueAt(one, at, state, ctx.facts),
          owner: one.assigned ? null : ownerOf(one.owner, state),
          ...(one.assigned ? { assigned: true as const } : {}),
        },
      })),
    "document-ready": (policy, state, { data }) => {
      const one = policy.own.find((document) => document.kind === data.kind);
      return one?.attach && state.chat.thread ? [{ name: "attach-document", input: { kind: data.kind, channel: state.chat.thread.channel } }] : [];
    },
  },
  triggers: {
    "duty-fell-due": (policy, state, { data }) => (data.rule === "documents" ? reminderOf(policy, state, data) : []),
    "document-assigned": (policy, state, { data, seq }, ctx) => {
      const at = policy.own.findIndex((one) => one.kind === data.kind);
      if (data.person === ctx.person) return [];
      return [
        {
          key: `document/${data.kind}/assigned/${seq}`,
          to: { person: data.person },
          template: "nudge",
          urgency: "notice" as const,
          params: { what: `Write the ${data.title}`, dueAt: state.documents.documents[data.kind]?.dueAt ?? "", state: "open" },
          cites: policy.cites(policy.at("top", `${at}/assigned`)),
        },
      ];
    },
    "document-sent": (policy, _state, { data, seq }) => {
      const at = policy.own.findIndex((one) => one.kind === data.kind);
      const cited = policy.cites(policy.at("top", `${at}/sendTo`));
      const outside = policy.own[at]?.sendTo?.outside ?? false;
      const message = {
        template: outside ? "customer-summary" : "documents",
        urgency: "notice" as const,
        via: ["email"],
        params: { document: data.kind, title: data.title, with: outside ? [] : data.with, links: linksOf(policy, policy.own[at]?.sendTo?.links) },
        always: true,
        ...(outside ? { outward: true as const } : {}),
        cites: cited,
      };
      return [
        ...data.people.map((person) => ({ ...message, key: `document/${data.kind}/${seq}/${person}`, to: { person } })),
        ...data.contacts.map((contact) => ({ ...message, key: `document/${data.kind}/${seq}/${contact}`, to: { contact } })),
      ];
    },
  },
  demands: (policy, state) => documentDuties(policy, state),
  examples: [
    {
      title: "a short report",
      value: [{ kind: "report", title: "Report", owner: "commander", sections: [{ key: "what", title: "What", required: true }] }],
      in: "top",
      valid: true,
    },
    { title: "a document without sections", value: [{ kind: "report", title: "Report", owner: "commander", sections: [] }], in: "top", valid: false },
  ],
});
