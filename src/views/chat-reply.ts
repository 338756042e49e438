/** What the chat says back: how it stands, who holds what, and a refusal with its rule. */
import { chatHelp } from "../core/incident/chat/parse.ts";
import type { Refusal } from "../core/kernel/refusal.ts";
import { rolesOf } from "./room-people.ts";
import type { Scene } from "./scene.ts";

/** The answer to a question typed in the chat. */
export function chatReply(scene: Scene, what: "status" | "roles" | "help"): string {
  switch (what) {
    case "help":
      return chatHelp.map(({ usage, says }) => `${usage}: ${says}`).join("\n");
    case "roles":
      return rolesLine(scene);
    case "status":
      return statusLine(scene);
  }
}

function rolesLine(scene: Scene): string {
  return rolesOf(scene)
    .map(({ label, holders }) => `${label}: ${holders.map(({ person }) => person.name).join(", ") || "nobody"}`)
    .join("; ");
}

function statusLine(scene: Scene): string {
  const { state, row, say } = scene;
  const severity = state.severity.rank === null ? "" : `, ${say.severity(state.severity.rank)}`;
  const said = state.information.status;
  const status = said ? `${said.text} (${scene.names[said.by] ?? "somebody"}, ${said.at})` : "nobody has said yet how it stands";
  return `${row.number ?? ""} ${row.title}: ${row.phase}${severity}. Status: ${status}. ${rolesLine(scene)}.`.trim();
}

/** A refusal in one line: the reason, and the sentence of the process behind it. */
export function refusedLine({ detail, rule, code, unmet }: Refusal): string {
  const because = rule.length > 0 ? rule.join(", ") : code;
  const missing = unmet && unmet.length > 0 ? ` Still missing: ${unmet.join(", ")}.` : "";
  return `Refused (${because}): ${detail}${missing}`;
}
