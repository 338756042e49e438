/** What somebody typed in the chat, as a wish: `!role`, `!sev`, `!update`, `!note`, `!status`; anything else is a message (catalog 5.9). */
import type { Wish } from "../index.ts";

/** What the words may refer to: the roles of the process, and who types. */
export type ChatScene = { readonly person: string; readonly roles: readonly { readonly role: string; readonly label: string }[] };

/** A command to send, something to read, or words that are neither. */
export type ChatWish =
  | { readonly kind: "send"; readonly wish: Wish }
  | { readonly kind: "read"; readonly what: "status" | "roles" | "help" }
  | { readonly kind: "unclear"; readonly says: string };

/** The commands people can type, with what each does. */
export const chatHelp: readonly { readonly usage: string; readonly says: string }[] = [
  { usage: "!role <role>", says: "say which role you take" },
  { usage: "!sev <n> <reason>", says: "change the severity" },
  { usage: "!status", says: "how it stands" },
  { usage: "!status <text>", says: "say how it stands" },
  { usage: "!update <text>", says: "tell the organisation" },
  { usage: "!note <text>", says: "write a change into the log" },
  { usage: "!roles", says: "who holds which role" },
  { usage: "TODO <text>", says: "note something for afterwards" },
  { usage: "!help", says: "this list" },
];

const unclear = (says: string): ChatWish => ({ kind: "unclear", says });
const send = (wish: Wish): ChatWish => ({ kind: "send", wish });

/** Reads one line of chat. `!` and `/` begin a command alike. */
export function parseChat(text: string, scene: ChatScene): ChatWish {
  const typed = text.trim();
  const command = /^[!/]([a-z-]+)(?:\s+([\s\S]*))?$/i.exec(typed);
  if (!command) return /^[!/]\S/.test(typed) ? unclear("That is no command. !help lists them.") : send({ name: "post-message", input: { text: typed } });
  const [name, rest] = [command[1]!.toLowerCase(), (command[2] ?? "").trim()];
  switch (name) {
    case "role":
      return role(rest, scene);
    case "sev":
    case "severity":
      return severity(rest);
    case "update":
      return rest === "" ? unclear("Write what to tell: !update <text>") : send({ name: "post-update", input: { audience: "organisation", text: rest } });
    case "note":
      return rest === "" ? unclear("Write what changed: !note <text>") : send({ name: "note-change", input: { kind: "change", text: rest } });
    case "status":
      return rest === "" ? { kind: "read", what: "status" } : send({ name: "set-status", input: { text: rest } });
    case "todo":
      return rest === "" ? unclear("Write what is to be done: TODO <text>") : send({ name: "post-message", input: { text: `TODO ${rest}` } });
    case "roles":
    case "help":
      return { kind: "read", what: name };
    default:
      return unclear(`There is no command !${name}. !help lists them.`);
  }
}

function severity(rest: string): ChatWish {
  const given = /^(\d{1,2})(?:\s+([\s\S]+))?$/.exec(rest);
  return given
    ? send({ name: "change-severity", input: { to: Number(given[1]), because: "other", reason: given[2]?.trim() ?? "" } })
    : unclear("Write the severity and why: !sev 2 <reason>");
}

function role(rest: string, { person, roles }: ChatScene): ChatWish {
  const known = roles.map(({ label }) => label).join(", ");
  if (rest === "") return unclear(`Write which role: ${known}.`);
  const wanted = letters(rest);
  const exact = roles.find(({ role: key, label }) => [letters(key), letters(label), initials(label)].includes(wanted));
  const begins = roles.filter(({ role: key, label }) => letters(key).startsWith(wanted) || letters(label).startsWith(wanted));
  const found = exact ?? (begins.length === 1 ? begins[0] : undefined);
  return found
    ? send({ name: "assign-role", input: { role: found.role, person } })
    : unclear(`There is no role "${rest.slice(0, 40)}". The roles are: ${known}.`);
}

function letters(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
}

/** `Incident Commander` is `ic`. */
function initials(label: string): string {
  const words = label.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== "");
  return words.length < 2 ? "" : words.map((word) => word.charAt(0).toLowerCase()).join("");
}
