/** Who agreed to use a process, and who was taught it (PE-06, PE-07). */
import { isRefusal, type Refusal } from "../../core/kernel/refusal.ts";
import { agreementOf, agreeTo, recordTraining, type Training, trainingsOf } from "../../store/directory/agreement.ts";
import { type PackName, packVersions } from "../../store/directory/packs.ts";
import type { By, Db } from "../../store/directory/tables.ts";
import type { Parts } from "../access/parts.ts";
import { type Keeper, keeping, mayKeep } from "./keeper.ts";
import { packFromText } from "./packs.ts";
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

/** What a training is called where the process names no kinds. */
const usualKinds = ["workshop", "talk", "training"];

/** The kinds of training that a process speaks of. */
async function kindsOf(db: Db, key: string): Promise<string[]> {
  const versions = await packVersions(db, key);
  const read = packFromText((versions.find(({ status }) => status === "active") ?? versions[0])?.text ?? "");
  if ("problems" in read) return usualKinds;
  const { trained, trainings } = read.pack;
  return [...new Set([...(trained?.kinds ?? []), ...(trainings?.kinds ?? usualKinds)])];
}

/** The trainings of a process, who was in none yet, and what kinds it knows. */
export async function taught(db: Db, key: string, by: Pick<Keeper, "actor" | "admin">) {
  const { members, attended } = await agreementOf(db, { key, version: 0 });
  const untaught = members.filter((person) => !attended.includes(person));
  return { items: (await trainingsOf(db, key)).map(shown), untaught, kinds: await kindsOf(db, key), mayChange: await mayKeep(db, by, key) };
}

/** Writes a training down. */
export async function noteTraining(
  { db, world }: Pick<Parts, "db" | "world">,
  by: Keeper,
  key: string,
  held: Omit<Training, "id"> & { readonly recordedBy: string },
) {
  const noted = await keeping(db, by, key, (tx) => recordTraining(tx, by, key, { id: world.id(), ...held }));
  return isRefusal(noted) ? noted : shown(noted);
}
