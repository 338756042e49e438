/** The directory's rows as facts, and the audit log that every write leaves. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { here } from "../../src/shell/world.ts";
import { verifyAudit } from "../../src/store/access/audit.ts";
import { customerWrittenTo } from "../../src/store/directory/callbacks.ts";
import { inTransaction } from "../../src/store/directory/change.ts";
import { readFact } from "../../src/store/directory/facts.ts";
import { addEntry, changeEntry, listings } from "../../src/store/directory/listing.ts";
import { addMethod, markDead, markVerified } from "../../src/store/directory/methods.ts";
import { changeOrganisation, foundOrganisation } from "../../src/store/directory/organisation.ts";
import { activatePack, storePack } from "../../src/store/directory/packs.ts";
import { addPerson, changePerson, setActive } from "../../src/store/directory/people.ts";
import { addSchedule, everybody } from "../../src/store/directory/schedules.ts";
import { type By, type Db, openDb } from "../../src/store/directory/tables.ts";
import { type FreshDatabase, freshDatabase } from "../postgres.ts";

const by: By = { actor: "system", ip: null, node: "test" };
let fresh: FreshDatabase;
let db: Db;

beforeEach(async () => {
  fresh = await freshDatabase();
  db = openDb(fresh.pool);
  await inTransaction(db, (tx) => foundOrganisation(tx, by, { name: "Demo", zone: "Europe/Paris", process: "graceful" }));
});
afterEach(() => fresh.drop());

async function person(name: string, admin = false): Promise<string> {
  const id = here.id();
  await inTransaction(db, (tx) => addPerson(tx, by, { id, name, email: `${name.toLowerCase().replace(" ", ".")}@example.test`, admin }));
  return id;
}

async function method(owner: string, verified: boolean): Promise<string> {
  const id = here.id();
  const added = { id, person: owner, channel: "sms", address: `+1500555${Math.floor(1000 + here.random(1)[0]!)}`, label: "", secrets: null, verified };
  await inTransaction(db, (tx) => addMethod(tx, by, added));
  return id;
}

const fact = (kind: Parameters<typeof readFact>[1], key: string) => readFact(fresh.pool, kind, key);
const versionOf = async (kind: string, key: string) =>
  (await fresh.pool.query<{ v: string }>("select version as v from fact_version where kind = $1 and key = $2", [kind, key])).rows[0]?.v;

describe("facts", () => {
  it("GD-38 a customer is known by their address, with the newest open incident we wrote to them about", async () => {
    const id = here.id();
    await addEntry(db, listings.contacts, by, { key: id, fields: { name: "Demo Customer", email: "customer@example.test", kind: "customer" } });
    const wrote = async (stream: string, phase: string, at: string) => {
      await fresh.pool.query(
        `insert into stream (id, seq, hash, last_at, confidential, participants, title, phase, process, drill, reported_at, published)
          values ($1, 1, '', $3, false, '{}', 'Checkout is down', $2, 'graceful', false, $3, '[]')`,
        [stream, phase, at],
      );
      await fresh.pool.query(
        `insert into job (id, stream, effect_key, effect, lane, contact, state, queued_at, not_before) values ($1, $1, 'x', '{}', 1, $2, 'sent', $3, $3)`,
        [stream, id, at],
      );
    };
    expect(await customerWrittenTo(db, "customer@example.test")).toBeNull();
    await wrote("a", "active", "2026-03-02T10:00:00Z");
    await wrote("b", "resolved", "2026-03-02T11:00:00Z");
    await wrote("c", "closed", "2026-03-02T12:00:00Z");
    expect(await customerWrittenTo(db, "Customer@Example.test")).toEqual({ customer: id, stream: "b" });
    expect(await customerWrittenTo(db, "another@example.test")).toBeNull();
  });
  it("GD-36 a customer's clock and who of us keeps the contact, never an address; and the version of a process that is in force", async () => {
    const lea = await person("Demo Lea");
    const id = here.id();
    const fields = { name: "Demo Customer", email: "customer@example.test", kind: "customer", zone: "America/New_York", phone: "+15005550006", owner: lea };
    await addEntry(db, listings.contacts, by, { key: id, fields });
    expect(await fact("contact", id)).toEqual({ id, name: "Demo Customer", kind: "customer", zone: "America/New_York", owner: lea });
    const before = await versionOf("contact", id);
    await changeEntry(db, listings.contacts, by, { key: id, version: 1, fields: { zone: null } });
    expect([await fact("contact", id), await versionOf("contact", id)]).not.toEqual([expect.anything(), before]);
    const { rows } = await fresh.pool.query<{ details: string }>("select details::text from audit where action like 'contact-%'");
    expect(rows).toHaveLength(2);
    expect(JSON.stringify(rows)).not.toMatch(/example\.test|5005550006/);
    expect(await fact("process", "sitrep")).toBeNull();
    for (const version of [1, 2]) await storePack(db, by, { key: "sitrep", version, text: `version: ${version}`, origin: "own" });
    for (const version of [1, 2]) {
      await activatePack(db, by, { key: "sitrep", version }, "2026-03-02T10:00:00.000Z");
      expect(await fact("process", "sitrep")).toEqual({ key: "sitrep", version });
    }
  });

  it("a person's missing hours are the organisation's, and only proven, living methods count", async () => {
    const ana = await person("Demo Ana", true);
    const works = await method(ana, false);
    await method(ana, false);
    const dead = await method(ana, true);
    await inTransaction(db, (tx) => markVerified(tx, by, { id: works, person: ana }));
    await markDead(db, by, dead, "This number is gone.");
    const read = await fact("person", ana);
    expect(read).toEqual({
      id: ana,
      active: true,
      orgLevel: 0,
      jobTitle: "",
      canManage: false,
      understands: [],
      skills: {},
      teams: [],
      trainings: [],
      hours: { zone: "Europe/Paris", quiet: ["22:00", "07:00"], holidays: null, working: expect.objectContaining({ 1: ["09:00", "18:00"] }) },
      shiftNotice: 1_440,
      methods: [{ id: works, channel: "sms" }],
      rules: { page: [], notice: [] },
    });
    await changePerson(db, by, { id: ana, version: 1 }, { zone: "Asia/Tokyo", quiet: ["23:00", "06:00"] });
    expect(await fact("person", ana)).toMatchObject({ hours: { zone: "Asia/Tokyo", quiet: ["23:00", "06:00"] } });
  });

  it("lists keep their order and lose who has left; every fact that named them gets a new version", async () => {
    const [ana, ben] = [await person("Demo Ana", true), await person("Demo Ben")];
    const rotations = everybody([ben, ana], "UTC");
    expect(await addSchedule(db, by, { key: "commander", title: "Commanders", zone: "UTC", rotations })).toMatchObject({ id: "commander", rotations });
    const area = here.id();
    await addEntry(db, listings.areas, by, { key: area, fields: { name: "Payments", says: "Cards", keywords: ["card"], experts: [ben, ana] } });
    expect(await fact("schedule", "commander")).toEqual({
      ...{ id: "commander", title: "Commanders", zone: "UTC", overrides: [], temporary: [], external: null },
      rotations,
    });
    const before = await versionOf("schedule", "commander");
    await setActive(db, by, ben, false);
    expect(await fact("schedule", "commander")).toMatchObject({ rotations: everybody([ana], "UTC") });
    const nobody = { engineeringManager: null, productOwner: null, teamLead: null };
    expect(await fact("area", area)).toEqual({ id: area, name: "Payments", team: null, experts: [ana], escalation: null, knownBy: [], ...nobody });
    expect(await versionOf("schedule", "commander")).not.toBe(before);
    expect(await fact("organisation", "organisation")).toMatchObject({ staff: [ana], defaultProcess: "graceful" });
  });

  it("a team's members know their team, and their own facts change with it", async () => {
    const ana = await person("Demo Ana", true);
    const team = here.id();
    const before = await versionOf("person", ana);
    await addEntry(db, listings.teams, by, { key: team, fields: { name: "Core", members: [ana] } });
    expect(await fact("person", ana)).toMatchObject({ teams: [team] });
    expect(await versionOf("person", ana)).not.toBe(before);
    expect(await fact("team", team)).toEqual({ id: team, name: "Core", members: [ana] });
  });

  it("SR-39 the deployment runbook is there, empty, from the start", async () => {
    expect(await fact("runbook", "deployment")).toEqual({ key: "deployment", title: "Deployment", steps: [], reviewedAt: null });
  });

  it("what does not exist, or cannot be a key at all, is null", async () => {
    expect(await fact("person", "not-a-uuid")).toBeNull();
    expect(await fact("person", here.id())).toBeNull();
    expect(await fact("group", "nobody")).toBeNull();
    expect(await fact("group", "stakeholders")).toEqual({ key: "stakeholders", people: [], contacts: [] });
  });

  it("new hours of the organisation are new for everybody", async () => {
    const ana = await person("Demo Ana", true);
    const before = await versionOf("person", ana);
    await changeOrganisation(db, by, 1, { zone: "America/Lima" });
    expect(await fact("person", ana)).toMatchObject({ hours: { zone: "America/Lima" } });
    expect(await versionOf("person", ana)).not.toBe(before);
  });
});

describe("writes", () => {
  it("an edit of an older version is refused and changes nothing", async () => {
    const ana = await person("Demo Ana", true);
    const id = here.id();
    await addEntry(db, listings.teams, by, { key: id, fields: { name: "Core", members: [] } });
    expect(await changeEntry(db, listings.teams, by, { key: id, version: 1, fields: { members: [ana] } })).toMatchObject({
      version: 2,
      members: [ana],
      name: "Core",
    });
    expect(await changeEntry(db, listings.teams, by, { key: id, version: 1, fields: { name: "Other" } })).toMatchObject({ code: "version_conflict" });
    expect(await changeEntry(db, listings.teams, by, { key: here.id(), version: 1, fields: {} })).toMatchObject({ code: "not_found" });
    expect(await addEntry(db, listings.teams, by, { key: here.id(), fields: { name: "core" } })).toMatchObject({ code: "invalid_value" });
  });

  it("S17 the audit log is append-only, and any changed or cut-off line is found", async () => {
    await person("Demo Ana", true);
    await person("Demo Ben");
    expect(await verifyAudit(db)).toMatchObject({ ok: true, lines: 3 });
    await expect(fresh.pool.query("update audit set actor = 'x' where seq = 2")).rejects.toThrow(/append-only/);
    await expect(fresh.pool.query("delete from audit")).rejects.toThrow(/append-only/);
    await fresh.pool.query("alter table audit disable trigger audit_append_only");
    for (const column of ["actor", "action", "subject", "ip", "node"]) {
      const { rows } = await fresh.pool.query(`select ${column} as was from audit where seq = 2`);
      await fresh.pool.query(`update audit set ${column} = 'forged' where seq = 2`);
      expect(await verifyAudit(db)).toMatchObject({ ok: false, brokenAt: 2 });
      await fresh.pool.query(`update audit set ${column} = $1 where seq = 2`, [rows[0].was]);
    }
    expect(await verifyAudit(db)).toMatchObject({ ok: true });
    await fresh.pool.query("delete from audit where seq = 3");
    expect(await verifyAudit(db)).toMatchObject({ ok: false, brokenAt: 3 });
  });

  it("many writers at once leave one unbroken chain", async () => {
    await Promise.all(Array.from({ length: 20 }, (_, index) => person(`Demo ${index}`, true)));
    expect(await verifyAudit(db)).toMatchObject({ ok: true, lines: 21 });
  });
});
