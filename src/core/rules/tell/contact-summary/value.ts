/** What a process says of where to meet, and what of it is missing or still an example. */
import { z } from "zod";
import { cites } from "../../../kernel/process.ts";
import type { Policy } from "../../../kernel/rule.ts";

/** What a contact summary may say, in the order in which people need it. */
export const contactFields = ["chat", "callUrl", "phone", "pin", "commander", "executives"] as const;
export type ContactField = (typeof contactFields)[number];

const line = z.string().trim().min(1).max(120).optional();

/** Places to meet, each with its limits. */
export const contactPlaces = {
  /** The chat room. */
  chat: line,
  /** Where a browser joins the call. */
  callUrl: z
    .url({ protocol: /^https?$/ })
    .max(500)
    .optional(),
  phone: line,
  pin: line,
  /** How to get a commander. */
  commander: line,
  /** Where whoever only wants summaries reads them. */
  executives: line,
};

/** The schema of the rule's value. */
export const contactSummaryValue = z
  .strictObject({
    ...contactPlaces,
    /** It stands with every incident, and without these fields the process is not put in force. */
    shown: z.strictObject({ fields: z.array(z.enum(contactFields)).min(1), cites }).optional(),
    /** The words that open the call say all of it. */
    opener: z.strictObject({ cites }).optional(),
    /** Calls for people say where to join. */
    pages: z.strictObject({ cites }).optional(),
    /** The call ends with the incident, and the room says where to go on. */
    ends: z.strictObject({ cites }).optional(),
    cites,
  })
  .optional();

/** What a process says under the key. */
export type ContactSummary = NonNullable<z.infer<typeof contactSummaryValue>>;

/** What the rule sees of the pack. */
export type ContactPolicy = Policy<ContactSummary | undefined, undefined>;

/** Needed fields that say nothing. */
export function missingContacts({ shown, ...said }: ContactSummary): ContactField[] {
  return (shown?.fields ?? []).filter((field) => !said[field]);
}

/** What is said without what only shows what could stand there; a PIN goes with its number. */
export function realContacts(said: ContactSummary): Pick<ContactSummary, ContactField> {
  const examples = exampleContacts(said);
  const fields = contactFields.filter((field) => said[field] && !examples.includes(field === "pin" ? "phone" : field));
  return Object.fromEntries(fields.map((field) => [field, said[field]]));
}

/** What each field is, in words. */
export const contactsInWords = {
  chat: "the chat room",
  callUrl: "the call",
  phone: "its number",
  pin: "its PIN",
  commander: "how to get a commander",
  executives: "where summaries are read",
} as const;

/** What an organisation that begins with it is asked: all it says of places, where some of it is an example. How to get a commander the process knows itself. */
export function askedContacts(said: ContactSummary | undefined): ContactField[] {
  if (said === undefined || exampleContacts(said).length === 0) return [];
  return contactFields.filter((field) => field !== "commander" && said[field]);
}

/** Fields that only show what could stand there: names that lead nowhere, numbers that nobody has. */
export function exampleContacts(said: ContactSummary): ContactField[] {
  return contactFields.filter((field) => /(^|[./@])example\.test(\/|$|:)|^\+?1?5005550\d{3}$/.test(said[field]?.replaceAll(/[\s-]/g, "") ?? ""));
}
