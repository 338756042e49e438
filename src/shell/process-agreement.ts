/** Who agreed to use a process, and who was taught it (PE-06, PE-07). */
import { isRefusal, type Refusal } from "../core/kernel/refusal.ts";
import { agreementOf, agreeTo, recordTraining, type Training, trainingsOf } from "../store/directory/agreement.ts";
import type { PackName } from "../store/directory/packs.ts";
import type { By, Db } from "../store/directory/tables.ts";
import type { Parts } from "./access/parts.ts";
import { exportPack } from "./processes.ts";

/** How far everybody agreed to a version. `coverage` is a share from 0 to 1. */
export async function agreementTo(db: Db, which: PackName) {
  const found = await exportPack(db, which.key, which.version);
  if (isRefusal(found)) return found;
  const { members, agreed } = await agreementOf(db, which);
  const missing = members.filter((person) => !agreed.includes(person));
  const coverage = members.length === 0 ? 1 : agreed.length / members.length;
  return { version: which.version, members: members.length, agreed: [...agreed], missing, coverage };
}

/** Somebody agrees to a version; once is enough. */
export async function agree(db: Db, by: By, which: PackName, person: string): Promise<Awaited<ReturnType<typeof agreementTo>> | Refusal> {
  const found = await exportPack(db, which.key, which.version);
  if (isRefusal(found)) return found;
  await agreeTo(db, by, which, person);
  return agreementTo(db, which);
}

const shown = (training: Training) => ({ ...training, incidents: [...training.incidents], attendees: [...training.attendees] });

/** The trainings of a process, and who was in none yet. */
export async function taught(db: Db, key: string) {
  const { members, attended } = await agreementOf(db, { key, version: 0 });
  return { items: (await trainingsOf(db, key)).map(shown), untaught: members.filter((person) => !attended.includes(person)) };
}

/** Writes a training down. */
export async function noteTraining(
  { db, world }: Pick<Parts, "db" | "world">,
  by: By,
  key: string,
  held: Omit<Training, "id"> & { readonly recordedBy: string },
) {
  return shown(await recordTraining(db, by, key, { id: world.id(), ...held }));
}
