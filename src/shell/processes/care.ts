/** How well an organisation is prepared for a process, whatever the process says itself: who keeps it, when it was read over and tried, and whom one would call. */
import { sql } from "kysely";
import { isRefusal, type Refusal, refuse } from "../../core/kernel/refusal.ts";
import { after } from "../../core/kernel/time.ts";
import { contactsInWords, exampleContacts } from "../../core/rules/tell/contact-summary/value.ts";
import { packVersions } from "../../store/directory/packs.ts";
import { type Care, type CareNote, careOf, giveCare, noteCare } from "../../store/directory/process-care.ts";
import type { By, Db } from "../../store/directory/tables.ts";
import { type Keeper, keeping } from "./keeper.ts";
import { packFromText } from "./packs.ts";

/** One thing to be ready. */
export type Prepared = { readonly key: string; readonly title: string; readonly ready: boolean; readonly detail: string };

/** How long a reading and a trial last: a year, half a year [D]. */
const lasts = { reviewed: "P1Y", tested: "P6M" } as const;

/** The care of a process with what follows from it. */
export async function preparedFor(db: Db, key: string, now: string): Promise<(Care & { readonly items: readonly Prepared[] }) | Refusal> {
  const active = (await packVersions(db, key)).find(({ status }) => status === "active");
  if (active === undefined) return refuse("not_found", "There is no such process in force.");
  const [care, experts, runbooks] = [await careOf(db, key), await expertItem(db), await runbookItem(db)];
  return {
    ...care,
    items: [keptItem(care), dated("reviewed", care.reviewedAt, now), dated("tested", care.testedAt, now), experts, ...runbooks, ...meetingItem(active.text)],
  };
}

/** The process, and when that is asked. */
type Asked = { readonly process: string; readonly at: string };

/** Names who looks after it, or nobody; `version` is the one that was read. */
export async function nameKeeper(db: Db, by: By, { process, at }: Asked, to: Parameters<typeof giveCare>[3]) {
  const there = await preparedFor(db, process, at);
  if (isRefusal(there)) return there;
  const given = await giveCare(db, by, process, to);
  return isRefusal(given) ? given : preparedFor(db, process, at);
}

/** Notes that somebody read it over, or tried it. */
export async function noteDone(db: Db, by: Keeper, { process, at }: Asked, note: { readonly what: CareNote; readonly person: string }) {
  const there = await preparedFor(db, process, at);
  if (isRefusal(there)) return there;
  const done = await keeping(db, by, process, (tx) => noteCare(tx, by, { process, at, ...note }));
  return isRefusal(done) ? done : preparedFor(db, process, at);
}

const keptItem = ({ owner }: Care): Prepared => ({
  ...{ key: "owner", title: "Somebody looks after the process", ready: owner !== null },
  detail: owner === null ? "Nobody is named yet." : "Named below.",
});

function dated(what: keyof typeof lasts, at: string | null, now: string): Prepared {
  const title = what === "reviewed" ? "Read over within a year" : "Tried out within six months";
  if (at === null) return { key: what, title, ready: false, detail: what === "reviewed" ? "Nobody has noted it yet." : "Nobody has noted a trial yet." };
  const until = after(at, lasts[what]);
  const last = `Last on ${at.slice(0, 10)}`;
  return { key: what, title, ready: until >= now, detail: until >= now ? `${last}.` : `${last}; it was due again by ${until.slice(0, 10)}.` };
}

/** Areas without an expert who is here. */
async function expertItem(db: Db): Promise<Prepared> {
  const { rows } = await sql<{ name: string | null; all: number; bare: number }>`
    select count(*)::int as all, count(*) filter (where bare)::int as bare, min(name) filter (where bare) as name
    from (select a.name, not exists (select from area_expert e join person p on p.id = e.person and p.active where e.area = a.id) as bare from area a) as areas`.execute(
    db,
  );
  const { all, bare, name } = rows[0]!;
  const title = "An expert for every area";
  if (all === 0) return { key: "experts", title, ready: false, detail: "There is no area yet." };
  if (bare === 0) return { key: "experts", title, ready: true, detail: all === 1 ? "1 area." : `${all} areas.` };
  return { key: "experts", title, ready: false, detail: bare === 1 ? `${name} has none.` : `${name} and ${bare - 1} more have none.` };
}

/** Runbooks without a step; nothing where there are none at all. */
async function runbookItem(db: Db): Promise<Prepared[]> {
  const { rows } = await sql<{ title: string; steps: number }>`select title, cardinality(steps) as steps from runbook order by lower(title) limit 200`.execute(
    db,
  );
  const empty = rows.filter(({ steps }) => steps === 0);
  if (rows.length === 0) return [];
  const detail = empty.length === 0 ? `${rows.length} written.` : `${empty.map(({ title }) => title).join(", ")}: no steps yet.`;
  return [{ key: "runbooks", title: "Runbooks are written", ready: empty.length === 0, detail }];
}

/** Whether the process says where one meets. */
function meetingItem(text: string): Prepared[] {
  const read = packFromText(text);
  if ("problems" in read) return [];
  const item = { key: "contact_summary", title: "Where to meet is written down" };
  const said = read.pack.contact_summary;
  if (said === undefined) return [{ ...item, ready: false, detail: "The process does not say." }];
  const examples = exampleContacts(said).map((field) => contactsInWords[field]);
  return [{ ...item, ready: examples.length === 0, detail: examples.length === 0 ? "In the process." : `Still an example: ${examples.join(", ")}.` }];
}
