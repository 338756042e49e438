/** Keeps an expert for every area where the process in force wants one: changes of the directory that would leave one without are refused (GD-11). */
import { isRefusal, type Refusal, refuse } from "../../core/kernel/refusal.ts";
import { coverageGaps } from "../../core/rules/call/experts/coverage.ts";
import { inTransaction, undo } from "../../store/directory/change.ts";
import { areasWithExperts } from "../../store/directory/expert-cover.ts";
import { organisationOf } from "../../store/directory/organisation.ts";
import { type PackRow, packVersions } from "../../store/directory/packs.ts";
import type { Db } from "../../store/directory/tables.ts";
import { packFromText } from "../processes/packs.ts";

/** Which processes are asked: the one everybody reports under, or also those the organisation put in force itself. What only ships asks nothing of anybody. */
type Asked = "default" | "own";

/** Runs a change and undoes it where an area that had an expert has none afterwards; a new area has to come with one only under the default process. */
export function keepingExperts<T extends object>(db: Db, change: (tx: Db) => Promise<T | Refusal>): Promise<T | Refusal> {
  return inTransaction(db, async (tx) => {
    const before = new Map((await areasWithExperts(tx)).map(({ id, experts }) => [id, experts.length]));
    const changed = await change(tx);
    if (isRefusal(changed)) return undo(changed);
    const bare = (await areasWithExperts(tx)).filter(({ experts }) => experts.length === 0);
    const lost = bare.filter(({ id }) => (before.get(id) ?? 0) > 0);
    const gap =
      (await gapIn(tx, "own", lost)) ??
      (await gapIn(
        tx,
        "default",
        bare.filter(({ id }) => !before.has(id)),
      ));
    if (gap === null) return changed;
    return undo(lost.length === 0 ? gap : lastOne(gap));
  });
}

/** Removing is another refusal than missing: somebody else must be named first. */
function lastOne({ rule, policy, unmet = [] }: Refusal): Refusal {
  const detail = `This leaves ${unmet.join(", ")} without an expert, and the process needs one for every area: name another one first.`;
  return refuse("invalid_state", detail, { rule, unmet, ...(policy === undefined ? {} : { policy }) });
}

async function gapIn(db: Db, asked: Asked, areas: Parameters<typeof coverageGaps>[1]): Promise<Refusal | null> {
  if (areas.length === 0) return null;
  const usual = (await organisationOf(db))?.defaultProcess;
  const isAsked = ({ key, origin }: PackRow) => key === usual || (asked === "own" && origin === "own");
  const active = (await packVersions(db)).filter((row) => row.status === "active" && isAsked(row));
  for (const { text } of active) {
    const read = packFromText(text);
    const gap = "pack" in read ? coverageGaps(read.pack, areas) : null;
    if (gap !== null) return gap;
  }
  return null;
}

/** Why this version of a process may not be put in force over the areas there are; null where it may. */
export async function uncovered(db: Db, text: string): Promise<Refusal | null> {
  const read = packFromText(text);
  return "pack" in read ? coverageGaps(read.pack, await areasWithExperts(db)) : null;
}

/** The same of the process in force under a key, before it becomes everybody's default. */
export async function uncoveredBy(db: Db, key: string): Promise<Refusal | null> {
  const active = (await packVersions(db, key)).find(({ status }) => status === "active");
  return active === undefined ? null : uncovered(db, active.text);
}
