/** Where to meet and how to get help, as the chat's help begins. */

import type { Pack } from "../../core/pack/schema.ts";
import { type ContactSummary, realContacts } from "../../core/rules/tell/contact-summary/value.ts";

const labels = { chat: "Chat", callUrl: "Call", phone: "By phone", pin: "PIN", commander: "A commander", executives: "Summaries" } as const;

/** The process's contact summary, line by line, without what is still an example; nothing where it has none. */
export function contactLines(pack: Pack): string[] {
  const summary = (pack as { readonly contact_summary?: ContactSummary }).contact_summary;
  if (summary === undefined) return [];
  const real = realContacts(summary);
  return (Object.keys(labels) as (keyof typeof labels)[]).flatMap((field) => (real[field] ? [`${labels[field]}: ${real[field]}`] : []));
}
