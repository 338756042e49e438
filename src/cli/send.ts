/** The commands of incidents as verbs: `quarterdeck incident assign-role 42 --role …`, `quarterdeck report "…"`. */
import { randomUUID } from "node:crypto";
import type { Command } from "commander";
import type { Consequences } from "../views/room-shape.ts";
import { type ClientOptions, type Session, sessionOf, talk, withClientOptions } from "./client.ts";
import { lines, oneLine } from "./harmless.ts";
import { idFor } from "./names.ts";
import { exits } from "./refusal.ts";
import { clock } from "./say.ts";
import { table } from "./table.ts";
import type { Terminal } from "./terminal.ts";
import { type CommandVerb, type Field, flagOf } from "./verbs.ts";

type Given = ClientOptions & {
  readonly input?: string;
  readonly dryRun?: true;
  readonly override?: string;
  readonly idempotencyKey?: string;
} & Readonly<Record<string, unknown>>;

/** Adds one verb: below `quarterdeck` it opens an incident and takes a title, below `quarterdeck incident` it takes an incident's id. */
export function addCommand(parent: Command, verb: CommandVerb, terminal: Terminal, subject: "title" | "id"): void {
  const command = parent.command(`${verb.name} <${subject}>`).summary(verb.title).description(verb.says);
  for (const field of verb.fields) if (field.name !== subject) command.option(optionOf(field), describe(field));
  command
    .option("--input <json>", "the whole input as JSON, or - to read it; flags count more")
    .option("--dry-run", "say what would follow, without doing it")
    .option("--override <reason>", "insist where the process allows it; recorded as a deviation")
    .option("--idempotency-key <key>", "the same key twice is one wish (random where it is left out)");
  withClientOptions(command).action(async (subjectText: string, given: Given) => terminal.done(await send(terminal, verb, { [subject]: subjectText }, given)));
}

/** How a field is written: `--follow-up <text>`. */
export function optionOf({ name, kind }: Field): string {
  const words = { text: " <text>", integer: " <number>", yes: "", texts: " <texts...>", json: " <json>" };
  return `--${flagOf(name)}${words[kind]}`;
}

/** What help says of a field. */
export function describe({ title, required, choices, names }: Field): string {
  return `${title}${names === "person" ? ": me, mail address, name or id" : names ? ": name or id" : ""}${choices.length > 0 ? `: ${choices.join(", ")}` : ""}${required ? " (needed)" : ""}`;
}

async function send(terminal: Terminal, verb: CommandVerb, subject: { readonly id?: string; readonly title?: string }, given: Given): Promise<number> {
  const session = await sessionOf(terminal, given);
  const { id, ...title } = subject;
  const input = await inputOf(session, verb.fields, given);
  if (typeof input === "string") {
    terminal.err(`${oneLine(input)}\n`);
    return exits.usage;
  }
  const body = { ...input, ...title, ...(given.override === undefined ? {} : { override: { reason: given.override } }) };
  const path = `/incidents${id === undefined ? "" : `/${encodeURIComponent(id)}`}/${verb.name}`;
  const about = id === undefined ? {} : { incident: id };
  if (given.dryRun) {
    const exit = (value: unknown) => ((value as Consequences).refusals.length > 0 ? exits.refused : exits.done);
    return talk(
      session,
      { method: "POST", path, query: { dryRun: "true" }, body },
      { ...about, exit, show: (value) => consequences(value as Consequences, terminal.width) },
    );
  }
  const key = given.idempotencyKey ?? randomUUID();
  return talk(session, { method: "POST", path, body, key }, { ...about, show: (value) => done(terminal, session.to.url, value as Done) });
}

/** The input as the flags give it, or what cannot be understood. Whether it is right is the server's to say. */
async function inputOf({ terminal, to }: Session, fields: readonly Field[], given: Given): Promise<Readonly<Record<string, unknown>> | string> {
  const whole = given.input === undefined ? {} : parsed(given.input === "-" ? await terminal.input() : given.input);
  if (typeof whole !== "object" || whole === null || Array.isArray(whole)) return "--input is no JSON object.";
  const input: Record<string, unknown> = { ...whole };
  for (const field of fields) {
    const value = given[field.name];
    if (value === undefined) continue;
    const read = fieldValue(field, value === "-" ? (await terminal.input()).trimEnd() : value);
    if (read === undefined) return `--${flagOf(field.name)} is no JSON.`;
    const found = await idFor(to, field, read);
    if ("unclear" in found) return found.unclear;
    input[field.name] = found.value;
  }
  return input;
}

/** A flag's value as its field wants it; undefined where it is no JSON and should be. */
function fieldValue({ kind }: Field, value: unknown): unknown {
  if (kind === "json") return parsed(String(value));
  return kind === "integer" && /^-?\d{1,15}$/.test(String(value)) ? Number(value) : value;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

type Noted = { readonly detail: string; readonly rule?: readonly string[]; readonly cites?: readonly string[] };
type Done = {
  readonly number?: number | null;
  readonly id?: string;
  readonly events?: readonly { readonly type: string }[];
  readonly warnings?: readonly Noted[];
};

function done(terminal: Terminal, url: string, { number, id, events = [], warnings = [] }: Done): string {
  for (const { detail, rule, cites } of warnings)
    terminal.err(`${oneLine(`Recorded as a deviation: ${detail} ${(rule ?? cites ?? []).join(", ")}`).trimEnd()}\n`);
  const what = events.map(({ type }) => type).join(", ");
  const where = number ?? id;
  return oneLine(`${what === "" ? "Done." : `Done: ${what}.`}${where === undefined ? "" : ` ${url}/incidents/${where}`}`).concat("\n");
}

/** What would follow, part by part. */
function consequences({ refusals, warnings, events, duties, effects }: Consequences, width: number | null): string {
  const told = (word: string, all: typeof refusals) => all.map(({ detail, rule }) => `${oneLine(`${word}: ${detail} ${rule.join(", ")}`).trimEnd()}\n`);
  return [
    "Nothing was done. If it were:\n",
    ...told("It would be refused", refusals),
    ...told("It would be recorded as a deviation", warnings),
    ...events.map(({ sentence, type }) => `  ${lines(sentence || type)}\n`),
    ...(duties.length === 0
      ? []
      : [
          "\n",
          table(
            ["owed", "by", "due"],
            duties.map(({ what, who, due }) => [what, who, clock(due)]),
            width,
          ),
        ]),
    ...(effects.length === 0
      ? []
      : [
          "\n",
          table(
            ["to", "by", "what", "when", "why"],
            effects.map((one) => [one.to, one.via, one.template, one.heldUntil === null ? "now" : `held until ${clock(one.heldUntil)}`, one.why]),
            width,
          ),
        ]),
  ].join("");
}
