/** What stands against putting a version in force: who has not agreed or was not taught, and places to meet that are examples; how strictly, the process says (PE-06, PE-07, PD-02). */
import { enforcementOf } from "../../core/kernel/process.ts";
import { type Objection, type Refusal, refuse } from "../../core/kernel/refusal.ts";
import type { Pack } from "../../core/pack/schema.ts";
import { unprepared } from "../../core/rules/process/agreement.ts";
import { agreementOf } from "../../store/directory/agreement.ts";
import type { PackRow } from "../../store/directory/packs.ts";
import type { Db } from "../../store/directory/tables.ts";
import { type LinedProblem, packFromText, stillExamples } from "../processes/packs.ts";

/** What stands against it: a refusal, or warnings. */
export async function unpreparedFor(
  db: Db,
  row: PackRow,
  from: string,
): Promise<{ readonly refusal: Refusal | null; readonly warnings: readonly LinedProblem[] }> {
  const { text, origin } = row;
  const read = packFromText(text);
  if ("problems" in read) return { refusal: null, warnings: [] };
  const asks = read.pack.agreement !== undefined || read.pack.trainings !== undefined;
  const people = asks ? unprepared(read.pack, { ...(await agreementOf(db, row)), from }) : [];
  const found = [...(origin === "own" ? placesOf(read.pack, text) : []), ...people].map((one) => ({ ...one, how: enforcementOf(read.pack, one.cites) }));
  const [worst] = found.filter(({ how }) => how === "block" || how === "override");
  if (worst) {
    const { code, detail, cites, at, unmet } = worst;
    return { refusal: refuse(code, detail, { rule: cites, policy: at, ...(unmet ? { unmet } : {}) }), warnings: [] };
  }
  const warned = found.filter(({ how }) => how === "warn");
  return { refusal: null, warnings: warned.map(({ at, detail, code, cites }) => ({ at, detail, code, cites, line: null })) };
}

/** Places to meet that a process of one's own has to say, and that are still examples (PD-02). */
function placesOf(pack: Pack, text: string): Objection[] {
  const needed = (pack.contact_summary?.shown?.fields ?? []).map((field) => `/contact_summary/${field}`);
  const examples = stillExamples(text).filter(({ at }) => needed.includes(at));
  const [first] = examples;
  if (first === undefined) return [];
  const unmet = examples.map(({ at }) => at.slice("/contact_summary/".length));
  const detail = `${examples.map((one) => one.detail).join(" ")} Write your own into it first.`;
  return [{ code: "missing_fields", at: first.at, cites: [...(first.cites ?? [])], detail, unmet }];
}
