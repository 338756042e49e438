/** What stands in the room no more: a hidden or moved message is the commander's to read, and nobody else's (GD2-28). */
import type { RecordedEvent, State } from "../core/incident/slices.ts";
import { roleOfKind } from "../core/kernel/process.ts";
import type { Pack } from "../core/pack/schema.ts";
import type { ReadEvent } from "../store/log.ts";

const instead = { hidden: "(A message that was hidden.)", moved: "(A message that was moved to the questions.)" } as const;

/** Whether somebody may read everything that was written: whoever commands. */
export function readsAll(pack: Pack, state: State, person: string | null): boolean {
  const role = roleOfKind(pack, "commander");
  return person !== null && state.roles.held.some((one) => one.role === role && one.person === person);
}

/** The events with the words of hidden and moved messages taken out. */
export function concealed<E extends Pick<ReadEvent, "type" | "data">>(state: State, events: readonly E[]): E[] {
  return events.map((event) => {
    const posted = event as unknown as RecordedEvent;
    if (posted.type !== "message-posted") return event;
    const gone = state.chat.messages[posted.data.message]?.gone ?? null;
    return gone === null ? event : { ...event, data: { ...posted.data, text: instead[gone] } };
  });
}
