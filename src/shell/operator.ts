/** The commands an operator runs on the machine, beside a running server or without one. Each resolves with the exit code. */
import { type Erasure, erasePerson } from "../store/directory/erase.ts";
import { allPeople } from "../store/directory/people.ts";
import { openDb, openSlowDb } from "../store/directory/tables.ts";
import { type Keeping, lastForgotten } from "../store/retention.ts";
import { makeJoinLink } from "./access/join.ts";
import type { Parts } from "./access/parts.ts";
import { issueSetupToken } from "./access/setup.ts";
import { type Database, joinDatabase, openDatabase } from "./database.ts";
import { openLog } from "./log.ts";
import { realWorld } from "./outside.ts";
import { backupTo, restoreFrom, schemas } from "./upkeep.ts";
import { lookAtWatch } from "./watch/look.ts";

/** What the commands need to know of the settings. */
type Settings = {
  readonly data: string;
  readonly databaseUrl: string | null;
  readonly publicUrl: string;
  readonly nodeName: string;
  readonly retention: Keeping;
};

/** What the commands are made of. */
export type OperatorParts = {
  readonly settings: () => Settings;
  readonly channels: () => readonly { readonly name: string; readonly configured: boolean }[];
  readonly out: (line: string) => void;
  readonly error: (line: string) => void;
};

type At = { readonly settings: Settings; readonly database: Database; readonly world: ReturnType<typeof realWorld> };
type Work = (at: At) => Promise<number>;

/** What the server prints while nobody has set it up; empty once somebody has. */
export async function setupInvitation(parts: Pick<Parts, "db" | "world">, publicUrl: string): Promise<string> {
  const token = await issueSetupToken(parts);
  return token === null ? "" : `\n  Set up Quarterdeck at ${publicUrl}/setup\n  with this token, within 30 minutes: ${token}\n\n`;
}

/** What a command has at hand: settings, how to say something, and the database of a running server or its own. */
type Desk = OperatorParts & {
  readonly said: (line: string) => number;
  readonly failed: (line: string) => number;
  readonly beside: (work: Work) => Promise<number>;
};

/** The commands. */
export function operatorOf(parts: OperatorParts) {
  const beside = (work: Work) => onDatabase(parts.settings(), joinDatabase, work);
  // With no server beside it: the embedded database's folder must be free.
  const alone = (work: Work) => onDatabase(parts.settings(), openDatabase, work);
  const said = (line: string) => {
    parts.out(line);
    return 0;
  };
  const failed = (line: string) => {
    parts.error(line);
    return 1;
  };
  const desk: Desk = { ...parts, said, failed, beside };
  return {
    setupToken: () => setupToken(desk),
    backup: (file: string) => beside(async ({ database }) => said(`${await backupTo(database.pool, file)} rows written to ${file}`)),
    restore: (file: string) =>
      alone(async ({ database }) => said(`${await restoreFrom(database.pool, file)} rows restored. Paging is held until you say: quarterdeck paging resume`)),
    paging: (to: "show" | "hold" | "resume") => beside(async ({ database }) => said(`paging is ${await pagingOf(database, to)}`)),
    resetPassword: (email: string) => resetPassword(desk, email),
    erasePerson: (who: string, yes: boolean) => eraseSomebody(desk, who, yes),
    doctor: () => doctor(desk),
  };
}

function setupToken({ beside, said, failed }: Desk): Promise<number> {
  return beside(async ({ settings, database, world }) => {
    const invitation = await setupInvitation({ db: openDb(database.pool), world }, settings.publicUrl);
    return invitation === "" ? failed("This installation is set up already.") : said(invitation);
  });
}

function resetPassword({ beside, said, failed }: Desk, email: string): Promise<number> {
  return beside(async ({ settings, database, world }) => {
    const db = openDb(database.pool);
    const person = (await allPeople(db)).find((one) => one.email.toLowerCase() === email.toLowerCase());
    if (!person) return failed("There is nobody with that address.");
    const parts = { db, world, publicUrl: settings.publicUrl, node: settings.nodeName };
    const made = await makeJoinLink(parts, { person: person.id }, { person: person.id, kind: "reset", mail: false }, { ip: "local", agent: null });
    return "refused" in made ? failed(made.detail) : said(`Within ${made.hours} hours: ${made.link}`);
  });
}

/** Says what would change; changes it where the operator said yes. */
function eraseSomebody({ beside, out, said, failed }: Desk, who: string, yes: boolean): Promise<number> {
  return beside(async ({ settings, database }) => {
    const db = openSlowDb(database.house);
    const person = (await allPeople(db)).find((one) => one.id === who || one.email.toLowerCase() === who.toLowerCase());
    if (!person) return failed("There is nobody with that id or address.");
    const erasure = await erasePerson(db, { actor: "system", ip: "local", node: settings.nodeName }, person.id, !yes);
    if ("refused" in erasure) return failed(erasure.detail);
    for (const line of inLines(erasure)) out(line);
    return yes ? said("Done. This cannot be undone; backups made before still hold everything.") : said("Nothing was changed. Say --yes to do it.");
  });
}

function inLines({ formerly, removed, lists, texts }: Erasure): string[] {
  const named = Object.entries(texts).map(([what, count]) => `${count} ${what}`);
  return [
    `name          becomes "${formerly}" wherever it is shown`,
    `removed       ${removed} ways to reach or admit them, and places in lists`,
    ...lists.map(({ kind, name }) => `named by      the ${kind} ${name}`),
    `texts         replaced in ${named.join(", ")}`,
  ];
}

async function kept({ house }: Database, { alerts, messages }: Keeping): Promise<string> {
  const last = await lastForgotten(house);
  const removed = Object.entries(last?.removed ?? {}).map(([what, count]) => `${count} ${what}`);
  const when = last ? `last looked at ${last.at}: ${removed.join(", ") || "nothing to remove"}` : "not looked yet";
  return `retention     alerts ${alerts} days, messages ${messages} days; ${when}`;
}

function doctor({ beside, out, failed, channels }: Desk): Promise<number> {
  return beside(async ({ settings, database }) => {
    const numbers = await schemas(database.pool);
    out(`settings      good; data in ${settings.data}`);
    out(`database      answers; schema ${numbers.database}, this program knows ${numbers.program}`);
    out(`paging        ${await pagingOf(database, "show")}`);
    out(await kept(database, settings.retention));
    for (const line of await watched(database)) out(line);
    for (const { name, configured } of channels()) out(`${name.padEnd(13)} ${configured ? "configured" : "not configured: nobody is reached this way"}`);
    return numbers.database > numbers.program ? failed("The database is newer than this program.") : 0;
  });
}

/** How it watches itself: the last page to nobody, and who outside heard of it. */
async function watched({ pool }: Database): Promise<string[]> {
  const { rows } = await pool.query<{ now: Date }>("select now() as now");
  const { syntheticPage, heartbeats } = await lookAtWatch(openDb(pool), rows[0]!.now.toISOString());
  const page = syntheticPage === null ? "none has come back yet" : `the last one came back at ${syntheticPage.at}, after ${syntheticPage.seconds.toFixed(1)} s`;
  const told = heartbeats.map(
    ({ host, sentAt, problem }) => `heartbeat     ${host}: ${problem ?? "heard us"}${sentAt === null ? ", never heard us" : `, last at ${sentAt}`}`,
  );
  return [`self-watch    pages to nobody: ${page}`, ...told];
}

async function onDatabase(settings: Settings, reach: typeof openDatabase, work: Work): Promise<number> {
  const world = realWorld();
  const database = await reach(settings, openLog({ level: "warn", node: settings.nodeName, key: Buffer.from(world.random(16)).toString("hex") }));
  try {
    return await work({ settings, database, world });
  } finally {
    await database.close();
    await world.close();
  }
}

async function pagingOf({ pool }: Database, to: "show" | "hold" | "resume"): Promise<string> {
  const value = to === "hold" ? "held" : "running";
  if (to !== "show") await pool.query("insert into setting (key, value) values ('paging', $1) on conflict (key) do update set value = excluded.value", [value]);
  const { rows } = await pool.query<{ value: string }>("select value from setting where key = 'paging'");
  return rows[0]?.value ?? "running";
}
