/** Who looks: the store answers no question without one. */
import type { Audience } from "./event.ts";

/** A person, the program itself (`all`), or the public (`person: null`). */
export type Viewer = { readonly person: string | null; readonly all: boolean };

/** The program itself: wakes, deliveries, the router. */
export const program: Viewer = { person: null, all: true };

/** What visibility needs to know of an incident; kept beside it by the store. */
export type Visibility = {
  readonly confidential: boolean;
  /** Everybody who holds or held a role, was paged, reported it or wrote in it. */
  readonly participants: readonly string[];
  readonly commander: string | null;
  readonly publicRelations: string | null;
};

/** Whether the incident exists for a viewer. */
export function maySee(viewer: Viewer, incident: Visibility): boolean {
  if (viewer.all) return true;
  if (viewer.person === null) return false;
  return !incident.confidential || incident.participants.includes(viewer.person);
}

/** Whether one of its events is for a viewer who may see the incident. */
export function mayRead(viewer: Viewer, incident: Visibility, audience: Audience, actor: string): boolean {
  if (viewer.all || audience === "all") return true;
  if (viewer.person === null) return false;
  if (viewer.person === incident.commander) return true;
  switch (audience) {
    case "participants":
      return incident.participants.includes(viewer.person);
    case "commander":
      return false;
    case "pr":
      return viewer.person === incident.publicRelations;
    case "asker":
      return actor === `person:${viewer.person}`;
    default:
      return audience === `person:${viewer.person}`;
  }
}
