/** Who holds a role of a kind, whatever the process calls it. */
import type { Process, Role } from "../../kernel/process.ts";
import type { Roles } from "./slice.ts";

/** Everybody who holds any role of that kind now, in the order they took it; each once. */
export function holdersOfKind(process: Process, roles: Roles, kind: Role["kind"]): string[] {
  return [...new Set(roles.held.filter(({ role }) => process.roles[role]?.kind === kind).map(({ person }) => person))];
}

/** Whether somebody holds a role of that kind now. */
export function holdsKind(process: Process, roles: Roles, kind: Role["kind"], person: string | null): boolean {
  return person !== null && holdersOfKind(process, roles, kind).includes(person);
}
