/** Whether somebody takes part in an incident, or watches it. */
import type { Process } from "../../kernel/process.ts";
import type { Roles } from "../roles/slice.ts";
import type { Presence } from "./slice.ts";

/** Whether somebody takes part: they said so, or hold a seat that is for more than watching. */
export function takesPart(process: Process, { presence, roles }: { readonly presence: Presence; readonly roles: Roles }, person: string): boolean {
  if (presence.people[person]?.participates) return true;
  return roles.held.some((one) => one.person === person && process.roles[one.role]?.kind !== "observer");
}
