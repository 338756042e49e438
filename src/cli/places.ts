/** Verbs of whom to call, and of processes as files. */
import { readFile } from "node:fs/promises";
import type { Command } from "commander";
import { type ClientOptions, finish, type Session, sessionOf, talk, withClientOptions } from "./client.ts";
import { ask } from "./exchange.ts";
import { lines, oneLine } from "./harmless.ts";
import { exits } from "./refusal.ts";
import { table } from "./table.ts";
import type { Terminal } from "./terminal.ts";

type Expert = string | { readonly id: string; readonly name: string };
type Area = { readonly id: string; readonly name: string; readonly says?: string; readonly description?: string; readonly experts?: readonly Expert[] };

/** Adds `directory find` and the verbs of process files. */
export function addPlaces(root: Command, process: Command, terminal: Terminal): void {
  const verb = (parent: Command, usage: string, says: string, run: (session: Session, words: readonly string[]) => Promise<number>) =>
    withClientOptions(parent.command(usage).description(says)).action(async (...given: unknown[]) => {
      const options = given.at(-2) as ClientOptions;
      terminal.done(await run(await sessionOf(terminal, options), given.slice(0, -2).map(String)));
    });
  const directory = root.command("directory").description("whom to call about what");
  verb(directory, "find <words>", "areas and their experts, found by plain words", (session, [words = ""]) => find(session, words));
  verb(process, "lint <file>", "check a process (YAML); nothing is kept", (session, [file = ""]) => withText(session, file, lint));
  verb(process, "import <file>", "keep a process as a new version, not yet in force", (session, [file = ""]) => withText(session, file, keep));
  verb(process, "diff <key> <from> <to>", "what two versions say differently", (session, words) => diff(session, words));
  verb(process, "export <key> <version>", "a version as it was kept, to the standard output", (session, [key = "", version = ""]) =>
    talk(session, { method: "GET", path: at(key, version) }, { show: (value) => lines((value as { readonly text: string }).text) }),
  );
  verb(process, "fork <key> <version> <new-key> <name>", "an editable copy under a key of your own", (session, [key = "", version = "", own = "", name = ""]) =>
    talk(
      session,
      { method: "POST", path: `${at(key, version)}/fork`, body: { key: own, name } },
      { show: () => `${oneLine(`Kept as ${own}, version 1: quarterdeck process export ${own} 1 > ${own}.yaml`)}\n` },
    ),
  );
  verb(process, "activate <key> <version> [from]", "put a version in force, for what is declared from now on or from an instant on", activate);
}

const at = (key: string, version: string) => `/processes/${encodeURIComponent(key)}/${encodeURIComponent(version)}`;

type Standing = { readonly status: string; readonly effectiveFrom: string };

function activate(session: Session, [key = "", version = "", from = ""]: readonly string[]): Promise<number> {
  const body = /^\d{4}-/.test(from) ? { from } : {};
  const show = (value: unknown) => {
    const { status, effectiveFrom } = value as Standing;
    return `${oneLine(`${key}, version ${version}, ${status === "planned" ? `comes into force at ${effectiveFrom}` : "is in force"}.`)}\n`;
  };
  return talk(session, { method: "POST", path: `${at(key, version)}/activate`, body }, { show });
}

/** Areas, with the names of their experts where the answer has only ids. */
async function find(session: Session, words: string): Promise<number> {
  const reply = await ask(session.to, { method: "GET", path: "/areas", query: { q: words } });
  const list = "value" in reply ? (reply.value as { readonly items?: readonly Area[]; readonly areas?: readonly Area[] } | null) : null;
  const areas = list?.items ?? list?.areas ?? [];
  const nameless = areas.some(({ experts = [] }) => experts.some((one) => typeof one === "string"));
  const people = nameless && !session.json ? await namesOf(session) : new Map<string, string>();
  const named = (one: Expert) => (typeof one === "string" ? (people.get(one) ?? one) : one.name);
  const rows = areas.map(({ name, says, description, experts = [] }) => [name, experts.map(named).join(", "), says ?? description]);
  const show = () =>
    rows.length === 0 ? "Nothing found. Try another word for it.\n" : table(["area", "experts in order", "what it is"], rows, session.terminal.width);
  return finish(session, reply, { show });
}

async function namesOf({ to }: Session): Promise<ReadonlyMap<string, string>> {
  type Named = { readonly id: string; readonly name: string };
  const reply = await ask(to, { method: "GET", path: "/people" });
  const list = "value" in reply ? (reply.value as { readonly items?: readonly Named[]; readonly people?: readonly Named[] } | null) : null;
  return new Map((list?.items ?? list?.people ?? []).map(({ id, name }) => [id, name]));
}

async function withText(session: Session, file: string, work: (session: Session, text: string, file: string) => Promise<number>): Promise<number> {
  let text: string;
  try {
    text = await readFile(file, "utf8");
  } catch (failed) {
    session.terminal.err(`${oneLine(`${file} cannot be read: ${(failed as NodeJS.ErrnoException).code}`)}\n`);
    return exits.usage;
  }
  return work(session, text, file);
}

type Problem = { readonly at: string; readonly detail: string; readonly line: number | null };
type Open = { readonly question: number; readonly asks: string; readonly line: number | null; readonly stands: string; readonly instead: string };
type Problems = { readonly problems: readonly Problem[]; readonly warnings?: readonly Problem[]; readonly open?: readonly Open[] };

function lint(session: Session, text: string, file: string): Promise<number> {
  const said = (found: readonly Problem[], how = "") =>
    found.map(({ at: where, detail, line }) => `${oneLine(`${file}:${line ?? ""} ${how}${where} ${detail}`)}\n`).join("");
  const asked = (found: readonly Open[]) =>
    found
      .map(({ question, asks, line, stands, instead }) => `${oneLine(`${file}:${line ?? ""} open ${question}: ${asks} ${stands} Or: ${instead}`)}\n`)
      .join("");
  const shown = ({ problems, warnings = [], open = [] }: Problems) =>
    said(problems) ||
    `${said(warnings, "warning: ")}${asked(open)}${oneLine(file)} is a process${open.length === 0 ? "" : `, and leaves ${open.length} open`}.\n`;
  return talk(
    session,
    { method: "POST", path: "/processes/check", body: { text } },
    {
      show: (value) => shown(value as Problems),
      exit: (value) => ((value as Problems).problems.length > 0 ? exits.failed : exits.done),
    },
  );
}

function keep(session: Session, text: string): Promise<number> {
  const show = (value: unknown) => {
    const { key, version } = value as { readonly key: string; readonly version: number };
    return `${oneLine(`Kept as ${key}, version ${version}. Put it in force: quarterdeck process activate ${key} ${version}`)}\n`;
  };
  return talk(session, { method: "POST", path: "/processes", body: { text } }, { show });
}

function diff(session: Session, [key = "", from = "", to = ""]: readonly string[]): Promise<number> {
  type Differences = { readonly differences: readonly { readonly at: string; readonly says: string }[] };
  const show = (value: unknown) =>
    (value as Differences).differences.map(({ at: where, says }) => `${oneLine(`${where}  ${says}`)}\n`).join("") || "They say the same.\n";
  return talk(session, { method: "GET", path: `${at(key, to)}/diff`, query: { with: from } }, { show });
}
