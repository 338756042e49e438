/** Who may change a process: the administrators, and whoever looks after it; asked in the transaction of the change itself (PE-03). */
import { citesAt } from "../../core/kernel/cites.ts";
import { isRefusal, type Refusal, refuse } from "../../core/kernel/refusal.ts";
import { inTransaction, undo } from "../../store/directory/change.ts";
import { packVersions } from "../../store/directory/packs.ts";
import { looksAfter } from "../../store/directory/process-care.ts";
import type { By, Db } from "../../store/directory/tables.ts";
import { packFromText } from "./packs.ts";

/** Somebody who wants to change a process; `admin`: they may change every one. */
export type Keeper = By & { readonly admin: boolean };

/** Whether they may change this one. */
export async function mayKeep(db: Db, { actor, admin }: Pick<Keeper, "actor" | "admin">, process: string): Promise<boolean> {
  return admin || (actor.startsWith("person:") && (await looksAfter(db, process, actor.slice("person:".length))));
}

/** Changes a process for somebody who may; for anybody else nothing happens, and they hear the sentence of the process. */
export function keeping<T extends object>(db: Db, keeper: Keeper, process: string, change: (tx: Db) => Promise<T | Refusal>): Promise<T | Refusal> {
  return inTransaction(db, async (tx) => {
    if (!(await mayKeep(tx, keeper, process))) return undo(await notTheirs(tx, process));
    const changed = await change(tx);
    return isRefusal(changed) ? undo(changed) : changed;
  });
}

async function notTheirs(db: Db, process: string): Promise<Refusal> {
  const versions = await packVersions(db, process);
  const read = packFromText((versions.find(({ status }) => status === "active") ?? versions[0])?.text ?? "");
  const cites = "pack" in read ? citesAt(read.pack, "/activation/required") : [];
  const detail = "Only whoever looks after this process, or an administrator, may do this.";
  return refuse("not_permitted", detail, { rule: cites, ...(cites.length > 0 ? { policy: "/activation/required" } : {}) });
}
