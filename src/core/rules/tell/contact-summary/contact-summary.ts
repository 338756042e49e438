/** Where to meet and how to get a commander: it stands with every incident, opens the call, and the call ends with the incident (PD-02, PD-03, PD-31). */
import type { State } from "../../../incident/slices.ts";
import { rule } from "../../rule.ts";
import { type ContactPolicy, contactSummaryValue, contactsInWords, missingContacts, realContacts } from "./value.ts";

/** What the words that open the call say: nothing that is still an example. */
const placesOf = ({ chat, callUrl, phone, pin, commander }: ReturnType<typeof realContacts>) => ({
  ...(chat ? { chat } : {}),
  ...(callUrl ? { callUrl } : {}),
  ...(phone ? { phone } : {}),
  ...(pin ? { pin } : {}),
  ...(commander ? { commander } : {}),
});

/** Severities with the full response have a call; the others write. */
function opens({ own, process, rank }: ContactPolicy, state: State) {
  if (!own || rank === null || process.severities[rank]?.major !== true || state.call.state === "open") return [];
  return [{ name: "open-call" as const, input: own.opener ? placesOf(realContacts(own)) : {} }];
}

export const contactSummary = rule("contact_summary", {
  title: "Contact summary",
  says: "Says with every incident where to meet and how to get a commander; a severity with the full response opens the call, which ends with the incident.",
  schema: contactSummaryValue,
  misfits: (policy) =>
    policy.own === undefined
      ? []
      : missingContacts(policy.own).map((field) =>
          policy.objection(policy.at("top", "shown"), "missing_fields", `The contact summary does not say ${contactsInWords[field]}.`, [field]),
        ),
  follows: {
    declared: (policy, state) => opens(policy, state),
    "severity-changed": (policy, state) => opens(policy, state),
    reopened: (policy, state) => opens(policy, state),
    resolved: (policy, state) =>
      policy.own?.ends && state.call.state === "open" ? [{ name: "end-call", input: { chat: realContacts(policy.own).chat ?? "" } }] : [],
  },
  examples: [
    {
      title: "a room and a call, needed before anything happens",
      value: { chat: "#incidents", callUrl: "https://call.example.test/incident", shown: { fields: ["chat", "callUrl"] } },
      in: "top",
      valid: true,
    },
    { title: "a call that is no link", value: { callUrl: "the usual one" }, in: "top", valid: false },
  ],
});
