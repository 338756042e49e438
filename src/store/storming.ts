/** How many incidents one source may open: beyond that its new groups join one incident, so that a failing cluster is one fire and not thousands (R18). */

/** Incidents a source may open within the time below, unless its settings say otherwise. */
export const defaultStormLimit = 40;

/** The time that is looked back, in minutes. */
export const stormMinutes = 10;

/** What is written beside the signals of a group that joined. */
export const joinedReason = "Joined the incident of a storm of alerts.";

/** A source as it stands while groups are given their incidents: how many it may still open, and the incident of its open storm. */
export type Storm = { left: number; head: string | null };

/** The incident a group was given. */
export type Placed = { readonly incident: string; readonly storm: "head" | "joined" | null };

/** Gives a new group its incident: its own while the source may open more, else that of the storm, which the first such group begins. */
export function placed(storm: Storm, own: string): Placed {
  if (storm.left > 0) {
    storm.left -= 1;
    return { incident: own, storm: null };
  }
  if (storm.head !== null) return { incident: storm.head, storm: "joined" };
  storm.head = own;
  return { incident: own, storm: "head" };
}

/** Whether a growing number has passed the next power of ten. */
export function passedTen(before: number, after: number): boolean {
  return after > before && String(after).length > String(before).length;
}
