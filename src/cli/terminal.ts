/** What the command line has of its surroundings: where its words go, where its sign-in is kept, how it ends. */
import { chmod, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline/promises";
import { Writable } from "node:stream";
import { text } from "node:stream/consumers";

/** A terminal, or what stands in for one in a test. Texts arrive already made harmless. */
export type Terminal = {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** Columns of the terminal; null when the words go to a file or another program. */
  readonly width: number | null;
  /** The whole of standard input. */
  readonly input: () => Promise<string>;
  /** Asks for a secret without showing it; standard input as it is when nobody sits there. */
  readonly secret: (question: string) => Promise<string>;
  /** The user's folder for settings of this program. */
  readonly folder: string;
  /** Notes the exit code. */
  readonly done: (code: number) => void;
  /** Ends at once: a command line that cannot be understood. */
  readonly exit: (code: number) => never;
};

/** The terminal this process runs in. */
export function thisTerminal(): Terminal {
  // Whoever reads us may have seen enough (| head): that is no error to tell anybody about.
  process.stdout.on("error", (failed: NodeJS.ErrnoException) => process.exit(failed.code === "EPIPE" ? 141 : 1));
  return {
    out: (words) => void process.stdout.write(words),
    err: (words) => void process.stderr.write(words),
    width: process.stdout.isTTY ? process.stdout.columns : null,
    input: () => text(process.stdin),
    secret: async (question) => (process.stdin.isTTY ? hidden(question) : (await text(process.stdin)).trim()),
    folder: join(homedir(), ".config", "quarterdeck"),
    done: (code) => {
      process.exitCode = code;
    },
    exit: (code) => process.exit(code),
  };
}

async function hidden(question: string): Promise<string> {
  process.stderr.write(question);
  const nowhere = new Writable({ write: (_chunk, _encoding, taken) => taken() });
  const lines = createInterface({ input: process.stdin, output: nowhere, terminal: true });
  try {
    return (await lines.question("")).trim();
  } finally {
    lines.close();
    process.stderr.write("\n");
  }
}

/** Where to send what, and in whose name. */
export type SignIn = { readonly url: string; readonly token: string };

const fileOf = (terminal: Terminal) => join(terminal.folder, "login.json");

/** The sign-in that was kept, or null. */
export async function keptSignIn(terminal: Terminal): Promise<SignIn | null> {
  try {
    const { url, token } = JSON.parse(await readFile(fileOf(terminal), "utf8")) as Partial<SignIn>;
    return typeof url === "string" && typeof token === "string" ? { url, token } : null;
  } catch (failed) {
    if ((failed as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw new Error(`${fileOf(terminal)} cannot be read. Sign in again: quarterdeck login`, { cause: failed });
  }
}

/** Keeps it where only this user can read it; the old file is replaced whole, so its rights never count. */
export async function keepSignIn(terminal: Terminal, signIn: SignIn): Promise<string> {
  await mkdir(terminal.folder, { recursive: true, mode: 0o700 });
  const file = fileOf(terminal);
  const fresh = `${file}.${process.pid}`;
  await rm(fresh, { force: true });
  await writeFile(fresh, `${JSON.stringify(signIn)}\n`, { mode: 0o600, flag: "wx" });
  await chmod(fresh, 0o600);
  await rename(fresh, file);
  return file;
}

/** Forgets it; whether there was one. */
export async function forgetSignIn(terminal: Terminal): Promise<boolean> {
  const known = (await keptSignIn(terminal)) !== null;
  await rm(fileOf(terminal), { force: true });
  return known;
}
