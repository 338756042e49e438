/** What becomes of objections: the pack says how each cited sentence is held. */
import type { Ctx } from "./command.ts";
import type { NewEvent } from "./event.ts";
import { type Enforcement, enforcementOf, type Process, roleOfKind } from "./process.ts";
import type { Objection, Refusal } from "./refusal.ts";

/** A reason given for going against the process. */
export type Override = { readonly reason: string };

/** A warning as the answer carries it. */
export type Warning = { readonly code: string; readonly detail: string; readonly rule: readonly string[]; readonly policy: string };

/** Either the refusal that all objections together come to, or what is accepted: warnings, and a deviation for each that was ignored. */
export type Enforced = { readonly refusal: Refusal } | { readonly warnings: readonly Warning[]; readonly deviations: readonly NewEvent[] };

/** Judges objections. All of them come back together; the first refusing one gives the code. */
export function enforce(
  process: Process,
  command: string,
  objections: readonly Objection[],
  by: { readonly ctx: Ctx; readonly override?: Override },
): Enforced {
  const { ctx, override } = by;
  const held = objections.map((objection) => ({ objection, how: howHeld(process, objection) })).filter(({ how }) => how !== "off");
  const mayInsist = override !== undefined && ctx.holds("command");
  const refusing = held.filter(({ how }) => how === "block" || (how === "override" && !mayInsist));
  if (refusing.length > 0) return { refusal: refusalOf(process, refusing) };
  const accepted = held.filter(({ how }) => how === "warn" || how === "override");
  return {
    warnings: held.map(({ objection }) => warningOf(objection)),
    deviations: accepted.map(({ objection, how }) => ({
      type: "deviated",
      data: {
        command,
        code: objection.code,
        at: objection.at,
        cites: [...objection.cites],
        detail: objection.detail,
        how,
        reason: how === "override" ? (override?.reason ?? "") : "",
      },
    })),
  };
}

function howHeld(process: Process, { cites, only }: Objection): Enforcement {
  const how = enforcementOf(process, cites);
  if (only === "refusal") return how === "off" ? how : "block";
  return only === "warning" && (how === "block" || how === "override") ? "warn" : how;
}

function refusalOf(process: Process, refusing: readonly { objection: Objection; how: string }[]): Refusal {
  const first = refusing[0]!.objection;
  const all = refusing.map(({ objection }) => objection);
  const unmet = [...new Set(all.flatMap((objection) => objection.unmet ?? []))];
  const overridable = refusing.every(({ how }) => how === "override");
  const commander = roleOfKind(process, "commander");
  return {
    refused: true,
    code: first.code,
    detail: [...new Set(all.map((objection) => objection.detail))].join(" "),
    rule: [...new Set(all.flatMap((objection) => objection.cites))],
    policy: first.at,
    ...(unmet.length > 0 ? { unmet } : {}),
    ...(overridable ? { override: { role: commander ?? "commander", reasonRequired: true as const } } : {}),
  };
}

function warningOf(objection: Objection): Warning {
  return { code: objection.code, detail: objection.detail, rule: objection.cites, policy: objection.at };
}
