/** The documents that an incident owes afterwards: made at the end, filled, sent, attached (SR-25 … SR-37). */
import { z } from "zod";
import type { State } from "../incident/slices.ts";
import { cites, duration } from "../kernel/process.ts";
import type { Policy } from "../kernel/rule.ts";
import { after } from "../kernel/time.ts";
import { rule } from "./rule.ts";

const section = z.strictObject({
  key: z.string().regex(/^[a-z][A-Za-z]{1,59}$/),
  title: z.string().max(80),
  says: z.string().max(300).default(""),
  /** Filled from the log when it is read, not by hand. */
  auto: z.boolean().default(false),
  required: z.boolean().default(false),
  cites,
});

const document = z.strictObject({
  kind: z.string().regex(/^[a-z][a-z-]{1,39}$/),
  title: z.string().max(80),
  owner: z.string().max(40),
  levels: z.array(z.number().int()).default([]),
  sections: z.array(section).min(1),
  /** Documents that must be ready before this one is sent, and go with it. */
  needs: z.array(z.strictObject({ kind: z.string(), cites })).default([]),
  /** The group it is mailed to, nobody else; `outside` sends its own words alone, without the incident's number, title or other documents. */
  sendTo: z.strictObject({ group: z.string(), outside: z.boolean().default(false), cites }).optional(),
  attach: z.strictObject({ cites }).optional(),
  due: duration.optional(),
  cites,
});
export type DocumentPolicy = z.infer<typeof document>;

/** The documents that the process asks for at a severity. */
function documentsAt(own: readonly DocumentPolicy[], rank: number | null): DocumentPolicy[] {
  return own.filter((one) => one.levels.length === 0 || (rank !== null && one.levels.includes(rank)));
}

/** Who is not the group it is for would take it for sent. */
function toOthers(policy: Policy<readonly DocumentPolicy[], undefined>, input: { readonly kind: string; readonly to?: string | undefined }) {
  const at = policy.own.findIndex((one) => one.kind === input.kind);
  const sendTo = policy.own[at]?.sendTo;
  if (!sendTo?.outside || input.to === sendTo.group) return [];
  return [policy.objection(policy.at("top", `${at}/sendTo`), "invalid_value", `The ${policy.own[at]!.title} goes to the group ${sendTo.group}.`)];
}

function missingBefore(policy: Policy<readonly DocumentPolicy[], undefined>, state: State, kind: string) {
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

export const documents = rule("documents", {
  title: "Documents",
  says: "Makes the documents an incident owes when it is over, and says who finishes, sends and attaches them.",
  schema: z.array(document).default([]),
  forbids: { "send-document": (policy, state, input) => (input === null ? [] : [...missingBefore(policy, state, input.kind), ...toOthers(policy, input)]) },
  follows: {
    resolved: (policy) =>
      documentsAt(policy.own, policy.rank).map((one) => ({
        name: "create-document",
        input: {
          kind: one.kind,
          title: one.title,
          auto: one.sections.filter((part) => part.auto).map((part) => part.key),
          required: one.sections.filter((part) => part.required).map((part) => part.key),
        },
      })),
    "document-ready": (policy, state, { data }) => {
      const one = policy.own.find((document) => document.kind === data.kind);
      return one?.attach && state.chat.thread ? [{ name: "attach-document", input: { kind: data.kind, channel: state.chat.thread.channel } }] : [];
    },
  },
  triggers: {
    "document-sent": (policy, _state, { data, seq }) => {
      const at = policy.own.findIndex((one) => one.kind === data.kind);
      const cited = policy.cites(policy.at("top", `${at}/sendTo`));
      const outside = policy.own[at]?.sendTo?.outside ?? false;
      const message = {
        template: outside ? "customer-summary" : "documents",
        urgency: "notice" as const,
        via: ["email"],
        params: { document: data.kind, title: data.title, with: outside ? [] : data.with },
        always: true,
        cites: cited,
      };
      return [
        ...data.people.map((person) => ({ ...message, key: `document/${data.kind}/${seq}/${person}`, to: { person } })),
        ...data.contacts.map((contact) => ({ ...message, key: `document/${data.kind}/${seq}/${contact}`, to: { contact } })),
      ];
    },
  },
  demands: (policy, state) =>
    policy.own.flatMap((one, index) => {
      const made = state.documents.documents[one.kind];
      if (!made || (one.sendTo ? made.state === "sent" : made.state !== "draft")) return [];
      const due = one.due ? after(made.createdAt, one.due) : null;
      const sends = one.sendTo !== undefined && made.state === "ready";
      return [
        {
          key: `document/${one.kind}/${made.revision}/${sends ? "send" : "ready"}`,
          who: { role: one.owner },
          what: sends ? `Send the ${one.title}` : `Finish the ${one.title}`,
          during: ["resolved"],
          due,
          steps: due ? [{ at: due, does: "due" as const }] : [],
          metBy: (event: { type: string; data: unknown }) =>
            event.type === (sends ? "document-sent" : "document-ready") && (event.data as { kind: string }).kind === one.kind,
          cites: policy.cites(policy.at("top", String(index))),
          by: { name: sends ? "send-document" : "mark-document-ready", input: { kind: one.kind, ...(sends ? { to: one.sendTo!.group } : {}) } },
        },
      ];
    }),
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
