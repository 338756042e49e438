/** Signing this terminal in and out: the server and an API token, kept for this user alone. */
import type { Command } from "commander";
import { usualUrl } from "./client.ts";
import { ask } from "./exchange.ts";
import { oneLine } from "./harmless.ts";
import { exits, refusalText } from "./refusal.ts";
import { forgetSignIn, keepSignIn, type Terminal } from "./terminal.ts";

/** Adds `login` and `logout`. */
export function addLogin(root: Command, terminal: Terminal): void {
  root
    .command("login")
    .argument("[url]", "the server", usualUrl)
    .description("keep a server and an API token for this user; the token is asked for, or read from standard input")
    .action(async (url: string) => terminal.done(await login(terminal, url)));
  root
    .command("logout")
    .description("forget the token of this user")
    .action(async () => {
      terminal.out(
        (await forgetSignIn(terminal)) ? "Forgotten here. The token still works: revoke it under Settings if others may have it.\n" : "There was no sign-in.\n",
      );
      terminal.done(exits.done);
    });
}

async function login(terminal: Terminal, given: string): Promise<number> {
  if (!URL.canParse(given) || !/^https?:$/.test(new URL(given).protocol)) {
    terminal.err(`${oneLine(given)} is no address of a server. Write one like ${usualUrl}\n`);
    return exits.usage;
  }
  const { origin, protocol, hostname } = new URL(given);
  if (protocol === "http:" && !["127.0.0.1", "localhost", "[::1]"].includes(hostname))
    terminal.err("Careful: over http anybody on the way can read the token. Use https.\n");
  const token = await terminal.secret("API token (Settings → Tokens): ");
  if (token === "") {
    terminal.err("No token was given.\n");
    return exits.usage;
  }
  const to = { url: origin, token };
  const reply = await ask(to, { method: "GET", path: "/session" });
  if ("lost" in reply) {
    terminal.err(`${oneLine(`The server at ${origin} cannot be reached: ${reply.lost}.`)}\n`);
    return exits.unreachable;
  }
  if ("problem" in reply) {
    terminal.err(refusalText(reply.problem, new Map(), null));
    return exits.failed;
  }
  const file = await keepSignIn(terminal, to);
  const { name, person } = (reply.value ?? {}) as { readonly name?: string; readonly person?: string | { readonly name?: string } };
  const who = name ?? (typeof person === "object" ? person?.name : person) ?? "the owner of the token";
  terminal.out(`${oneLine(`You are ${who} at ${origin}. Kept in ${file}`)}\n`);
  return exits.done;
}
