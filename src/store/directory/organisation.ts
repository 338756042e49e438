/** The one organisation: its name, its clock, its default process. */
import type { Hours } from "../../core/kernel/facts.ts";
import type { Refusal } from "../../core/kernel/refusal.ts";
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

async function everybody(tx: Tx): Promise<FactPath[]> {
  const rows = await tx.selectFrom("person").select("id").where("active", "=", true).execute();
  return rows.map(({ id }) => ["person", id]);
}
