/** Who may, and what the rules say against it. */
import { citesAt } from "./cites.ts";
import type { AnyCommand, Permission } from "./command.ts";
import { enforce } from "./enforce.ts";
import { facesOf, rulesInForce } from "./policy.ts";
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

/** In whose name somebody does what they do (`person:…`); null where it is their own right. */
export function inNameOf(command: AnyCommand, { setting, state, input, ctx }: Asked): string | null {
  const permission: Permission = typeof command.may === "function" ? command.may(state, input, ctx) : command.may;
  if (typeof permission === "string" || ctx.person === null) return null;
  return setting.engine.inNameOf?.(setting.pack, state, ctx.person, permission.capability) ?? null;
}

/** Every objection of every rule in force to a command; with `null` as input, those that are certain without it. */
export function objectionsTo(command: string, { setting, state, input, ctx }: Asked): Objection[] {
  const { against } = facesOf(rulesInForce(setting.engine, setting.pack, setting.engine.rankOf(state)));
  return against(command).flatMap(({ policy, face }) => face(policy, state, input, ctx));
}
