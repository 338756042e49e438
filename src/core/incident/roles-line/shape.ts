/** Who commands, who helps, who writes, in one line and the form the process wants (PD-44). */
import { z } from "zod";
import { cites, type Process } from "../../kernel/process.ts";
import { holdersOf, type Roles } from "../roles/slice.ts";
import type { SaidRoles } from "./slice.ts";

/** What a pack says under `roles_line`. */
export const rolesLineShape = z.strictObject({
  roles: z
    .array(z.strictObject({ role: z.string().max(40), as: z.string().min(1).max(40) }))
    .min(1)
    .max(8),
  cites,
});
export type RolesLine = z.infer<typeof rolesLineShape>;

/** The process's own value; null where it wants no such line. */
export function rolesLineOf(process: Process): RolesLine | null {
  return (process as { readonly roles_line?: RolesLine }).roles_line ?? null;
}

/** The line of a state. */
export function rolesNow({ roles }: RolesLine, state: Roles): SaidRoles {
  return roles.map(({ role, as }) => ({ as, people: holdersOf(state, role) }));
}
