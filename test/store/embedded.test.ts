/** The embedded database: started, killed, orphaned, locked, as root and as an ordinary user. */
import { chmod, cp, lstat, mkdir, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { openPool } from "../../src/store/embedded/pool.ts";
import { type ConnectionConfig, withClient } from "../../src/store/embedded/server.ts";
import { type EmbeddedDatabase, type EmbeddedOptions, startEmbedded, urlOf } from "../../src/store/embedded.ts";
import { silent } from "../postgres.ts";
import { until } from "../until.ts";
import { accounts, homeOf, lives, openWorkshop, ownerOf, startHolder, unlinkLibraries, type Workshop } from "./other-process.ts";

let workshop: Workshop;
beforeAll(async () => {
  workshop = await openWorkshop();
});
afterAll(() => workshop.remove());

const self = process.getuid?.() ?? 0;
const folderFor = (name: string) => homeOf(workshop, self, name).then((home) => join(home, "data"));

async function started(dataFolder: string, more: Partial<EmbeddedOptions> = {}): Promise<EmbeddedDatabase> {
  const database = await startEmbedded({ dataFolder, log: silent, ...more });
  onTestFinished(() => database.stop());
  return database;
}

const write = (config: ConnectionConfig, word: string) =>
  withClient(config, async (client) => {
    await client.query("create table if not exists note (word text primary key)");
    await client.query("insert into note values ($1)", [word]);
  });

const words = (config: ConnectionConfig) =>
  withClient(config, async (client) => {
    const { rows } = await client.query<{ word: string }>("select word from note order by word");
    return rows.map(({ word }) => word);
  });

describe("start and stop", () => {
  it("starts in an empty folder, and again with its rows", async () => {
    const dataFolder = await folderFor("twice");
    const first = await started(dataFolder);
    expect(first.state()).toBe("ready");
    await write(first.config, "kept");
    const pid = first.pid() as number;
    await first.stop();
    expect(first.state()).toBe("stopped");
    expect(lives(pid)).toBe(false);
    const second = await started(dataFolder);
    expect(await words(second.config)).toEqual(["kept"]);
  });

  it("R3 writes to disk before it acknowledges, whatever the configuration files say", async () => {
    const dataFolder = await folderFor("durable");
    const first = await started(dataFolder);
    await withClient(first.config, async (client) => {
      for (const setting of ["fsync", "full_page_writes", "synchronous_commit"]) await client.query(`alter system set ${setting} = off`);
    });
    await first.stop();
    const again = await started(dataFolder);
    await withClient(again.config, async (client) => {
      for (const setting of ["fsync", "full_page_writes", "synchronous_commit"]) {
        expect((await client.query(`show ${setting}`)).rows).toEqual([{ [setting]: "on" }]);
      }
      expect((await client.query("show listen_addresses")).rows).toEqual([{ listen_addresses: "" }]);
    });
  });

  it("refuses to run when a role setting turns synchronous commits off", async () => {
    const dataFolder = await folderFor("role");
    const first = await started(dataFolder);
    await withClient(first.config, (client) => client.query("alter role quarterdeck set synchronous_commit = off"));
    await first.stop();
    await expect(startEmbedded({ dataFolder, log: silent })).rejects.toMatchObject({ code: "unsafe-setting" });
  });

  it("asks for the password on its socket and closes the folder to others", async () => {
    const dataFolder = await folderFor("closed");
    const database = await started(dataFolder);
    await expect(withClient({ ...database.config, password: "guessed" }, async () => "in")).rejects.toMatchObject({ code: "28P01" });
    expect((await lstat(join(dataFolder, "database"))).mode & 0o777).toBe(0o700);
    expect((await lstat(join(dataFolder, "database-password"))).mode & 0o777).toBe(0o600);
  });

  it("listens on loopback TCP when the folder's path is too long for a socket", async () => {
    const dataFolder = await folderFor("long".padEnd(150, "-"));
    const database = await started(dataFolder);
    expect(database.config.host).toBe("127.0.0.1");
    await write(database.config, "far away");
    expect(await words(database.config)).toEqual(["far away"]);
    await expect(withClient({ ...database.config, password: "guessed" }, async () => "in")).rejects.toMatchObject({ code: "28P01" });
  });

  it("works in a folder whose parents its account may not enter", async () => {
    const dataFolder = await folderFor("private");
    await chmod(join(dataFolder, ".."), 0o700);
    const database = await started(dataFolder);
    await write(database.config, "inside");
    expect(await words(database.config)).toEqual(["inside"]);
  });

  it("makes its folder again when the first set-up was cut short", async () => {
    const dataFolder = await folderFor("cut");
    await mkdir(join(dataFolder, "database/cluster.new/base"), { recursive: true });
    const database = await started(dataFolder);
    await write(database.config, "whole");
    expect(await readdir(join(dataFolder, "database"))).not.toContain("cluster.new");
  });

  it("gives a connection string that pg understands", async () => {
    const { Client } = await import("pg");
    const database = await started(await folderFor("url"));
    const client = new Client(database.url);
    await client.connect();
    expect((await client.query("select current_database() as name")).rows).toEqual([{ name: "quarterdeck" }]);
    await client.end();
    expect(urlOf({ host: "127.0.0.1", port: 1, user: "u", password: "p:/", database: "d" })).toBe("postgresql://u:p%3A%2F@127.0.0.1:1/d");
  });
});

describe("the server is killed", () => {
  it("R2 starts it again; every acknowledged row is there and a pool goes on working", async () => {
    const database = await started(await folderFor("killed"));
    const pool = openPool(database.config, silent);
    onTestFinished(() => pool.end());
    await pool.query("create table tally (n integer primary key)");
    const held = await pool.connect();
    const exits: (string | null)[] = [];
    database.onExit(({ signal }) => exits.push(signal));
    const acknowledged: number[] = [];
    const cuts = 3;
    for (let n = 0; exits.length < cuts || database.state() !== "ready"; n += 1) {
      const done = await pool.query("insert into tally values ($1)", [n]).then(
        () => true,
        () => false,
      );
      if (done) acknowledged.push(n);
      const pid = database.pid();
      if (acknowledged.length > 40 * (exits.length + 1) && exits.length < cuts && pid !== undefined) process.kill(pid, "SIGKILL");
      if (!done) await until("the server is back", () => database.state() === "ready");
    }
    held.release(true);
    expect(exits).toEqual(["SIGKILL", "SIGKILL", "SIGKILL"]);
    const { rows } = await pool.query<{ n: number }>("select n from tally order by n");
    expect(rows.map(({ n }) => n)).toEqual(expect.arrayContaining(acknowledged));
    expect(acknowledged.length).toBeGreaterThan(120);
  });

  it("stops while it is starting again", async () => {
    const database = await started(await folderFor("stopped"));
    const pid = database.pid() as number;
    process.kill(pid, "SIGKILL");
    await until("it was seen", () => database.state() === "restarting");
    await database.stop();
    expect(database.state()).toBe("stopped");
    expect(database.pid()).toBeUndefined();
  });
});

describe("the folder's lock", () => {
  it("refuses a second process and names the first", async () => {
    const home = await homeOf(workshop, self, "locked");
    const holder = await startHolder(workshop, self, home);
    onTestFinished(() => holder.finish());
    const second = startEmbedded({ dataFolder: join(home, "data"), log: silent });
    await expect(second).rejects.toMatchObject({ code: "folder-in-use", message: expect.stringContaining(`in use by process ${holder.pid}`) });
    await write(holder.config, "undisturbed");
    expect(lives(holder.serverPid)).toBe(true);
    const third = await startHolder(workshop, self, home);
    expect(third.refused).toContain(`in use by process ${holder.pid}`);
  });

  it("refuses also when only the socket in the folder is seen, as from another container", async () => {
    const { createServer } = await import("node:net");
    const dataFolder = await folderFor("mounted");
    await mkdir(dataFolder);
    const elsewhere = createServer((socket) => socket.end("4242\n")).listen(join(dataFolder, "lock.sock"));
    onTestFinished(() => new Promise<void>((resolve) => elsewhere.close(() => resolve())));
    await expect(startEmbedded({ dataFolder, log: silent })).rejects.toMatchObject({ message: expect.stringContaining("in use by process 4242") });
  });

  it("is free again after a stop", async () => {
    const dataFolder = await folderFor("freed");
    await (await started(dataFolder)).stop();
    await (await started(dataFolder)).stop();
    expect(await readdir(dataFolder)).not.toContain("lock.sock");
  });
});

describe.each(accounts)("as $name", ({ uid, name }) => {
  it("the server never runs as root, and completes the libraries that no install script linked", async () => {
    await unlinkLibraries(workshop.packageFolder);
    const home = await homeOf(workshop, uid, `runs-${uid}`);
    const holder = await startHolder(workshop, uid, home);
    onTestFinished(() => holder.finish());
    expect(holder.refused).toBeUndefined();
    expect(ownerOf(holder.serverPid)).not.toBe(0);
    if (name !== "root") expect(ownerOf(holder.serverPid)).toBe(uid);
    await write(holder.config, "here");
  });

  it("a killed parent's server is stopped and its rows are there", async () => {
    const home = await homeOf(workshop, uid, `orphan-${uid}`);
    const first = await startHolder(workshop, uid, home);
    await write(first.config, "before");
    first.child.kill("SIGKILL");
    await first.finish();
    expect(lives(first.serverPid)).toBe(true);
    const second = await startHolder(workshop, uid, home);
    onTestFinished(() => second.finish());
    expect(second.refused).toBeUndefined();
    expect(lives(first.serverPid)).toBe(false);
    expect(await words(second.config)).toEqual(["before"]);
  });

  it("a killed parent and a killed server, with a query still running in a child", async () => {
    const home = await homeOf(workshop, uid, `both-${uid}`);
    const first = await startHolder(workshop, uid, home);
    await write(first.config, "before");
    const stuck = withClient(first.config, (client) => client.query("do $$ begin loop perform 1; end loop; end $$")).then(
      () => "ended",
      () => "broken",
    );
    await until("the query runs", () =>
      withClient(first.config, async (client) => (await client.query("select 1 from pg_stat_activity where state = 'active' and query like 'do %'")).rowCount),
    );
    first.child.kill("SIGKILL");
    process.kill(first.serverPid, "SIGKILL");
    await first.finish();
    const second = await startHolder(workshop, uid, home);
    onTestFinished(() => second.finish());
    expect(second.refused).toBeUndefined();
    expect(await words(second.config)).toEqual(["before"]);
    expect(await stuck).toBe("broken");
  });
});

describe("the programs", () => {
  it("are linked in place when the package may be written", async () => {
    const packageFolder = join(workshop.folder, "writable");
    await cp(workshop.packageFolder, packageFolder, { recursive: true, verbatimSymlinks: true });
    await unlinkLibraries(packageFolder);
    const database = await started(await folderFor("linked"), { packageFolder });
    await write(database.config, "linked");
    expect((await lstat(join(packageFolder, "native/lib/libicuuc.so.60"))).isSymbolicLink()).toBe(true);
  });

  it("are copied when the server's account may not read them", async () => {
    const packageFolder = join(workshop.folder, "secret/package");
    await cp(workshop.packageFolder, packageFolder, { recursive: true, verbatimSymlinks: true });
    await chmod(join(workshop.folder, "secret"), 0o700);
    const database = await started(await folderFor("copied"), { packageFolder });
    await write(database.config, "copied");
  });

  it("say what to do where there are none", async () => {
    const packageFolder = join(workshop.folder, "musl");
    await mkdir(join(packageFolder, "native/bin"), { recursive: true });
    for (const program of ["postgres", "initdb"]) await writeFile(join(packageFolder, "native/bin", program), "#!/no/such/loader\n", { mode: 0o755 });
    const start = startEmbedded({ dataFolder: await folderFor("musl-data"), log: silent, packageFolder });
    await expect(start).rejects.toMatchObject({ code: "no-server-for-this-system", message: expect.stringContaining("DATABASE_URL") });
  });
});
