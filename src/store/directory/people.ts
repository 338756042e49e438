/** People: who they are, whether they are still here, and every fact that names them. */
import { sql } from "kysely";
import type { Hours } from "../../core/kernel/house-facts.ts";
import type { Refusal } from "../../core/kernel/refusal.ts";
import { type FactPath, inTransaction, record, stale, undo } from "./change.ts";
import { type By, type Db, isUuid, plain, type Tx } from "./tables.ts";

/** A person's row as the program reads it. The e-mail is whole: whoever shows it masks it. */
export type Person = {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly admin: boolean;
  readonly active: boolean;
  readonly zone: string | null;
  readonly working: Hours["working"] | null;
  readonly quiet: Hours["quiet"] | null;
  readonly orgLevel: number;
  /** What they do in the company; empty where nobody said. */
  readonly jobTitle: string;
  /** Whether they may be asked to manage an incident. */
  readonly canManage: boolean;
  /** Areas they understand well enough to decide in, by id. */
  readonly understands: readonly string[];
  /** How well they can mend things, 1 to 5, by area. */
  readonly skills: { readonly [area: string]: number };
  /** Minutes before a shift at which they are told of it (0: only when it begins); null: the organisation's. */
  readonly shiftNoticeMinutes: number | null;
  /** Whether they have chosen a password. */
  readonly joined: boolean;
  readonly version: number;
};

/** Someone new. */
export type NewPerson = {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly admin: boolean;
  readonly zone?: string | null;
  readonly orgLevel?: number;
  readonly jobTitle?: string;
};

/** What may be changed; null gives the hours back to the organisation. */
export type PersonFields = {
  readonly name?: string;
  readonly admin?: boolean;
  readonly zone?: string | null;
  readonly working?: Hours["working"] | null;
  readonly quiet?: Hours["quiet"] | null;
  readonly orgLevel?: number;
  readonly jobTitle?: string;
  readonly canManage?: boolean;
  readonly understands?: readonly string[];
  readonly skills?: { readonly [area: string]: number };
  readonly shiftNoticeMinutes?: number | null;
};

const shown = [
  "id",
  "name",
  "email",
  "admin",
  "active",
  "zone",
  "working",
  "quiet",
  "org_level as orgLevel",
  "job_title as jobTitle",
  "can_manage as canManage",
  "understands",
  "skills",
  "shift_notice_minutes as shiftNoticeMinutes",
  "version",
] as const;

function people(db: Db) {
  return db.selectFrom("person").select([...shown, sql<boolean>`password_hash is not null`.as("joined")]);
}

/** Everybody by name, who has left last; at most 5,000. */
export async function allPeople(db: Db): Promise<Person[]> {
  return people(db).orderBy("active", "desc").orderBy(sql`lower(name)`).orderBy("id").limit(5_000).execute();
}

/** The administrators who are here. */
export async function adminIds(db: Db): Promise<readonly string[]> {
  const rows = await db.selectFrom("person").select("id").where("admin", "=", true).where("active", "=", true).orderBy("id").execute();
  return rows.map(({ id }) => id);
}

/** One person; null where there is none. */
export async function personById(db: Db, id: string): Promise<Person | null> {
  if (!isUuid(id)) return null;
  return (await people(db).where("id", "=", id).executeTakeFirst()) ?? null;
}

/** These people, in no order; ids of nobody are left out. */
export async function peopleById(db: Db, ids: readonly string[]): Promise<Person[]> {
  const known = ids.filter(isUuid);
  return known.length === 0 ? [] : people(db).where("id", "in", known).execute();
}

/** Names by id, also of people who have left. */
export async function namesOf(db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const known = ids.filter(isUuid);
  if (known.length === 0) return new Map();
  const rows = await db.selectFrom("person").select(["id", "name"]).where("id", "in", known).execute();
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** Adds somebody. A taken e-mail is refused by the schema. */
export async function addPerson(tx: Tx, by: By, person: NewPerson): Promise<Person> {
  const { id, name, email, admin, zone = null, orgLevel: org_level = 0, jobTitle: job_title = "" } = person;
  await tx.insertInto("person").values({ id, name, email, admin, zone, org_level, job_title }).execute();
  const facts: FactPath[] = [
    ["person", id],
    ["organisation", "organisation"],
  ];
  await record(tx, by, { action: "person-added", subject: `person/${id}`, details: { name, admin }, facts });
  return (await personById(tx, id))!;
}

/** Changes somebody, where the row still has that version. */
export function changePerson(db: Db, by: By, which: { readonly id: string; readonly version: number }, fields: PersonFields): Promise<Person | Refusal> {
  return inTransaction(db, async (tx) => {
    if (fields.admin !== undefined) await lockAdmins(tx);
    const before = (await personById(tx, which.id)) ?? undo(stale(false));
    const json = (value: object | null | undefined) => (value ? JSON.stringify(value) : value);
    const changed = await tx
      .updateTable("person")
      .set({
        name: fields.name,
        admin: fields.admin,
        zone: fields.zone,
        working: json(fields.working) as string | null | undefined,
        quiet: json(fields.quiet) as string | null | undefined,
        org_level: fields.orgLevel,
        job_title: fields.jobTitle,
        can_manage: fields.canManage,
        understands: fields.understands,
        skills: json(fields.skills) as string | undefined,
        shift_notice_minutes: fields.shiftNoticeMinutes,
        version: which.version + 1,
      })
      .where("id", "=", which.id)
      .where("version", "=", which.version)
      .executeTakeFirst();
    if (changed.numUpdatedRows === 0n) undo(stale(true));
    if (fields.admin !== undefined) await keepAnAdmin(tx);
    const { email: _email, ...was } = before;
    const facts: FactPath[] = [
      ["person", which.id],
      ...(fields.admin === undefined && fields.canManage === undefined ? [] : [["organisation", "organisation"] as const]),
    ];
    const areas = [...(fields.understands ?? []), ...Object.keys(fields.skills ?? {})];
    if (areas.length > 0 || fields.understands || fields.skills)
      facts.push(...[...areas, ...before.understands, ...Object.keys(before.skills)].map((area) => ["area", area] as const));
    await record(tx, by, { action: "person-changed", subject: `person/${which.id}`, details: { before: was, after: fields }, facts });
    return (await personById(tx, which.id))!;
  });
}

/** Lets somebody go, or takes them back. Going ends every session, token and open link of theirs in the same commit. */
export function setActive(db: Db, by: By, id: string, active: boolean): Promise<Person | Refusal> {
  return inTransaction(db, async (tx) => {
    await lockAdmins(tx);
    const before = (await personById(tx, id)) ?? undo(stale(false));
    await tx
      .updateTable("person")
      .set({ active, deactivated_at: active ? null : sql<Date>`now()`, version: before.version + 1 })
      .where("id", "=", id)
      .execute();
    if (!active) {
      await keepAnAdmin(tx);
      await endAccess(tx, id);
    }
    await record(tx, by, { action: active ? "person-reactivated" : "person-deactivated", subject: `person/${id}`, facts: await factsNaming(tx, id) });
    return (await personById(tx, id))!;
  });
}

/** Ends every session, and with them tokens and open links where somebody leaves. */
async function endAccess(tx: Tx, person: string): Promise<void> {
  await tx.deleteFrom("session").where("person", "=", person).execute();
  const now = sql<Date>`now()`;
  await tx.updateTable("api_token").set({ revoked_at: now }).where("person", "=", person).where("revoked_at", "is", null).execute();
  await tx.updateTable("invitation").set({ expires_at: now }).where("person", "=", person).where("used_at", "is", null).execute();
  await tx.updateTable("answer_link").set({ expires_at: now }).where("person", "=", person).where("used_at", "is", null).execute();
}

/** Two who step down at once must see each other: taken before anything else, and in one order. */
async function lockAdmins(tx: Tx): Promise<void> {
  await tx.selectFrom("person").select("id").where("admin", "=", true).where("active", "=", true).orderBy("id").forUpdate().execute();
}

/** Without an admin nobody could ever let anybody in again. */
async function keepAnAdmin(tx: Tx): Promise<void> {
  const admin = await tx.selectFrom("person").select("id").where("admin", "=", true).where("active", "=", true).limit(1).executeTakeFirst();
  if (admin === undefined) {
    undo({ refused: true, code: "invalid_state", detail: "Somebody has to be an admin: make another person one first.", rule: [], instead: "change-person" });
  }
}

/** Every fact that holds this person. */
async function factsNaming(tx: Tx, id: string): Promise<FactPath[]> {
  const { rows } = await sql<{ kind: "team" | "area" | "group" | "schedule"; key: string }>`
    select 'team' as kind, team::text as key from team_member where person = ${id}
    union all select 'area', area::text from area_expert where person = ${id}
    union all select 'area', unnest(understands)::text from person where id = ${id}
    union all select 'area', jsonb_object_keys(skills) from person where id = ${id}
    union all select 'group', people_group from people_group_person where person = ${id}
    union all select 'schedule', key from schedule s where ${namesPerson(id)}`.execute(tx);
  return [["person", id], ["organisation", "organisation"], ...rows.map(({ kind, key }) => [kind, key] as const)];
}

/** Whether the schedule `s` names somebody anywhere: ids are unlike any other text. */
function namesPerson(id: string) {
  const like = `%${id}%`;
  return sql`(s.definition::text like ${like}
    or exists (select from schedule_override v where v.schedule = s.key and v.ends_at > now() and ${id}::uuid in (v.person, v.instead_of))
    or exists (select from schedule_temporary t where t.schedule = s.key and t.ends_at > now() and t.shifts::text like ${like})
    or exists (select from external_calendar c where c.schedule = s.key and c.shifts::text like ${like}))`;
}

/** Where somebody stands: the lists they are in, for handing over when they leave. */
export async function listsNaming(db: Db, id: string): Promise<readonly { readonly kind: string; readonly id: string; readonly name: string }[]> {
  const calls = JSON.stringify({ steps: [{ to: [{ person: id }] }] });
  const { rows } = await sql<{ kind: string; id: string; name: string }>`
    select 'team' as kind, t.id::text as id, t.name from team_member l join team t on t.id = l.team where l.person = ${id}
    union all select 'area', a.id::text, a.name from area_expert l join area a on a.id = l.area where l.person = ${id}
    union all select 'group', g.key, g.title from people_group_person l join people_group g on g.key = l.people_group where l.person = ${id}
    union all select 'schedule', s.key, s.title from schedule s where ${namesPerson(id)}
    union all select 'escalation', e.key, e.title from escalation_policy e where e.definition @> ${calls}::jsonb
    union all select 'last_resort', 'organisation', o.name from organisation o where ${id} = any (o.last_resort)
    order by 1, 3`.execute(db);
  return rows.map(plain);
}
