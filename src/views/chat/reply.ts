/** What the chat says back when something is asked: how it stands, who holds what, whom to call, and what can be typed. */
import { chatHelp } from "../../core/chat-commands/help.ts";
import type { ChatQuestion } from "../../core/chat-commands/parse.ts";
import { todoPrefixOf } from "../../core/incident/chat/todo.ts";
import { commanderPageOf } from "../../core/incident/commander-call/shape.ts";
import { rolesLineOf, rolesNow } from "../../core/incident/roles-line/shape.ts";
import { rolesInWords } from "../../core/incident/roles-line/slice.ts";
import { isFilled } from "../../core/kernel/policy.ts";
import type { Refusal } from "../../core/kernel/refusal.ts";
import type { Pack } from "../../core/pack/schema.ts";
import { rolesOf } from "../room-people.ts";
import type { Scene } from "../scene.ts";
import type { ViewParts } from "../view.ts";
import { contactLines } from "./contacts.ts";
import { commandersLine, respondersLine } from "./on-call.ts";
import type { ChatPlace } from "./place.ts";
import { systemsLines } from "./systems.ts";

/** The answer to a question typed in the chat. */
export async function chatReply(parts: ViewParts, place: ChatPlace, what: ChatQuestion): Promise<string> {
  const { pack, scene } = place;
  switch (what) {
    case "help":
      return [...contactLines(pack), ...helpOf(pack)].join("\n");
    case "commander":
      return commandersLine(parts, pack);
    case "responders":
      return respondersLine(parts, place);
    case "roles":
      return scene === null ? "This is no incident's room." : rolesLine(scene);
    case "status":
      return [...(await systemsLines(parts, place)), ...(scene === null ? [] : [statusLine(scene)])].join("\n") || "Nothing is going on.";
  }
}

function helpOf(pack: Pack): string[] {
  const offered = { calling: commanderPageOf(pack) !== null, watching: isFilled(pack, "status_watch"), todo: todoPrefixOf(pack) };
  return chatHelp(offered).map(({ usage, says }) => `${usage}: ${says}`);
}

/** In the form the process wants, else every role with its own name. */
function rolesLine(scene: Scene): string {
  const line = rolesLineOf(scene.pack);
  if (line !== null) return rolesInWords(rolesNow(line, scene.state.roles), (id) => scene.names[id] ?? "somebody");
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
