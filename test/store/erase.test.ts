/** Section 6 of the promises, people who are forgotten: no way to reach them stays, a number stands for their name, and the log still verifies. */
import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { verifyAudit } from "../../src/store/access/audit.ts";
import { inTransaction } from "../../src/store/directory/change.ts";
import { erasePerson, goesAlong } from "../../src/store/directory/erase.ts";
import { addMethod } from "../../src/store/directory/methods.ts";
import { foundOrganisation } from "../../src/store/directory/organisation.ts";
import { addPerson, personById, setActive } from "../../src/store/directory/people.ts";
import { type By, type Db, openDb } from "../../src/store/directory/tables.ts";
import { scrubber, wordsOf } from "../../src/store/scrub.ts";
import { postgresBench } from "./benches.ts";
import { all, entry, message, put } from "./contract.ts";

const by: By = { actor: "system", ip: null, node: "test" };
const phone = "+15005550123";
let bench: Awaited<ReturnType<typeof postgresBench>>;
let db: Db;
let ana: string;
let ben: string;

beforeEach(async () => {
  bench = await postgresBench();
  onTestFinished(bench.close);
  db = openDb(bench.database.pool);
  [ana, ben] = [randomUUID(), randomUUID()];
  await inTransaction(db, async (tx) => {
    await foundOrganisation(tx, by, { name: "Demo", zone: "Europe/Paris", process: "graceful" });
    await addPerson(tx, by, { id: ana, name: "Demo Ana", email: "ana@example.test", admin: true });
    await addPerson(tx, by, { id: ben, name: "Demo Ben", email: "ben@example.test", admin: false });
    return addMethod(tx, by, { id: randomUUID(), person: ben, channel: "sms", address: phone, label: "", secrets: null, verified: true });
  });
  const said = { text: `demo  BEN said: call ${phone}`, by: ben };
  await put(bench.store, "a", {
    events: [{ data: said, actor: `person:${ben}` }, { data: { text: "Demo Benedict is somebody else", person: ben } }],
    journal: [entry("a", "k", { input: { text: "I ask Demo Ben" } })],
    queue: [message("m", { effect: { params: { text: "Demo Ben was asked" } } })],
    summary: { title: "Demo Ben cannot sign in" },
    snapshot: { seq: 2, stamp: "s", state: { title: "Demo Ben cannot sign in" } },
  });
});

const dump = async () => {
  const { rows } = await bench.database.pool.query<{ all: string }>(`select coalesce(json_agg(t order by t::text), '[]')::text as all from (
    select p::text as t from person p union all select m::text from contact_method m union all select e::text from event e union all select j::text from journal j
    union all select j::text from job j union all select s::text from stream s union all select a::text from audit a) as rows (t)`);
  return rows[0]!.all;
};

describe("erase-person", () => {
  it("an active person is not erased, and nobody twice", async () => {
    expect(await erasePerson(db, by, ben, false)).toMatchObject({ refused: true, code: "invalid_state" });
    expect(await erasePerson(db, by, randomUUID(), false)).toMatchObject({ code: "not_found" });
    await setActive(db, by, ben, false);
    expect(await erasePerson(db, by, ben, false)).toMatchObject({ done: true });
    expect(await erasePerson(db, by, ben, false)).toMatchObject({ code: "invalid_state" });
  });

  it("a dry run says exactly what would change, and changes nothing", async () => {
    await setActive(db, by, ben, false);
    const before = await dump();
    const tried = await erasePerson(db, by, ben, true);
    expect(await dump()).toBe(before);
    expect(tried).toMatchObject({ person: ben, removed: 1, texts: { events: 1, journal: 1, messages: 1, titles: 1 }, done: false });
    expect(await erasePerson(db, by, ben, false)).toMatchObject({ removed: 1, texts: { events: 1, journal: 1, messages: 1, titles: 1 }, done: true });
  });

  it("their name, address and phone stand nowhere but in the audit log; others are as they were; the chains verify", async () => {
    await setActive(db, by, ben, false);
    const erased = await erasePerson(db, by, ben, false);
    const formerly = (erased as { formerly: string }).formerly;
    expect(formerly).toMatch(/^former member #\d+$/);
    expect(await personById(db, ben)).toMatchObject({ name: formerly, email: expect.stringMatching(/@erased\.invalid$/), active: false, joined: false });
    expect(await personById(db, ana)).toMatchObject({ name: "Demo Ana", email: "ana@example.test" });
    const { events } = { events: await bench.store.read.events(all, "a", 0, 10) };
    expect(events.map(({ data }) => data)).toEqual([
      { text: `${formerly} said: call ${formerly}`, by: ben },
      { text: "Demo Benedict is somebody else", person: ben },
    ]);
    expect(await bench.store.read.verify(all, "a")).toEqual({ ok: true, events: 2, brokenAt: null });
    expect(await bench.store.read.find(all, "a")).toMatchObject({ title: `${formerly} cannot sign in` });
    expect((await bench.store.read.state(all, "a", "s"))?.snapshot).toBeNull();
    const { rows } = await bench.database.pool.query("select from audit where details::text ~ $1 or details::text ~ $2", ["15005550123", "ben@example"]);
    expect(rows).toEqual([]);
    const left = (await dump()).replace(/"\(\d+,[^"]*(?:\\.[^"]*)*"/g, "");
    expect(left).not.toContain(phone);
    expect(left).not.toContain("ben@example.test");
    expect(await verifyAudit(db)).toMatchObject({ ok: true });
  });

  it("what was asked of them is asked of nobody any more", async () => {
    const { pool } = bench.database;
    const area = `insert into area (id, name, engineering_manager, product_owner, team_lead) values ($1, 'Shop', $2, $2, $2)`;
    await pool.query(area, [randomUUID(), ben]);
    await pool.query("insert into process_care (process, owner) values ('graceful', $1)", [ben]);
    await setActive(db, by, ben, false);
    await erasePerson(db, by, ben, false);
    const { rows } = await pool.query("select engineering_manager, product_owner, team_lead, (select owner from process_care) as owner from area");
    expect(rows).toEqual([{ engineering_manager: null, product_owner: null, team_lead: null, owner: null }]);
  });

  it("every table that refers to a person either goes along or holds nothing but their id", async () => {
    const { rows } = await bench.database.pool.query<{ name: string }>(
      "select distinct conrelid::regclass::text as name from pg_constraint where confrelid = 'person'::regclass and contype = 'f'",
    );
    const ofProcesses = ["process_agreement", "process_care", "process_training"];
    const keepIds = ["area", "contact", "cover_request", ...ofProcesses, "runbook", "schedule_override", "schedule_temporary"];
    expect(rows.map(({ name }) => name).filter((name) => !(goesAlong as readonly string[]).includes(name) && !keepIds.includes(name))).toEqual([]);
  });
});

describe("what names somebody", () => {
  it("a name of one word is left, as it is a word of others; addresses are not", () => {
    expect(wordsOf({ name: "Mark", addresses: ["mark@example.test", "+15005550101", "x"] })).toEqual(["mark@example.test", "+15005550101"]);
  });

  it("is found in any case and spacing, in whole words, at any depth, and the value is the same where it is not", () => {
    const scrub = scrubber(wordsOf({ name: "Demo  Ben", addresses: ["b.n@example.test"] }), "#1");
    expect(scrub({ a: ["DEMO\nben!", { b: "xDemo Ben", c: "Demo Bens", d: "B.N@example.test," }] })).toEqual({
      a: ["#1!", { b: "xDemo Ben", c: "Demo Bens", d: "#1," }],
    });
    const other = { a: ["nothing", { b: 1, c: null }], b: "bxn@example.test" };
    expect(scrub(other)).toBe(other);
  });
});
