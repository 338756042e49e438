/** Whether everybody has agreed to a version of a process and was taught it before it is put in force; what comes of it, the process says (PE-06, PE-07). */
import { enforcementOf } from "../../core/kernel/process.ts";
import { type Refusal, refuse } from "../../core/kernel/refusal.ts";
import { unprepared } from "../../core/rules/process/agreement.ts";
import { agreementOf } from "../../store/directory/agreement.ts";
import type { PackName } from "../../store/directory/packs.ts";
import type { Db } from "../../store/directory/tables.ts";
import { type LinedProblem, packFromText } from "../packs.ts";

/** What stands against it: a refusal, or warnings. */
export async function unpreparedFor(
  db: Db,
  text: string,
  which: PackName,
  from: string,
): Promise<{ readonly refusal: Refusal | null; readonly warnings: readonly LinedProblem[] }> {
  const read = packFromText(text);
  if ("problems" in read || (read.pack.agreement === undefined && read.pack.trainings === undefined)) return { refusal: null, warnings: [] };
  const found = unprepared(read.pack, { ...(await agreementOf(db, which)), from }).map((one) => ({ ...one, how: enforcementOf(read.pack, one.cites) }));
  const [worst] = found.filter(({ how }) => how === "block" || how === "override");
  if (worst) {
    const { code, detail, cites, at, unmet } = worst;
    return { refusal: refuse(code, detail, { rule: cites, policy: at, ...(unmet ? { unmet } : {}) }), warnings: [] };
  }
  const warned = found.filter(({ how }) => how === "warn");
  return { refusal: null, warnings: warned.map(({ at, detail, code, cites }) => ({ at, detail, code, cites, line: null })) };
}
