/** The page of rules: each kind, and for each shipped process every sentence with where it stands and what proves it. */
import type { AnyRule } from "../../src/core/kernel/rule.ts";
import { rules } from "../../src/core/rules/index.ts";
import { code, fields, page, schemaOf, table } from "./markdown.ts";
import { filesUnder, packs, read } from "./places.ts";

/** docs/reference/rules.md */
export function rulesPage(): string {
  const kinds = (rules as readonly AnyRule[]).map(kind);
  const lead =
    "A process is made of these kinds of rules; each owns one key of the pack. Below them stands every shipped process, sentence by sentence: how it is held, where in the pack it is cited, and the test that fails without it.";
  return page(
    "Rules",
    lead,
    "[The kinds](#the-kinds) · ".concat(packs.map(({ pack }) => `[${pack.name}](#${anchor(pack.name)})`).join(" · ")),
    "## The kinds",
    ...kinds,
    ...packs.map(process),
  );
}

const anchor = (title: string) =>
  title
    .toLowerCase()
    .replace(/[^\w -]/g, "")
    .replaceAll(" ", "-");

function kind(rule: AnyRule): string {
  const faces = [
    rule.forbids && `forbids ${Object.keys(rule.forbids).map(code).join(", ")}`,
    rule.follows && `follows ${Object.keys(rule.follows).map(code).join(", ")}`,
    rule.demands && "demands duties",
    rule.triggers && `answers ${Object.keys(rule.triggers).map(code).join(", ")} with messages`,
  ].filter((one) => typeof one === "string");
  const examples = rule.examples.map(({ title, value, in: where, valid }) => [
    title,
    where === "top" ? code(rule.key) : code(`severities.*.${rule.key}`),
    code(value),
    valid ? "yes" : "no",
  ]);
  const [top, level] = [shape(rule.schema), shape(rule.level)];
  return [
    `### ${rule.key}`,
    `**${rule.title}.** ${rule.says}`,
    faces.length > 0 ? `It ${faces.join("; ")}.` : "It says something and stands in nobody's way.",
    ...(top !== "" && top === level
      ? [`\`${rule.key}\` at the top, or for one severity \`severities.<rank>.${rule.key}\`:\n\n${top}`]
      : [headed(`\`${rule.key}\`, at the top:`, top), headed(`\`severities.<rank>.${rule.key}\`:`, level)]),
    table(["example", "where", "value", "valid"], examples),
  ]
    .filter((part) => part !== "")
    .join("\n\n");
}

const headed = (head: string, body: string) => (body === "" ? "" : `${head}\n\n${body}`);

function shape(schema: AnyRule["schema"]): string {
  if (!schema) return "";
  const json = schemaOf(schema);
  return fields(json.properties ? json : { ...json, properties: { each: json } });
}

function process({ file, data, pack }: (typeof packs)[number]): string {
  const cited = citations(data, "");
  const rows = Object.entries(pack.sentences).map(([id, { says, enforced }]) => {
    const held = pack.enforcement[id] ?? enforced;
    const where = [...new Set(cited.filter((one) => one.id === id).map((one) => one.at))];
    return [code(id), says, held, where.map(code).join("<br>") || "nowhere", proofs(id).join("<br>") || "none yet"];
  });
  const origin = pack.origin.url === "" ? pack.origin.name : `[${pack.origin.name}](${pack.origin.url})`;
  return [
    `## ${pack.name}`,
    pack.summary,
    `Version ${pack.version}, in \`${file}\`. Origin: ${origin}. Licence: ${pack.origin.licence}.`,
    table(["id", "sentence", "held", "in the pack", "proved by"], rows),
  ]
    .filter((part) => part !== "")
    .join("\n\n");
}

/** Every citation with the pointer of the value it stands for. */
function citations(value: unknown, at: string): { readonly at: string; readonly id: string }[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    if (key !== "cites") return citations(inner, `${at}/${key}`);
    if (Array.isArray(inner)) return inner.map((id) => ({ at, id: String(id) }));
    return Object.entries(inner as Record<string, readonly string[]>).flatMap(([below, ids]) =>
      ids.map((id) => ({ at: below === "." ? at : `${at}/${below}`, id })),
    );
  });
}

/** Test files that can hold a proof: made-up answers for the browser are none. */
const tests = filesUnder("test", ".ts")
  .filter((path) => !path.startsWith("test/browser/canned/"))
  .map((path) => ({ path, text: read(path) }));

/** The tests that name an ID at the beginning of their title, or as the ID of a proof. */
function proofs(id: string): string[] {
  const named = new RegExp(`(?:proof\\(|test\\(|it\\(|^ *\\[)\\s*["'\`]${id}(?=["'\`: ,…])`, "m");
  return tests.filter(({ text }) => named.test(text)).map(({ path }) => code(path));
}
