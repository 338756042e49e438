/** How the systems are, and what is open; only what everybody may see, as a room may be anybody's. */
import { statusLine, systemStatus, systemStatusOf } from "../../core/incident/status-watch/word.ts";
import type { ViewParts } from "../view.ts";
import type { ChatPlace } from "./place.ts";

/** So many open incidents are named. */
const most = 20;

/** The word with its reasons where the process has one, and the open incidents. */
export async function systemsLines(parts: ViewParts, { viewer, pack, scene }: ChatPlace): Promise<string[]> {
  const reads = systemStatusOf(pack);
  const word = reads === null ? [] : [statusLine(await parts.withFacts((facts) => systemStatus(pack, reads, facts)))];
  if (scene !== null && reads === null) return word;
  const rows = await parts.store.read.incidents(viewer, { phases: ["active", "paused"], drill: false, limit: most });
  const others = rows.filter(({ id, confidential }) => !confidential && id !== scene?.row.id);
  return [...word, ...others.map(({ number, title, severity }) => `${number ?? ""} ${title}${severity === null ? "" : `, severity ${severity}`}`.trim())];
}
