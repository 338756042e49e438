/** Three nodes of the real program (http, worker, both) on one real PostgreSQL that tests may kill, each over a wire of its own that can fall silent. */
import { randomBytes } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, connect as dial, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Pool } from "pg";
import { startEmbedded } from "../src/store/embedded.ts";
import { silent } from "./postgres.ts";
import { type Installation, install, type Settings } from "./server.ts";

/** A wire that carries bytes, or swallows them without closing: what a half-open network looks like from both ends. */
export type Wire = { readonly port: number; readonly state: { swallows: boolean }; readonly close: () => Promise<void> };

/** A wire to a unix socket or a port. */
export async function openWire(to: { readonly path: string } | { readonly host: string; readonly port: number }): Promise<Wire> {
  const state = { swallows: false };
  const ends = new Set<Socket>();
  const server: Server = createServer((near) => {
    const far = dial(to);
    for (const [from, other] of [
      [near, far],
      [far, near],
    ] as const) {
      ends.add(from);
      from.on("data", (bytes) => void (state.swallows || other.write(bytes)));
      from.on("error", () => undefined);
      from.on("close", () => {
        ends.delete(from);
        if (!state.swallows) other.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const close = async () => {
    for (const end of ends) end.destroy();
    await new Promise((resolve) => server.close(resolve));
  };
  return { port: (server.address() as { port: number }).port, state, close };
}

/** One of the nodes. */
export type ClusterNode = Installation & { readonly wire: Wire };

/** The nodes and their database. */
export type Cluster = {
  readonly http: ClusterNode;
  readonly worker: ClusterNode;
  readonly both: ClusterNode;
  readonly all: readonly ClusterNode[];
  /** For looking behind the API. */
  readonly pool: Pool;
  /** SIGKILL for the database server; it is started again at once. */
  readonly killDatabase: () => void;
  /** What `pg_ctl stop -m immediate` does; it is started again at once. */
  readonly stopDatabaseImmediately: () => void;
  readonly remove: () => Promise<void>;
};

const roles = { http: "http,status", worker: "worker", both: "http,worker,status" } as const;

/** Starts the database and makes the nodes; `start` is theirs, one after another. */
export async function makeCluster(settings: Settings): Promise<Cluster> {
  const folder = await mkdtemp(join(tmpdir(), "quarterdeck-cluster-"));
  const database = await startEmbedded({ dataFolder: join(folder, "data"), log: silent });
  const { user, password, database: name, host, port } = database.config;
  const pool = new Pool({ ...database.config, max: 2 });
  pool.on("error", () => undefined);
  const node = async (which: keyof typeof roles): Promise<ClusterNode> => {
    const wire = await openWire({ path: `${host}/.s.PGSQL.${port}` });
    const url = `postgresql://${user}:${encodeURIComponent(password)}@127.0.0.1:${wire.port}/${name}`;
    const own = { DATABASE_URL: url, KEY_FILE: join(folder, "key"), ROLES: roles[which], NODE_NAME: which };
    return { ...(await install({ ...settings, ...own })), wire };
  };
  await writeFile(join(folder, "key"), `${randomBytes(32).toString("base64")}\n`, { mode: 0o600 });
  const [http, worker, both] = [await node("http"), await node("worker"), await node("both")];
  const all = [http, worker, both];
  const signal = (which: NodeJS.Signals) => {
    const pid = database.pid();
    if (pid !== undefined) process.kill(pid, which);
  };
  return {
    ...{ http, worker, both, all, pool },
    killDatabase: () => signal("SIGKILL"),
    stopDatabaseImmediately: () => signal("SIGQUIT"),
    remove: async () => {
      await Promise.all(all.map((one) => one.remove()));
      await Promise.all(all.map(({ wire }) => wire.close()));
      await pool.end();
      await database.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
