/** The directory as the core reads it: definitions by key, never an address. */
import type { FactKinds } from "../../core/kernel/facts.ts";
import { coverFactSql, type ScheduleRow, scheduleFactSql, withoutGone } from "./schedule-fact.ts";
import { isUuid } from "./tables.ts";

/** Anything that runs SQL: a pool, or the connection of the door's transaction. */
export type Query = { query<R extends object>(text: string, values: unknown[]): Promise<{ rows: R[] }> };

/** The kinds of facts that live in the directory. */
export type DirectoryKind = Exclude<keyof FactKinds, "engagement" | "incident" | "calendar" | "refinements" | "first-in-line" | "systems">;

/** The hours of an organisation that has not said its own. */
const defaultHours = `'{"1":["09:00","18:00"],"2":["09:00","18:00"],"3":["09:00","18:00"],"4":["09:00","18:00"],"5":["09:00","18:00"]}'::jsonb`;
const defaultQuiet = `'["22:00","07:00"]'::jsonb`;

/** People of a list in its order; who has left is not in any. */
function active(table: string, owner: string, of: string): string {
  return `coalesce((select json_agg(l.person order by l.position) from ${table} l join person who on who.id = l.person and who.active where l.${owner} = ${of}), '[]'::json)`;
}

const hours = (row: string) => `json_build_object('zone', coalesce(${row}.zone, o.zone, 'UTC'), 'working', coalesce(${row}.working, o.working, ${defaultHours}),
  'quiet', coalesce(${row}.quiet, o.quiet, ${defaultQuiet}), 'holidays', o.holiday_region)`;

const methods = `coalesce((select json_agg(json_build_object('id', m.id, 'channel', m.channel) order by m.position, m.id) from contact_method m
  where m.person = p.id and m.verified_at is not null and m.dead_reason is null), '[]'::json)`;

/** A person's own rules, but for those whose method does not work now. */
const rules = (
  urgency: string,
) => `coalesce((select json_agg(json_build_object('method', r.method, 'after', 'PT' || r.after_seconds || 'S') order by r.after_seconds, r.position)
  from notification_rule r join contact_method m on m.id = r.method
  where r.person = p.id and r.urgency = '${urgency}' and m.verified_at is not null and m.dead_reason is null), '[]'::json)`;

const instant = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

const admins = "coalesce((select json_agg(p.id order by p.id) from person p where p.active and p.admin), '[]'::json)";

/** The people named who are still here, else the administrators: never nobody, as the last administrator stays (R26). */
const lastResort = `coalesce((select json_agg(p.id order by array_position(o.last_resort, p.id)) from person p where p.active and p.id = any (o.last_resort)), ${admins})`;

/** One statement per kind; each answers one row or none. */
const statements: { readonly [K in DirectoryKind]: string } = {
  person: `select p.id, p.active, ${hours("p")} as hours, p.org_level as "orgLevel", p.job_title as "jobTitle", p.can_manage as "canManage",
    coalesce((select json_agg(distinct t.kind order by t.kind) from process_training t where p.id = any (t.attendees)), '[]'::json) as trainings,
    to_json(p.understands) as understands, p.skills, ${methods} as methods,
    coalesce(p.shift_notice_minutes, o.shift_notice_minutes, 1440) as "shiftNotice",
    json_build_object('page', ${rules("page")}, 'notice', ${rules("notice")}) as rules,
    coalesce((select json_agg(t.team order by t.team) from team_member t where t.person = p.id), '[]'::json) as teams
    from person p left join organisation o on true where p.id = $1::uuid`,
  team: `select t.id, t.name, ${active("team_member", "team", "t.id")} as members from team t where t.id = $1::uuid`,
  area: `select a.id, a.name, a.team, ${active("area_expert", "area", "a.id")} as experts, a.escalation,
    a.engineering_manager as "engineeringManager", a.product_owner as "productOwner", a.team_lead as "teamLead",
    coalesce((select json_agg(p.id order by p.id) from person p where p.active and (p.understands @> array[a.id] or p.skills ? a.id::text)), '[]'::json) as "knownBy"
    from area a where a.id = $1::uuid`,
  group: `select g.key, ${active("people_group_person", "people_group", "g.key")} as people,
    coalesce((select json_agg(c.contact order by c.position) from people_group_contact c where c.people_group = g.key), '[]'::json) as contacts
    from people_group g where g.key = $1`,
  schedule: scheduleFactSql,
  cover: coverFactSql,
  escalation: "select e.definition || jsonb_build_object('id', e.key, 'title', e.title) as policy from escalation_policy e where e.key = $1",
  endpoint: "select e.id, e.name, e.kind from endpoint e where e.id = $1::uuid",
  organisation: `select ${hours("o")} as hours, o.default_process as "defaultProcess",
    coalesce((select json_agg(p.id order by p.id) from person p where p.active), '[]'::json) as staff, o.escalation,
    ${lastResort} as "lastResort", ${admins} as admins,
    coalesce((select json_agg(p.id order by p.id) from person p where p.active and p.can_manage), '[]'::json) as leads,
    coalesce((select json_agg(distinct t.kind order by t.kind) from process_training t join person p on p.active and p.id = any (t.attendees)), '[]'::json) as trainings from organisation o where $1 = 'organisation'`,
  room: `select r.id, r.name, r.place, r.seats, (select c.stream from claim c where c.key = 'room:' || r.id) as "heldBy",
    coalesce((select json_agg(json_build_object('id', b.id, 'person', b.person, 'what', b.what, 'from', ${instant("b.starts_at")},
      'until', ${instant("b.ends_at")}) order by b.starts_at, b.id) from room_booking b
      where b.room = r.id and b.ends_at > coalesce((select now from rehearsal_clock), now())), '[]'::json) as bookings from room r where r.id = $1::uuid`,
  rooms: `select coalesce(json_agg(r.id order by lower(r.name)), '[]'::json) as ids, coalesce(json_object_agg(r.id, r.name), '{}'::json) as names from (select id, name from room order by lower(name) limit 200) r
    where $1 = 'rooms'`,
  meetings: `select p.id as person, ${instant("c.fetched_at")} as "changedAt", coalesce((select json_agg(json_build_object('uid', m.id, 'title', m.title,
      'from', ${instant("m.starts_at")}, 'until', ${instant("m.ends_at")}, 'organiser', nullif(m.organiser_name, ''), 'writable', m.organiser_address <> '')
      order by m.starts_at, m.id) from meeting m where m.person = p.id and m.ends_at > coalesce((select now from rehearsal_clock), now()) - interval '1 day'),
    '[]'::json) as meetings from person p join own_calendar c on c.person = p.id where p.id = $1::uuid and p.active`,
  runbook: `select r.key, r.title, to_json(r.steps) as steps, ${instant("r.reviewed_at")} as "reviewedAt" from runbook r where r.key = $1`,
  process: "select p.key, p.version from pack_standing p where p.key = $1 and p.status = 'active'",
  contact: "select c.id, c.name, c.kind, c.zone, c.owner from contact c where c.id = $1::uuid",
  attachment: `select a.id, a.name, a.media_type as "mediaType", a.size_bytes as "sizeBytes" from attachment a where a.id = $1::uuid`,
};

const byUuid: ReadonlySet<string> = new Set<DirectoryKind>(["person", "team", "area", "attachment", "endpoint", "contact", "room", "meetings"]);

/** A kind of fact as a statement: `sql` answers one row or none for the key `$1`, which must be one that `takes`; `read` makes the row the fact. */
export type FactStatement = { readonly sql: string; readonly takes: (key: string) => boolean; readonly read: (row: unknown) => unknown };

/** How a row becomes a fact, where it is not one as it is. */
const readers: { readonly [K in DirectoryKind]?: (row: never) => unknown } = {
  schedule: (row: ScheduleRow) => withoutGone(row),
  escalation: (row: { readonly policy: unknown }) => row.policy,
};

/** Whether the directory has facts of this kind. */
function isDirectoryKind(kind: string): kind is DirectoryKind {
  return Object.hasOwn(statements, kind);
}

/** The statement of a kind; null where the directory has no such facts. */
export function factStatement(kind: string): FactStatement | null {
  if (!isDirectoryKind(kind)) return null;
  const read = (readers[kind] ?? ((row: unknown) => row)) as FactStatement["read"];
  return { sql: statements[kind], takes: (key) => !byUuid.has(kind) || isUuid(key), read };
}

/** The fact, exactly as `FactKinds` says; null where nothing has that key. What a person has not said is the organisation's. */
export async function readFact<K extends DirectoryKind>(query: Query, kind: K, key: string): Promise<FactKinds[K] | null> {
  const { sql, takes, read } = factStatement(kind)!;
  if (!takes(key)) return null;
  const [row] = (await query.query<object>(sql, [key])).rows;
  return row === undefined ? null : (read(row) as FactKinds[K]);
}
