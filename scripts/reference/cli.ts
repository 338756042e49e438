/** The page of the command line, from the program itself. */
import type { Command } from "commander";
import { program } from "../../src/cli/program.ts";
import { code, page, table } from "./markdown.ts";

const nothing = async () => 0;
const local = {
  serve: nothing,
  rehearse: nothing,
  setupToken: nothing,
  resetPassword: nothing,
  backup: nothing,
  restore: nothing,
  paging: nothing,
  doctor: nothing,
  erasePerson: nothing,
};

/** Flags that nearly every verb has; they are said once. */
const shared = ["--json", "--url", "--input", "--dry-run", "--override", "--idempotency-key"];

/** docs/reference/cli.md */
export function cliPage(): string {
  const exits = table(
    ["code", "means"],
    [
      ["0", "done"],
      ["1", "failed: not signed in, too many requests, or a server in trouble"],
      ["2", "the command line cannot be understood"],
      ["3", "refused; the sentence of the process, its ID and what to do instead are on standard error"],
      ["4", "the server cannot be reached; for a change, send it again with the key that was printed"],
    ],
  );
  const common = table(
    ["flag", "means"],
    [
      ["`--json`", "print the answer as JSON; a refusal too"],
      ["`--url <address>`", "the server; else `QUARTERDECK_URL`, else the one of `quarterdeck login`, else http://127.0.0.1:4700"],
      ["`--dry-run`", "changes only: say what would follow, without doing it; 3 if it would be refused"],
      ["`--override <reason>`", "changes only: insist where the process allows it; recorded as a deviation"],
      ["`--idempotency-key <key>`", "changes only: the same key twice is one wish"],
      ["`--input <json>`", "changes only: the whole input as JSON, `-` reads it from standard input; flags count more"],
    ],
  );
  const lead =
    "`quarterdeck` has the verbs of the API, made from the same registries. A flag's value `-` reads standard input. The token comes from `quarterdeck login` (kept with mode 0600) or `QUARTERDECK_TOKEN`.";
  const completion = "```\nsource <(quarterdeck completion bash)      # or zsh\nquarterdeck completion fish | source\n```";
  return page(
    "Command line",
    lead,
    "## How it ends",
    exits,
    "## Flags of every verb",
    common,
    "## Completion",
    completion,
    "## Verbs",
    ...verbsOf(program(local, "0.0.0"), []),
  );
}

function verbsOf(command: Command, path: readonly string[]): string[] {
  return command.commands.flatMap((one) => {
    const here = [...path, one.name()];
    return one.commands.length > 0 ? verbsOf(one, here) : [verbPart(one, here)];
  });
}

function verbPart(command: Command, path: readonly string[]): string {
  const subjects = command.registeredArguments.map((one) => (one.required ? ` <${one.name()}>` : ` [${one.name()}]`)).join("");
  const flags = command.options.filter(({ hidden, long }) => !hidden && !shared.includes(long ?? ""));
  const alias = command.aliases().length > 0 ? ` Also: ${command.aliases().map(code).join(", ")}.` : "";
  const says = command.description();
  const sentence = `${says.charAt(0).toUpperCase()}${says.slice(1)}${/[.?!)]$/.test(says) ? "" : "."}`;
  return [
    `### quarterdeck ${path.join(" ")}${subjects}`.replace(/[<>]/g, (mark) => `\\${mark}`),
    `${sentence}${alias}`,
    table(
      ["flag", "what"],
      flags.map(({ flags: usage, description }) => [code(usage), description]),
    ),
  ]
    .filter((part) => part !== "")
    .join("\n\n");
}
