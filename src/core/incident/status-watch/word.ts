/** How the systems are, in one word and a line: from open incidents, alerts that fire, and sources that should be heard (PD-39). */
import { z } from "zod";
import type { Facts } from "../../kernel/facts.ts";
import { cites, duration, type Process } from "../../kernel/process.ts";

/** What the word may be made of. */
const origins = ["incidents", "alerts", "heartbeats"] as const;

/** What a pack says under `system_status`. */
export const systemStatusShape = z.strictObject({ reads: z.array(z.enum(origins)).min(1), cites });
export type SystemStatusValue = z.infer<typeof systemStatusShape>;

/** What a pack says under `status_watch`: how often it looks, and whether it tells each time or only what is new since it last told. */
export const statusWatchShape = z.strictObject({ every: duration, mode: z.enum(["every_tick", "on_change"]).default("every_tick"), cites });

/** The process's own watch; without one as often as the document says. */
export function statusWatchOf(process: Process): Pick<z.infer<typeof statusWatchShape>, "every" | "mode"> {
  const own = (process as { readonly status_watch?: z.infer<typeof statusWatchShape> }).status_watch;
  return own ?? { every: "PT30S", mode: "every_tick" };
}

/** The worse ones first. `UNKNOWN` is never silence: it says what is not heard. */
export const statusWords = ["CRITICAL", "DEGRADED", "UNKNOWN", "NORMAL"] as const;
export type StatusWord = (typeof statusWords)[number];

/** The word with its reasons. */
export type SystemStatus = { readonly word: StatusWord; readonly why: string };

/** The process's own value; null where `!status` says nothing of the systems. */
export function systemStatusOf(process: Process): SystemStatusValue | null {
  return (process as { readonly system_status?: SystemStatusValue }).system_status ?? null;
}

const counted = (count: number, one: string, many: string) => (count === 0 ? [] : [`${count} ${count === 1 ? one : many}`]);

/** How the systems are now. An incident of a severity that the process calls major is critical, any other that is declared degrades. */
export function systemStatus(process: Process, { reads }: SystemStatusValue, facts: Facts): SystemStatus {
  const heard = facts.get("systems", "systems");
  if (heard === null) return { word: "UNKNOWN", why: "nothing could be read" };
  const incidents = reads.includes("incidents") ? heard.incidents : [];
  const firing = reads.includes("alerts") ? heard.firing : 0;
  const silent = reads.includes("heartbeats") ? heard.silent : [];
  const major = incidents.filter(({ severity }) => severity !== null && process.severities[severity]?.major === true);
  const word = major.length > 0 ? "CRITICAL" : incidents.length > 0 || firing > 0 ? "DEGRADED" : silent.length > 0 ? "UNKNOWN" : "NORMAL";
  const unheard = silent.length === 0 ? [] : [`nothing is heard from ${silent.join(", ")}`];
  return {
    word,
    why: [...counted(incidents.length, "open incident", "open incidents"), ...counted(firing, "alert fires", "alerts fire"), ...unheard].join(", "),
  };
}

/** As it is said. */
export function statusLine({ word, why }: SystemStatus): string {
  return `Status: ${word}${why === "" ? "" : ` (${why})`}`;
}
