/** Who may, and what the rules say against it. */
import { citesAt } from "./cites.ts";
import type { AnyCommand, Permission } from "./command.ts";
import { enforce } from "./enforce.ts";
import { rulesInForce } from "./policy.ts";
import { type Objection, type Pointer, type Refusal, refuse } from "./refusal.ts";
import type { Asked } from "./setting.ts";

/** The refusal of somebody who may not, or null. A seat that must be filled before anybody may is named first (PE-36, GD-15). */
export function denies(command: AnyCommand, asked: Asked): Refusal | null {
  const denied = withoutRight(command, asked);
  if (denied === null) return null;
  const vacant = objectionsTo(command.name, asked).filter(({ code, at }) => code === "role_required" || isMissingSeat(denied.policy, at, asked));
  const enforced = enforce(asked.setting.pack, command.name, vacant, { ctx: asked.ctx });
  return "refusal" in enforced ? enforced.refusal : denied;
}

/** Whether what is missing is one of the very roles that may: nobody holds it, though it is required. */
function isMissingSeat(may: Pointer | undefined, missing: Pointer, { setting }: Asked): boolean {
  const holders = setting.pack.may[may?.slice("/may/".length) ?? ""]?.holds ?? [];
  return holders.some((role) => missing.startsWith(`/roles/${role}/requiredAt`));
}

/** The pack says who holds a capability; one it does not name is anybody's. */
function withoutRight(command: AnyCommand, { setting, state, input, ctx }: Asked): Refusal | null {
  const permission: Permission = typeof command.may === "function" ? command.may(state, input, ctx) : command.may;
  const isMachine = ctx.person === null && ctx.actor !== "anonymous" && !ctx.actor.startsWith("chat:");
  if (permission === "anyone") return null;
  if (permission === "program") return isMachine ? null : refuse("not_permitted", "Only the process itself does this.");
  if (isMachine) return null;
  const held = setting.pack.may[permission.capability];
  if (!held || ctx.holds(permission.capability)) return null;
  const labels = held.holds.map((holder) => setting.pack.roles[holder]?.label ?? holder.replaceAll("_", " "));
  const at = `/may/${permission.capability}`;
  return refuse("not_permitted", `${command.title}: only ${labels.join(" or ")} may.`, { rule: citesAt(setting.pack, at), policy: at });
}

/** Every objection of every rule in force to a command; with `null` as input, those that are certain without it. */
export function objectionsTo(command: string, { setting, state, input, ctx }: Asked): Objection[] {
  return rulesInForce(setting.engine, setting.pack, setting.engine.rankOf(state)).flatMap(({ rule, policy }) => {
    const face = rule.forbids?.[command];
    return face ? [...face(policy, state, input, ctx)] : [];
  });
}
