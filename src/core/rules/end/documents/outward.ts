/** What a document for readers outside says, and who has it before everybody else (R-PD-S08). */
import type { State } from "../../../incident/slices.ts";
import type { Facts } from "../../../kernel/facts.ts";
import type { Objection } from "../../../kernel/refusal.ts";
import type { DocumentsPolicy } from "./value.ts";

/** Whether a text names a day, in whatever language: a year, and a number that may be the day. */
function namesADay(text: string): boolean {
  const numbers = text.match(/\d+/g) ?? [];
  return numbers.some((one) => /^20\d\d$/.test(one)) && numbers.some((one) => /^\d\d?$/.test(one) && Number(one) >= 1 && Number(one) <= 31);
}

/** A part that names the day, written without one; emptied, it is still to be written. */
export function undated(
  { own, at, objection }: DocumentsPolicy,
  input: { readonly kind: string; readonly section: string; readonly text: string },
): Objection[] {
  const document = own.findIndex(({ kind }) => kind === input.kind);
  const sections = own[document]?.sections ?? [];
  const section = sections.findIndex(({ key }) => key === input.section);
  if (!sections[section]?.dated || input.text.trim() === "" || namesADay(input.text)) return [];
  return [
    objection(
      at("top", `${document}/sections/${section}/dated`),
      "invalid_value",
      `${sections[section].title}: name the day of what happened, as 2026-03-02 or in words.`,
    ),
  ];
}

/** Documents whose readers come before everybody else, and do not have them yet. */
export function untold({ own, at, objection }: DocumentsPolicy, { documents }: State, facts: Facts): Objection[] {
  return own.flatMap(({ kind, sendTo }, index) => {
    const made = documents.documents[kind];
    if (made === undefined || made.sentAt !== null || !sendTo?.before.includes("disclose")) return [];
    const group = facts.get("group", sendTo.group);
    if ((group?.people.length ?? 0) + (group?.contacts.length ?? 0) === 0) return [];
    return [objection(at("top", `${index}/sendTo/before`), "gate_unmet", `The ${made.title} goes to the group ${sendTo.group} first.`, [`${kind}.sent`])];
  });
}
