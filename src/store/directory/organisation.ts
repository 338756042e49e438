/** The one organisation: its name, its clock, its default process. */
import type { Hours } from "../../core/kernel/house-facts.ts";
import { type Refusal, refuse } from "../../core/kernel/refusal.ts";
import { type FactPath, inTransaction, record, stale, undo } from "./change.ts";
import type { By, Db, Tx } from "./tables.ts";

/** The organisation as the API shows it. */
export type Organisation = Hours & {
  readonly name: string;
  readonly holidayRegion: string | null;
  /** Minutes before a shift at which people are told of it who have not said otherwise; 0: only when it begins. */
  readonly shiftNoticeMinutes: number;
  readonly mailFromName: string;
  readonly mailFromAddress: string | null;
  readonly defaultProcess: string;
  /** The escalation policy of areas without their own. */
  readonly escalation: string | null;
  /** Who is called when nobody else can be; nobody named means the administrators (R26). */
  readonly lastResort: readonly string[];
  readonly version: number;
};

/** What may be changed. */
export type OrganisationFields = Partial<Omit<Organisation, "version">>;

/** The catalog's defaults: working hours and the nights of somebody who said nothing. */
const usualHours: Omit<Hours, "zone"> = {
  working: Object.fromEntries([1, 2, 3, 4, 5].map((day) => [day, ["09:00", "18:00"]] as const)),
  quiet: ["22:00", "07:00"],
};

/** The organisation, or null before setup. */
export async function organisationOf(db: Db): Promise<Organisation | null> {
  const row = await db.selectFrom("organisation").selectAll().executeTakeFirst();
  if (row === undefined) return null;
  const { name, zone, working, quiet, version } = row;
  return {
    ...{ name, zone, working, quiet, version },
    holidayRegion: row.holiday_region,
    shiftNoticeMinutes: row.shift_notice_minutes,
    mailFromName: row.mail_from_name,
    mailFromAddress: row.mail_from_address,
    defaultProcess: row.default_process,
    escalation: row.escalation,
    lastResort: row.last_resort,
  };
}

/** Makes the organisation; once, at setup. */
export async function foundOrganisation(tx: Tx, by: By, founded: { readonly name: string; readonly zone: string; readonly process: string }): Promise<void> {
  const { name, zone, process } = founded;
  const hours = { zone, working: JSON.stringify(usualHours.working), quiet: JSON.stringify(usualHours.quiet) };
  await tx
    .insertInto("organisation")
    .values({ name, ...hours, default_process: process })
    .execute();
  await record(tx, by, { action: "organisation-founded", subject: "organisation", details: founded, facts: [["organisation", "organisation"]] });
}

/** Changes it. New hours are new for everybody who has not said their own. */
export function changeOrganisation(db: Db, by: By, version: number, fields: OrganisationFields): Promise<Organisation | Refusal> {
  return inTransaction(db, async (tx) => {
    const { mailFromAddress: _address, ...before } = (await organisationOf(tx)) ?? undo(stale(false));
    if (fields.lastResort) await needHere(tx, fields.lastResort);
    const changed = await tx
      .updateTable("organisation")
      .set({
        name: fields.name,
        zone: fields.zone,
        working: fields.working && JSON.stringify(fields.working),
        quiet: fields.quiet && JSON.stringify(fields.quiet),
        holiday_region: fields.holidayRegion,
        shift_notice_minutes: fields.shiftNoticeMinutes,
        mail_from_name: fields.mailFromName,
        mail_from_address: fields.mailFromAddress,
        default_process: fields.defaultProcess,
        escalation: fields.escalation,
        last_resort: fields.lastResort,
        version: version + 1,
      })
      .where("version", "=", version)
      .executeTakeFirst();
    if (changed.numUpdatedRows === 0n) undo(stale(true));
    const people =
      fields.zone || fields.working || fields.quiet || fields.holidayRegion !== undefined || fields.shiftNoticeMinutes !== undefined ? await everybody(tx) : [];
    const { mailFromAddress: _hidden, ...details } = fields;
    await record(tx, by, {
      action: "organisation-changed",
      subject: "organisation",
      details: { before, after: details },
      facts: [["organisation", "organisation"], ...people],
    });
    return (await organisationOf(tx))!;
  });
}

/** The last resort must be people who are here. */
async function needHere(tx: Tx, people: readonly string[]): Promise<void> {
  if (people.length === 0) return;
  const here = await tx.selectFrom("person").select("id").where("id", "in", people).where("active", "=", true).execute();
  const known = new Set(here.map(({ id }) => id));
  const wrong = people.findIndex((person) => !known.has(person));
  if (wrong >= 0) undo(refuse("invalid_value", "This person is not here, or has left.", { pointer: `/lastResort/${wrong}` }));
}

async function everybody(tx: Tx): Promise<FactPath[]> {
  const rows = await tx.selectFrom("person").select("id").where("active", "=", true).execute();
  return rows.map(({ id }) => ["person", id]);
}
