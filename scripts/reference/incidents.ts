/** The pages of commands, events and views. */
import { incidents } from "../../src/core/engine.ts";
import { commands } from "../../src/core/incident/index.ts";
import { slices } from "../../src/core/incident/slices.ts";
import type { AnyCommand, CommandExample } from "../../src/core/kernel/command.ts";
import type { AnyPack } from "../../src/core/kernel/engine.ts";
import { evolve, initialState } from "../../src/core/kernel/engine.ts";
import type { Actor, EventSpec, Recorded, Say } from "../../src/core/kernel/event.ts";
import { draftOf, judge } from "../../src/core/kernel/judge.ts";
import { views } from "../../src/views/index.ts";
import { writtenInstant } from "../../src/views/say.ts";
import { code, fields, json, page, schemaOf, table } from "./markdown.ts";
import { filesUnder, packs } from "./places.ts";

const all = commands as readonly AnyCommand[];
const events = slices.flatMap((slice) =>
  Object.entries(slice.on).map(([type, spec]) => ({ slice: slice.name, type, spec: spec as EventSpec<unknown, unknown> })),
);

/** Events that the examples of commands lead to, by type: one of each. */
function exampleEvents(): Map<string, { readonly event: Recorded; readonly of: string }> {
  const found = new Map<string, { event: Recorded; of: string }>();
  for (const command of all) {
    for (const example of command.examples) {
      for (const event of eventsOf(command.name, example)) if (!found.has(event.type)) found.set(event.type, { event, of: command.name });
    }
  }
  for (const { given, name } of all.flatMap((command) => command.examples.map(({ given }) => ({ given, name: command.name })))) {
    for (const event of given) if (!found.has(event.type)) found.set(event.type, { event: record(event, 1), of: name });
  }
  return found;
}

const record = (event: { type: string; data: unknown }, seq: number): Recorded => ({
  stream: "this",
  seq,
  v: 1,
  at: "2026-03-02T09:00:00.000Z",
  actor: "person:ana",
  ...event,
});

const known: Readonly<Record<string, unknown>> = {
  "incident/other": { id: "other", phase: "active" },
  "runbook/deployment": { key: "deployment", title: "Deployment", steps: ["Freeze deploys"], reviewedAt: null },
  "attachment/file": { id: "file", name: "log.txt", mediaType: "text/plain", sizeBytes: 3 },
  "group/stakeholders": { key: "stakeholders", people: [], contacts: ["board"] },
};
const facts = { get: (kind: string, key: string) => known[`${kind}/${key}`] ?? (kind === "person" ? { id: key, active: true } : null) };

/** What an example leads to when no rule stands in its way; nothing where it is refused. */
function eventsOf(name: string, example: CommandExample): readonly Recorded[] {
  const pack = { ...packs.find(({ key }) => key === "sitrep")!.pack, may: { brief: { holds: ["anyone"], delegable: true } } } as unknown as AnyPack;
  const state = example.given.reduce((so, event, index) => evolve(incidents, so, record(event, index + 1)), initialState(incidents));
  const setting = {
    engine: { ...incidents, rules: [] },
    pack,
    stream: "this",
    seq: example.given.length,
    now: "2026-03-02T10:00:00.000Z",
    commandId: "c1",
    facts: facts as never,
  };
  const draft = draftOf(setting, state);
  const refusal = judge(draft, { name, input: example.input, actor: (example.by ?? "person:ana") as Actor });
  return refusal === null ? draft.events : [];
}

const files = filesUnder("src/core/incident", ".ts");

/** The file that defines a command. */
function fileOf(name: string): string {
  const file = files.find((path) => path.endsWith(`/${name}.ts`));
  if (file === undefined) throw new Error(`No file src/core/incident/*/${name}.ts`);
  return file;
}

function who(may: AnyCommand["may"]): string {
  if (may === "anyone") return "anybody who may see the incident";
  if (may === "program") return "only the process itself; it has no route";
  return typeof may === "function" ? "depends on the state and on what is asked" : `whoever the process gives \`${may.capability}\``;
}

/** docs/reference/commands.md; `where` finds the file that defines a command. */
export function commandsPage(registry: readonly AnyCommand[] = all, where: (name: string) => string = fileOf): string {
  const parts = registry.map((command) => {
    const opens = command.creates === true;
    const on = !opens || command.when !== undefined;
    const route = [opens && `\`POST /api/v1/incidents/${command.name}\``, on && `\`POST /api/v1/incidents/{id}/${command.name}\``].filter(Boolean).join(" or ");
    const verb = [opens && `\`quarterdeck ${command.name} "…"\``, on && `\`quarterdeck incident ${command.name} 42\``].filter(Boolean).join(" or ");
    const facts = [
      `- Who: ${who(command.may)}.`,
      ...(command.may === "program" ? [] : [`- Route: ${route}, command line: ${verb}.`]),
      `- Defined in: \`${where(command.name)}\`.`,
    ];
    const examples = command.examples.map(({ title, given, input, then }) => [
      title,
      given.map(({ type }) => code(type)).join(", ") || "nothing",
      code(input),
      "refused" in then ? `refused: ${code(then.refused)}` : then.map(code).join(", "),
    ]);
    const input = fields(schemaOf(command.input));
    return [`## ${command.name}`, `**${command.title}.** ${command.says}`, facts.join("\n"), input, table(["example", "after", "input", "then"], examples)]
      .filter((part) => part !== "")
      .join("\n\n");
  });
  const lead =
    "Every wish an incident understands. All of them take `?dryRun=true` (what would follow, without doing it), an `Idempotency-Key` header, and `override: {reason}` where the process allows it.";
  return page("Commands", lead, ...parts);
}

/** docs/reference/events.md */
export function eventsPage(): string {
  const found = exampleEvents();
  const parts = events.map(({ slice, type, spec }) => {
    const seen = typeof spec.seenBy === "function" ? "depends on what it says" : spec.seenBy;
    const facts = [
      `- Topic: ${slice}. Version: ${spec.v ?? 1}.`,
      `- Seen by: ${seen}.`,
      ...(spec.timeline === false ? ["- Not in the timeline people read; always in the log."] : []),
    ];
    const example = found.get(type);
    const shown = example ? `From ${code(example.of)}: “${spec.says(example.event.data, say)}”\n\n${json(example.event.data)}` : "";
    return [`## ${type}`, facts.join("\n"), fields(schemaOf(spec.data)), shown].filter((part) => part !== "").join("\n\n");
  });
  return page("Events", "Every fact the log can hold. They are never changed; a new version of one is lifted when it is read.", ...parts);
}

const say: Say = {
  person: (id) => `Demo ${id.charAt(0).toUpperCase()}${id.slice(1)}`,
  role: (key) => key.replaceAll("_", " "),
  severity: (rank) => `severity ${rank}`,
  team: (id) => id,
  instant: writtenInstant,
};

/** docs/reference/views.md */
export function viewsPage(): string {
  const parts = views.map(({ name, title, of, path = name, query }) => {
    const route = of === "incident" ? `/api/v1/incidents/{id}${path === "" ? "" : `/${path}`}` : `/api/v1/${path.replace(":id", "{id}")}`;
    return [`## ${name}`, `**${title}.** \`GET ${route}\``, fields(schemaOf(query))].filter((part) => part !== "").join("\n\n");
  });
  return page("Views", "Every way to look. The answers' shapes are in `docs/reference/openapi.json`; what you may not see is not there, not hidden.", ...parts);
}
