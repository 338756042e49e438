/** Makes the one neutral message out of a template and what it may draw on. */
import type { Message, Template, TemplateInput } from "./message.ts";
import { severityOf } from "./templates/words.ts";

/** What the delivery adds: who it is for and whether it is a drill. */
export type Envelope = Pick<Message, "idempotencyKey" | "urgency" | "drill" | "language" | "answerable">;

/** The message. A template for people outside makes one that names no incident. */
export function compose(template: Template, input: TemplateInput, envelope: Envelope): Message {
  const { incident } = input;
  const inside = template.outside ? { ...input, incident: null } : input;
  return {
    ...envelope,
    template: template.name,
    ...template.compose(inside),
    incident:
      incident === null || template.outside ? null : { id: incident.id, number: incident.number, title: incident.title, severity: severityOf(incident) },
  };
}
