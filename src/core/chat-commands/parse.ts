/** What somebody typed in the chat, as a wish; anything that is no command is a message (catalog 5.9). Knows no transport and no names. */
import type { Wish } from "../incident/index.ts";

/** What the words may refer to: the roles of the process, what marks something to do afterwards, and who types (null: an identity that belongs to nobody yet). */
export type ChatScene = {
  readonly person: string | null;
  readonly roles: readonly { readonly role: string; readonly label: string }[];
  readonly todo: string | null;
};

/** What can be read in the chat. */
export type ChatQuestion = "status" | "roles" | "help" | "commander" | "responders";

/** A command to send, something to tell or to keep wherever the process wants it, something to read, people to call or to look up by their names, or words that are none of it. */
export type ChatWish =
  | { readonly kind: "send"; readonly wish: Wish }
  | { readonly kind: "read"; readonly what: ChatQuestion }
  | { readonly kind: "call-commander"; readonly reason: string }
  | { readonly kind: "call-responders" }
  | { readonly kind: "person"; readonly does: "page" | "who"; readonly whom: string }
  | { readonly kind: "update" | "note"; readonly text: string }
  | { readonly kind: "link"; readonly code: string }
  | { readonly kind: "unclear"; readonly says: string };

const unclear = (says: string): ChatWish => ({ kind: "unclear", says });
const send = (wish: Wish): ChatWish => ({ kind: "send", wish });
const post = (text: string) => send({ name: "post-message", input: { text } });

/** Reads one line of chat. `!` and `/` begin a command alike. */
export function parseChat(text: string, scene: ChatScene): ChatWish {
  const typed = text.trim();
  const command = /^[!/]([a-z-]+)(?:\s+([\s\S]*))?$/i.exec(typed);
  if (!command) return /^[!/]\S/.test(typed) ? unclear("That is no command. !help lists them.") : post(typed);
  const name = command[1]!.toLowerCase();
  const known = Object.hasOwn(named, name) ? named[name] : undefined;
  return known ? known((command[2] ?? "").trim(), scene) : unclear(`There is no command !${name.slice(0, 40)}. !help lists them.`);
}

/** Whether an identity that belongs to nobody may do it: call for help, read what is everybody's, and say whose it is. */
export function isForAnybody(wish: ChatWish): boolean {
  if (wish.kind === "read") return wish.what !== "responders" && wish.what !== "roles";
  return wish.kind === "call-commander" || wish.kind === "link" || wish.kind === "unclear";
}

const read = (what: ChatQuestion) => (): ChatWish => ({ kind: "read", what });

const named: { readonly [name: string]: (rest: string, scene: ChatScene) => ChatWish } = {
  ic: commander,
  commander,
  role,
  sev: severity,
  severity,
  status,
  update: (rest) => (rest === "" ? unclear("Write what to tell: !update <text>") : { kind: "update", text: rest }),
  note: (rest) => (rest === "" ? unclear("Write what is to be kept: !note <text>") : { kind: "note", text: rest }),
  todo: (rest, scene) => {
    const prefix = scene.todo ?? "TODO";
    return rest === "" ? unclear(`Write what is to be done: ${prefix} <text>`) : post(`${prefix} ${rest}`);
  },
  link: (code) => (code === "" ? unclear("Ask for a code in the settings, under Chats, and write it here: !link <code>") : { kind: "link", code }),
  roles: read("roles"),
  help: read("help"),
};

/** `!ic`, `!ic page`, `!ic page <user>`, `!ic who <user>`, `!ic responders`, `!ic page responders`. */
function commander(rest: string): ChatWish {
  const [verb = "", ...more] = rest.split(/\s+/);
  const whom = more.join(" ");
  switch (verb.toLowerCase()) {
    case "":
      return { kind: "read", what: "commander" };
    case "responders":
      return { kind: "read", what: "responders" };
    case "who":
      return whom === "" ? unclear("Write about whom: !ic who <user>") : { kind: "person", does: "who", whom };
    case "page":
      if (whom === "") return { kind: "call-commander", reason: "" };
      return whom.toLowerCase() === "responders" ? { kind: "call-responders" } : { kind: "person", does: "page", whom };
    default:
      return unclear("!ic knows: page, page <user>, page responders, who <user>, responders.");
  }
}

function status(rest: string): ChatWish {
  switch (rest.toLowerCase()) {
    case "":
      return { kind: "read", what: "status" };
    case "stalk":
      return send({ name: "stalk-status", input: {} });
    case "unstalk":
      return send({ name: "unstalk-status", input: {} });
    default:
      return send({ name: "set-status", input: { text: rest } });
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
    ? send({ name: "assign-role", input: { role: found.role, person: person ?? "" } })
    : unclear(`There is no role "${rest.slice(0, 40)}". The roles are: ${known}.`);
}

/** Letters and digits, small. */
function letters(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
}

/** `Incident Commander` is `ic`. */
function initials(label: string): string {
  const words = label.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== "");
  return words.length < 2 ? "" : words.map((word) => word.charAt(0).toLowerCase()).join("");
}

/** Whom a name means: exactly that name, else the only one that has it among its words or begins with it; null for nobody or several. */
export function personNamed<P extends { readonly name: string }>(people: readonly P[], whom: string): P | null {
  const wanted = letters(whom);
  if (wanted === "") return null;
  const exact = people.filter(({ name }) => letters(name) === wanted);
  if (exact.length > 0) return exact.length === 1 ? exact[0]! : null;
  const partly = people.filter(({ name }) => letters(name).startsWith(wanted) || name.split(/\s+/).some((word) => letters(word) === wanted));
  return partly.length === 1 ? partly[0]! : null;
}
