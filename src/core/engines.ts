/** Which engine a stream belongs to: incidents have plain ids, every other stream is named after what it is about (`schedule/web`). */
import { incidents } from "./engine.ts";
import type { Engine } from "./kernel/engine.ts";
import { people } from "./person/engine.ts";
import { schedules } from "./schedule/engine.ts";
import { synthetic } from "./synthetic.ts";

/** The engines of streams that are no incident, by the first part of their ids. A synthetic page runs as an incident that nobody sees. */
const byKind: { readonly [kind: string]: Engine } = { person: people, schedule: schedules, synthetic };

/** The engine of a stream; an unknown kind is an incident's, which then knows none of its events. */
export function engineOf(stream: string): Engine {
  const slash = stream.indexOf("/");
  return (slash < 0 ? undefined : byKind[stream.slice(0, slash)]) ?? incidents;
}
