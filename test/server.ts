/** The real program as a child process, with a data folder, ports and an embedded database of its own, that tests may kill and start again. */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { randomInt } from "node:crypto";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { settleOld } from "../src/store/embedded/orphan.ts";
import { until } from "./until.ts";

const root = fileURLToPath(new URL("..", import.meta.url));

/** What the program is told beside its own folder and ports: settings after `QUARTERDECK_`. */
export type Settings = Readonly<Record<string, string>>;

/** How a process ended. */
export type Exit = { readonly code: number | null; readonly signal: NodeJS.Signals | null };

/** A command that ran to its end. */
export type Ran = { readonly code: number | null; readonly out: string; readonly err: string };

/** One installation: a folder, and the server that runs on it or does not. */
export type Installation = {
  /** Where people reach it. */
  readonly url: string;
  /** Where operators reach it. */
  readonly opsUrl: string;
  readonly dataFolder: string;
  /** Everything that it has written so far, over all its lives. */
  readonly said: () => string;
  /** Starts it (again) on its folder; resolves with the milliseconds until it was ready. */
  readonly start: (command?: "serve" | "rehearse") => Promise<number>;
  /** The process id; throws where none runs. */
  readonly pid: () => number;
  /** The embedded database's process id, as its own file says. */
  readonly databasePid: () => Promise<number>;
  /** SIGKILL for the server; its database stays behind as an orphan. */
  readonly kill: () => Promise<void>;
  /** SIGKILL for the database only; resolves when the signal is sent. */
  readonly killDatabase: () => Promise<void>;
  /** SIGTERM; resolves with how it ended. */
  readonly stop: () => Promise<Exit>;
  /** Runs one command of the command line beside it. */
  readonly command: (...words: string[]) => Promise<Ran>;
  /** The setup token that it printed last. */
  readonly setupToken: () => string;
  /** Ends whatever still runs and removes the folder. */
  readonly remove: () => Promise<void>;
};

/** Makes an installation; nothing runs yet. */
export async function install(settings: Settings = {}): Promise<Installation> {
  const folder = await mkdtemp(join(tmpdir(), "quarterdeck-real-"));
  const port = await threePorts();
  const dataFolder = join(folder, "data");
  const env = environment({ PORT: String(port), DATA: dataFolder, LOG_LEVEL: "info", NODE_NAME: "real", ...settings });
  const life: { child: ChildProcess | null; ended: Promise<Exit>; said: string } = {
    child: null,
    ended: Promise.resolve({ code: null, signal: null }),
    said: "",
  };
  const url = `http://127.0.0.1:${port}`;
  const running = () => {
    if (life.child?.pid === undefined || life.child.exitCode !== null || life.child.signalCode !== null)
      throw new Error(`no server runs:\n${life.said.slice(-4_000)}`);
    return life.child.pid;
  };
  const end = async (signal: NodeJS.Signals) => {
    process.kill(running(), signal);
    return life.ended;
  };
  const databasePid = async () => Number.parseInt(await readFile(join(dataFolder, "database/cluster/postmaster.pid"), "utf8"), 10);
  const start = async (command: "serve" | "rehearse" = "serve") => {
    const began = performance.now();
    const child = launch(env, [command]);
    life.child = child;
    const at = life.said.length;
    for (const stream of [child.stdout, child.stderr]) stream?.setEncoding("utf8").on("data", (text: string) => (life.said += text));
    life.ended = exitOf(child);
    const ready = async () => running() && life.said.indexOf("answers at", at) >= 0 && (await isReady(url));
    await until(`the server is ready: ${command}`, ready, 120_000).catch((error: unknown) => {
      throw new Error(`${String(error)}\n${life.said.slice(at).slice(-4_000)}`);
    });
    return performance.now() - began;
  };
  const alive = () => life.child !== null && life.child.exitCode === null && life.child.signalCode === null;
  return {
    ...{ url, dataFolder, start, databasePid },
    opsUrl: `http://127.0.0.1:${port + 2}`,
    said: () => life.said,
    pid: running,
    kill: async () => void (await end("SIGKILL")),
    killDatabase: async () => void process.kill(await databasePid(), "SIGKILL"),
    stop: () => end("SIGTERM"),
    command: (...words) => finish(launch(env, words)),
    setupToken: () => /within 30 minutes: (\S+)/.exec(life.said.slice(life.said.lastIndexOf("Set up Quarterdeck")))?.[1] ?? "",
    remove: async () => {
      if (alive()) {
        const ended = await Promise.race([end("SIGTERM"), new Promise<null>((resolve) => setTimeout(resolve, 20_000, null).unref())]);
        if (ended === null) await end("SIGKILL");
      }
      await settleOld(join(dataFolder, "database/cluster"), { info: () => undefined, warn: () => undefined, error: () => undefined });
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Our environment without settings of a server that somebody runs here. */
function environment(settings: Settings): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(
    ([name]) => !name.startsWith("QUARTERDECK_") && !/^(VITEST|NODE_ENV|NODE_OPTIONS|TALLY_FILE)/.test(name),
  );
  return { ...Object.fromEntries(inherited), ...Object.fromEntries(Object.entries(settings).map(([name, value]) => [`QUARTERDECK_${name}`, value])) };
}

let program: readonly string[] | undefined;

/** The build where it matches the sources, else the sources themselves. */
function programWords(): readonly string[] {
  program ??=
    spawnSync(process.execPath, [join(root, "scripts/build-if-stale.mjs"), "--fresh", "server"]).status === 0
      ? [join(root, "dist/src/main.js")]
      : ["--import", import.meta.resolve("tsx"), join(root, "src/main.ts")];
  return program;
}

function launch(env: NodeJS.ProcessEnv, words: readonly string[]): ChildProcess {
  return spawn(process.execPath, [...programWords(), ...words], { env, cwd: root, stdio: ["ignore", "pipe", "pipe"] });
}

function exitOf(child: ChildProcess): Promise<Exit> {
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code, signal) => resolve({ code, signal }));
  });
}

function finish(child: ChildProcess): Promise<Ran> {
  const said = { out: "", err: "" };
  child.stdout?.setEncoding("utf8").on("data", (text: string) => (said.out += text));
  child.stderr?.setEncoding("utf8").on("data", (text: string) => (said.err += text));
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => resolve({ code, ...said }));
  });
}

async function isReady(url: string): Promise<boolean> {
  return fetch(`${url}/readyz`, { signal: AbortSignal.timeout(5_000) }).then(
    (response) => response.ok,
    () => false,
  );
}

/** The first of three neighbouring ports on which nobody listens, below those that systems give to outgoing connections: a killed server finds it free again. */
async function threePorts(): Promise<number> {
  for (let tries = 0; tries < 50; tries += 1) {
    const first = randomInt(10_000, 30_000);
    if ((await freePort(first)) !== null && (await freePort(first + 1)) !== null && (await freePort(first + 2)) !== null) return first;
  }
  throw new Error("no three free ports in a row");
}

/** The port on which one could listen now; null where somebody does. */
export function freePort(wanted: number): Promise<number | null> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", () => resolve(null));
    probe.listen(wanted, "127.0.0.1", () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });
}
