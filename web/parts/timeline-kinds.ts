/** Which kind of thing a timeline entry is, by the name of its event: for filters and pictures. */
import { Bot, FileText, type LucideIcon, Megaphone, MessageSquare, PhoneCall, Scale, UserRound, Wrench } from "lucide-react";
import type { TimelineEntry } from "../../src/views/room-shape.ts";

export const groups = ["chat", "decisions", "updates", "work", "roles", "pages", "system"] as const;

/** A filter of the timeline. */
export type Group = (typeof groups)[number];

const prefixes: readonly (readonly [string, Group])[] = [
  ["person-muted", "chat"],
  ["person-unmuted", "chat"],
  ["room-watched", "chat"],
  ["watch-", "chat"],
  ["option-decided", "decisions"],
  ["refinement-", "decisions"],
  ["stood-down", "decisions"],
  ["went-on", "decisions"],
  ["option-", "work"],
  ["need-", "work"],
  ["test", "work"],
  ["automated-", "work"],
  ["signature-", "work"],
  ["question-", "updates"],
  ["expert-consulted", "updates"],
  ["advice-", "updates"],
  ["round-", "updates"],
  ["pr-task-", "updates"],
  ["customer-", "updates"],
  ["information-", "updates"],
  ["public-entry-", "updates"],
  ["message-", "chat"],
  ["note-", "chat"],
  ["declared", "decisions"],
  ["reported", "decisions"],
  ["triaged", "decisions"],
  ["severity-", "decisions"],
  ["resolved", "decisions"],
  ["reopened", "decisions"],
  ["closed", "decisions"],
  ["cancelled", "decisions"],
  ["decision-", "decisions"],
  ["deviated", "decisions"],
  ["duty-waived", "decisions"],
  ["update-", "updates"],
  ["status-", "updates"],
  ["action-", "work"],
  ["runbook-", "work"],
  ["step-", "work"],
  ["follow-up-", "work"],
  ["document-", "work"],
  ["section-", "work"],
  ["attachment-", "work"],
  ["file-", "work"],
  ["finding-", "work"],
  ["role-", "roles"],
  ["command-", "roles"],
  ["handed-", "roles"],
  ["hand-", "roles"],
  ["handover-", "roles"],
  ["capability-", "roles"],
  ["delegat", "roles"],
  ["paged", "pages"],
  ["page-", "pages"],
  ["person-", "pages"],
  ["alert-recorded", "pages"],
  ["contact-", "pages"],
];

/** The group of an entry; what has none is the system's. */
export function groupOf(entry: Pick<TimelineEntry, "type">): Group {
  return prefixes.find(([prefix]) => entry.type.startsWith(prefix))?.[1] ?? "system";
}

const pictures: Readonly<Record<Group, LucideIcon>> = {
  chat: MessageSquare,
  decisions: Scale,
  updates: Megaphone,
  work: Wrench,
  roles: UserRound,
  pages: PhoneCall,
  system: Bot,
};

/** The picture of an entry. */
export function pictureOf(entry: Pick<TimelineEntry, "type">): LucideIcon {
  return entry.type.startsWith("document-") ? FileText : pictures[groupOf(entry)];
}

/** What somebody wrote, where the entry is their words. */
export function wordsOf(entry: TimelineEntry): string | null {
  const group = groupOf(entry);
  if (group !== "chat" && !entry.type.startsWith("update-")) return null;
  const text = (entry.data as { text?: unknown } | null)?.text;
  return typeof text === "string" ? text : null;
}
