/** Names for timeline sentences: looked up when they are read, because events hold ids only. */
import type { Say } from "../core/kernel/event.ts";
import type { Process } from "../core/kernel/process.ts";

/** Names by id: people, teams. */
export type Names = Readonly<Record<string, string>>;

/** `2026-03-04 06:00 UTC`: as instants stand in every sentence, and as the web app finds them. */
export function writtenInstant(at: string): string {
  const known = Date.parse(at);
  return Number.isNaN(known) ? at : `${new Date(known).toISOString().slice(0, 16).replace("T", " ")} UTC`;
}

/** Says people by name, roles and severities in the pack's own words. */
export function sayWith(process: Process, names: Names): Say {
  return {
    person: (id) => names[id] ?? "somebody",
    team: (id) => names[id] ?? "a team",
    role: (key) => process.roles[key]?.label ?? key,
    instant: writtenInstant,
    severity: (rank) => `severity ${rank}${process.severities[rank] ? ` (${process.severities[rank].name})` : ""}`,
  };
}

/** An actor for people to read. */
export function actorName(actor: string, names: Names): string {
  const [kind, id = ""] = [
    actor.slice(0, actor.indexOf(":") < 0 ? undefined : actor.indexOf(":")),
    actor.includes(":") ? actor.slice(actor.indexOf(":") + 1) : "",
  ];
  switch (kind) {
    case "person":
    case "sim":
      return names[id] ?? "somebody";
    case "chat":
      return `somebody in the chat (${id})`;
    case "source":
      return `alerts from ${names[id] ?? id}`;
    case "rule":
      return "the process";
    case "time":
      return "the clock";
    case "anonymous":
      return "somebody who stays unnamed";
    default:
      return "Quarterdeck";
  }
}
