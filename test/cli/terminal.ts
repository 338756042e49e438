/** The command line in a terminal of its own, against a small server of canned answers on loopback. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { program } from "../../src/cli/program.ts";
import type { Terminal } from "../../src/cli/terminal.ts";
import { loopbackServer, type Request } from "../fakes/http-server.ts";

/** What the server answers to `METHOD /path` below `/api/v1`; the query is not part of the key. */
export type Answers = Record<string, { readonly status?: number; readonly body: unknown }>;

/** How a run ended, and what it said. */
export type Ended = { readonly code: number; readonly out: string; readonly err: string };

class Ending extends Error {}

/** A server, a folder for the sign-in, and a way to run commands. */
export async function openTerminal(answers: Answers) {
  const requests: Request[] = [];
  const server = await loopbackServer((request, response) => {
    requests.push(request);
    const path = request.path.replace(/^\/api\/v1/, "").replace(/\?.*$/, "");
    const answer = answers[`${request.method} ${path}`] ?? { status: 404, body: { code: "not_found", detail: "There is nothing here.", rule: [] } };
    const status = answer.status ?? 200;
    response.writeHead(status, { "content-type": status < 400 ? "application/json" : "application/problem+json" }).end(JSON.stringify(answer.body));
  });
  const folder = mkdtempSync(join(tmpdir(), "quarterdeck-cli-"));
  const run = async (args: readonly string[], typed = "", width: number | null = null): Promise<Ended> => {
    const ended = { code: 0, out: "", err: "" };
    const terminal: Terminal = {
      out: (text) => {
        ended.out += text;
      },
      err: (text) => {
        ended.err += text;
      },
      width,
      input: async () => typed,
      secret: async () => typed.trim(),
      folder: join(folder, "config"),
      done: (code) => {
        ended.code = code;
      },
      exit: (code) => {
        ended.code = code;
        throw new Ending();
      },
    };
    try {
      await program(local, "9.9.9", terminal).parseAsync(args, { from: "user" });
    } catch (failed) {
      if (!(failed instanceof Ending)) throw failed;
    }
    return ended;
  };
  const close = async () => {
    await server.close();
    rmSync(folder, { recursive: true });
  };
  return { url: server.url, requests, folder, run, talk: (...args: readonly string[]) => run([...args, "--url", server.url, "--token", "demo-token"]), close };
}

const done = async () => 7;
const local = {
  serve: done,
  rehearse: done,
  setupToken: done,
  resetPassword: done,
  backup: done,
  restore: done,
  paging: done,
  erasePerson: done,
  doctor: done,
};
