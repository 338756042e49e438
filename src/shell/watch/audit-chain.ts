/** The audit log's chain, looked at once an hour; a line that was changed or cut off is told to the administrators (S17). */
import { verifyAudit } from "../../store/access/audit.ts";
import type { Db } from "../../store/directory/tables.ts";
import type { SelfAlarm } from "./self-alarm.ts";

const everyMs = 3_600_000;
const broken = {
  key: "audit-chain",
  title: "The audit log was changed",
  text: "A line of the audit log was changed or taken out behind Quarterdeck's back: somebody can write to its database. The audit log in the settings says where.",
  urgency: "page",
} as const;

/** `ok` is null until it was looked at. */
export function auditChainWatch(
  db: Db,
  alarm: SelfAlarm,
  monotonicMs: () => number,
): { readonly step: () => Promise<number>; readonly ok: () => boolean | null } {
  let lookedAt = Number.NEGATIVE_INFINITY;
  let ok: boolean | null = null;
  return {
    ok: () => ok,
    step: async () => {
      if (monotonicMs() - lookedAt < everyMs) return 0;
      lookedAt = monotonicMs();
      ok = (await verifyAudit(db)).ok;
      if (!ok) await alarm(broken);
      return 0;
    },
  };
}
