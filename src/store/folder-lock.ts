/** One process per data folder: a lock that the operating system drops when its holder dies, even by SIGKILL. */
import { mkdir, open, realpath, rm } from "node:fs/promises";
import { connect, createServer, type Server } from "node:net";
import { join, relative } from "node:path";
import { StoreRefused } from "./refused.ts";

/** A held lock. */
export type FolderLock = { folder: string; release(): Promise<void> };

const ANSWER_MS = 2_000;
const LONGEST_SOCKET_PATH = 103;

/**
 * Takes the lock or throws StoreRefused("folder-in-use") that names the holder's process id.
 * Two sockets, both closed by the kernel when the process ends: a Linux abstract one (binding is atomic, so two starters cannot both
 * win) and one in the folder (seen from other containers that mount the same folder, where the abstract one is not).
 */
export async function lockFolder(folder: string): Promise<FolderLock> {
  // Root's folder may be passed through, not listed: the database inside it runs under another account.
  await mkdir(folder, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 });
  const real = await realpath(folder);
  const directory = await open(real, "r");
  const servers: Server[] = [];
  const release = async () => {
    for (const server of servers.splice(0).reverse()) await closed(server);
    await directory.close();
  };
  try {
    if (process.platform === "linux") {
      const { dev, ino } = await directory.stat();
      servers.push(await hold(`\0quarterdeck-${dev}-${ino}`, real));
    }
    const path = socketPath(real, directory.fd);
    servers.push(await hold(path, real).catch((error: unknown) => replaceStale(error, path, real)));
    return { folder: real, release };
  } catch (error) {
    await release();
    throw error;
  }
}

/** A path short enough for a socket address, whatever the folder's length. */
function socketPath(folder: string, fd: number): string {
  if (process.platform === "linux") return `/proc/self/fd/${fd}/lock.sock`;
  const path = join(folder, "lock.sock");
  const shortest = [path, relative(process.cwd(), path)].sort((a, b) => a.length - b.length)[0] as string;
  if (Buffer.byteLength(shortest) <= LONGEST_SOCKET_PATH) return shortest;
  throw new StoreRefused("folder-in-use", `The path of the data folder ${folder} is too long to lock on this system; choose a shorter one.`);
}

/** Listens on the address and tells whoever connects which process this is. */
async function hold(address: string, folder: string): Promise<Server> {
  const server = createServer((socket) => {
    socket.on("error", () => socket.destroy());
    socket.end(`${process.pid}\n`);
  });
  const failed = await new Promise<NodeJS.ErrnoException | undefined>((resolve) => {
    server.once("error", resolve);
    server.listen(address, () => resolve(undefined));
  });
  if (failed === undefined) {
    server.unref();
    return server;
  }
  if (failed.code !== "EADDRINUSE") throw failed;
  const holder = await askHolder(address);
  if (holder === "gone") throw failed;
  throw new StoreRefused(
    "folder-in-use",
    `The data folder ${folder} is in use by ${holder}. Stop it first, or give this one another folder (QUARTERDECK_DATA).`,
  );
}

/** A socket file whose process is gone only answers "connection refused": it is removed and taken over. */
async function replaceStale(error: unknown, path: string, folder: string): Promise<Server> {
  if ((error as NodeJS.ErrnoException).code !== "EADDRINUSE") throw error;
  await rm(path, { force: true });
  return hold(path, folder);
}

/** "process 123", "another process" when it holds the lock and does not answer, "gone" when nobody listens. */
function askHolder(address: string): Promise<string> {
  return new Promise((resolve) => {
    let answer = "";
    const socket = connect(address);
    socket.setEncoding("utf8").setTimeout(ANSWER_MS);
    socket.on("data", (part: string) => {
      answer += part.slice(0, 20);
    });
    socket.on("error", (error: NodeJS.ErrnoException) => {
      const nobody = error.code === "ECONNREFUSED" || error.code === "ENOENT";
      resolve(nobody ? "gone" : "another process");
    });
    socket.on("timeout", () => socket.destroy());
    socket.on("close", () => resolve(/^\d+\n/.test(answer) ? `process ${answer.trim()}` : "another process"));
  });
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => server.close(() => resolve()));
}
