/** Tells the administrators of storms of alerts: people are paged for one incident instead of hundreds, and somebody must look at the source. */
import type { Db } from "../../store/directory/tables.ts";
import { openStorms } from "../../store/watch/storms.ts";
import type { SelfAlarm } from "./self-alarm.ts";

const everyMs = 60_000;

/** Looks once a minute. */
export function stormWatch(db: Db, alarm: SelfAlarm, monotonicMs: () => number): { readonly step: () => Promise<number> } {
  let lookedAt = Number.NEGATIVE_INFINITY;
  return {
    step: async () => {
      if (monotonicMs() - lookedAt < everyMs) return 0;
      lookedAt = monotonicMs();
      for (const { source, title, groups, alerts } of await openStorms(db)) {
        const text = `More different alerts came from ${title} than become incidents of their own: ${alerts} alerts in ${groups} groups are counted in one. Look what fails there, or what its rules group by.`;
        await alarm({ key: `storm/${source}`, title: `A storm of alerts from ${title}`, text, urgency: "notice" });
      }
      return 0;
    },
  };
}
