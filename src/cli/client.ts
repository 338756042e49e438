/** What all commands that talk to a server share: their options, whom they talk to, and how they end. */
import { type Command, Option } from "commander";
import { ask, type Reply, type Request } from "./exchange.ts";
import { json, oneLine } from "./harmless.ts";
import { exitOf, exits, refusalText, sentencesOf } from "./refusal.ts";
import { keptSignIn, type SignIn, type Terminal } from "./terminal.ts";

/** Where a server listens that nobody configured. */
export const usualUrl = "http://127.0.0.1:4700";

/** Options that every such command has; no field of the API may have one of these names. */
export type ClientOptions = { readonly json?: true; readonly url?: string; readonly token?: string };

/** One run of such a command. */
export type Session = { readonly terminal: Terminal; readonly to: SignIn; readonly json: boolean };

/** Adds the shared options. */
export function withClientOptions(command: Command): Command {
  return command
    .option("--json", "print the answer as JSON")
    .addOption(new Option("--url <address>", `the server (else the one of quarterdeck login, else ${usualUrl})`).env("QUARTERDECK_URL"))
    .addOption(new Option("--token <token>", "an API token").env("QUARTERDECK_TOKEN").hideHelp());
}

/** Whom to talk to. A token that was kept goes only to the server it was kept for. */
export async function sessionOf(terminal: Terminal, options: ClientOptions): Promise<Session> {
  const kept = await keptSignIn(terminal);
  const url = options.url || kept?.url || usualUrl;
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) {
    terminal.err(`${oneLine(url)} is no address of a server. Write one like ${usualUrl}\n`);
    return terminal.exit(exits.usage);
  }
  const token = options.token || (kept !== null && new URL(kept.url).origin === new URL(url).origin ? kept.token : "");
  return { terminal, to: { url, token }, json: options.json === true };
}

/** How to say an answer, and what the question was about. */
export type Saying = {
  /** Words for people; anything in it is already harmless. */
  readonly show: (value: unknown) => string;
  /** The exit code of an answer; 0 where it is left out. */
  readonly exit?: (value: unknown) => number;
  readonly incident?: string;
};

/** Asks, says what came of it, and gives the exit code. */
export async function talk(session: Session, request: Request, saying: Saying): Promise<number> {
  return finish(session, await ask(session.to, request), { ...saying, ...(request.key === undefined ? {} : { key: request.key }) });
}

/** Says what came of a request. */
export async function finish({ terminal, to, json: asJson }: Session, reply: Reply, saying: Saying & { readonly key?: string }): Promise<number> {
  if ("lost" in reply) {
    terminal.err(oneLine(`The server at ${to.url} cannot be reached: ${reply.lost}.`).concat("\n"));
    if (saying.key !== undefined)
      terminal.err(`Nobody knows whether it arrived. The same command with --idempotency-key ${oneLine(saying.key)} will not do it twice.\n`);
    return exits.unreachable;
  }
  if ("problem" in reply) {
    const { problem } = reply;
    if (asJson) terminal.out(`${json(problem)}\n`);
    terminal.err(refusalText(problem, await sentencesOf(to, problem.rule), saying.incident ?? null));
    return exitOf(problem);
  }
  terminal.out(asJson ? `${json(reply.value)}\n` : inWords(saying.show, reply.value));
  return saying.exit?.(reply.value) ?? exits.done;
}

/** An answer of another version may lack what the words need; then it is shown as it came. */
function inWords(show: Saying["show"], value: unknown): string {
  try {
    return show(value);
  } catch (failed) {
    if (failed instanceof TypeError) return `${json(value)}\n`;
    throw failed;
  }
}
