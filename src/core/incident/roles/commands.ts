/** The commands of roles: a new one is one file and one line here. */
import { assignRole } from "./assign-role.ts";
import { delegate } from "./delegate.ts";
import { handOver } from "./hand-over.ts";
import { leaveRole } from "./leave-role.ts";
import { revokeDelegation } from "./revoke-delegation.ts";

export const commands = [assignRole, delegate, handOver, leaveRole, revokeDelegation] as const;
