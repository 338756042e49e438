/** The views as verbs: `quarterdeck status`, `quarterdeck incident timeline 42`. */
import type { Command } from "commander";
import { type ClientOptions, sessionOf, talk, withClientOptions } from "./client.ts";
import { inWords } from "./say.ts";
import { describe, optionOf } from "./send.ts";
import type { Terminal } from "./terminal.ts";
import type { ViewVerb } from "./verbs.ts";

/** Verbs that are not the view's own name. */
const called: Readonly<Record<string, string>> = { board: "status", incident: "row", "my-duties": "duties" };

/** The group a view belongs to (null: `quarterdeck` itself) and its verb there. */
export function verbOf({ name, of, path }: Pick<ViewVerb, "name" | "of" | "path">): { readonly group: string | null; readonly verb: string } {
  const group = of === "incident" || path.startsWith("incidents") ? "incident" : path.startsWith("processes") ? "process" : null;
  if (group === null || of === "incident") return { group, verb: called[name] ?? name };
  return { group, verb: path.endsWith(":id") ? "show" : path.includes(":id") ? name : "list" };
}

/** Adds the verb of one view. */
export function addView(parent: Command, view: ViewVerb, terminal: Terminal): void {
  const { verb } = verbOf(view);
  const needsId = view.of === "incident" || view.path.includes(":id");
  const command = parent.command(needsId ? `${verb} <id>` : verb).description(view.title);
  if (view.name === "room") command.alias("show");
  for (const field of view.fields) command.option(optionOf(field), describe(field));
  withClientOptions(command).action(async (...given: unknown[]) => {
    const id = needsId ? String(given[0]) : null;
    terminal.done(await read(terminal, view, id, given[needsId ? 1 : 0] as ClientOptions & Readonly<Record<string, string | undefined>>));
  });
}

async function read(
  terminal: Terminal,
  view: ViewVerb,
  id: string | null,
  given: ClientOptions & Readonly<Record<string, string | undefined>>,
): Promise<number> {
  const session = await sessionOf(terminal, given);
  const at = encodeURIComponent(id ?? "");
  const path = view.of === "incident" ? `/incidents/${at}${view.path === "" ? "" : `/${view.path}`}` : `/${view.path.replace(":id", at)}`;
  const query = Object.fromEntries(view.fields.map(({ name }) => [name, given[name]]));
  return talk(
    session,
    { method: "GET", path, query },
    { show: (value) => inWords(view.name, value, terminal.width), ...(id === null ? {} : { incident: id }) },
  );
}
