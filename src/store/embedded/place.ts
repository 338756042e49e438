/** Where the embedded server keeps its files and where it listens: a unix socket in the data folder, else loopback TCP. */
import { createServer } from "node:net";
import { join } from "node:path";
import { type Account, FOLDER_FD, mayEnter } from "./account.ts";

/** The folders of one server. `seen` is the base folder as the server's account names it. */
export type Place = { base: string; cluster: string; sockets: string; seen: string; host: string; port: number; overTcp: boolean };

/** The kernel's limit for a socket address without its ending zero (macOS: 103). */
const LONGEST_SOCKET_PATH = process.platform === "linux" ? 107 : 103;
const POSTGRES_PORT = 5432;

/** Decides the place of the server in `base`, an existing folder with a resolved path. Picks a free port when it must use TCP. */
export async function choosePlace(base: string, account: Account): Promise<Place> {
  const sockets = join(base, "socket");
  const overTcp = Buffer.byteLength(join(sockets, `.s.PGSQL.${POSTGRES_PORT}`)) > LONGEST_SOCKET_PATH;
  const hidden = process.platform === "linux" && !(await mayEnter(account, base));
  return {
    base,
    cluster: join(base, "cluster"),
    sockets,
    seen: hidden ? `/proc/self/fd/${FOLDER_FD}` : base,
    host: overTcp ? "127.0.0.1" : sockets,
    port: overTcp ? await freePort() : POSTGRES_PORT,
    overTcp,
  };
}

/**
 * The settings of the server, given on its command line because that outranks every file and ALTER SYSTEM.
 * Errors of statements are not logged by the server: their text can hold people's data, and the client that caused them gets them anyway.
 */
export function serverArguments(place: Place): string[] {
  const settings = {
    listen_addresses: place.overTcp ? "127.0.0.1" : "",
    unix_socket_directories: place.overTcp ? "" : join(place.seen, "socket"),
    unix_socket_permissions: "0700",
    port: place.port,
    fsync: "on",
    full_page_writes: "on",
    synchronous_commit: "on",
    shared_buffers: "96MB",
    max_connections: 100,
    max_wal_size: "512MB",
    password_encryption: "scram-sha-256",
    timezone: "UTC",
    log_timezone: "UTC",
    log_destination: "stderr",
    logging_collector: "off",
    log_line_prefix: "",
    log_min_messages: "log",
    log_min_error_statement: "panic",
    log_error_verbosity: "terse",
    log_checkpoints: "off",
  };
  return ["-D", join(place.seen, "cluster"), ...Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`])];
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => (address !== null && typeof address === "object" ? resolve(address.port) : reject(new Error("no free port"))));
    });
  });
}
