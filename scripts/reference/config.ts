/** The page of settings. */
import { z } from "zod";
import { secrets, settings } from "../../src/config.ts";
import { code, kindOf, page, type Schema, table } from "./markdown.ts";

/** docs/reference/config.md */
export function configPage(): string {
  const rows = Object.entries(settings).map(([name, schema]) => {
    const json = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }) as Schema;
    if (!json.description) throw new Error(`src/config.ts: ${name} has no description.`);
    const isSecret = (secrets as readonly string[]).includes(name);
    const usual: unknown = schema.safeParse(undefined).data;
    // What depends on the machine says so itself.
    const other = json.usual ?? (usual === undefined ? "" : code(Array.isArray(usual) ? usual.join(",") || "none" : String(usual)));
    return [
      code(`QUARTERDECK_${name}`),
      `${json.description}.${isSecret ? ` A secret: \`QUARTERDECK_${name}_FILE\` names a file that holds it.` : ""}`,
      json.enum ? kindOf(json, json) : "",
      other,
    ];
  });
  const client = table(
    ["variable", "what"],
    [
      ["`QUARTERDECK_URL`", "The server to talk to."],
      ["`QUARTERDECK_TOKEN`", "An API token."],
    ],
  );
  const lead =
    "Settings are environment variables; there are no others, and a misspelt one is refused at the start. Everything else is set in the application, by an administrator.";
  return page("Settings", lead, table(["variable", "what", "one of", "otherwise"], rows), "## The command line as a client", client);
}
