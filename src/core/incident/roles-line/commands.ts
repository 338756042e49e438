/** The commands of telling who does what: a new one is one file and one line here. */
import { tellRoles } from "./tell-roles.ts";

export const commands = [tellRoles] as const;
