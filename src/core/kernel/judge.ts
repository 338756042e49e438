/** Decides one wish and everything that follows from it, purely: the heart of the door. */
import type { z } from "zod";
import { citesAt } from "./cites.ts";
import type { AnyCommand, AnyWish, Ctx, Permission } from "./command.ts";
import type { Effect } from "./effect.ts";
import { enforce, type Override, type Warning } from "./enforce.ts";
import { type AnyPack, type AnyState, commandNamed, type Engine, evolve, versionOf } from "./engine.ts";
import type { Actor, NewEvent, Recorded } from "./event.ts";
import type { Facts } from "./facts.ts";
import { rulesInForce } from "./policy.ts";
import { isRefusal, type Objection, type Refusal, refuse } from "./refusal.ts";
import type { Instant } from "./time.ts";

/** Everything a decision depends on besides the wish. */
export type Setting = {
  readonly engine: Engine;
  readonly pack: AnyPack;
  readonly stream: string;
  readonly seq: number;
  readonly now: Instant;
  readonly commandId: string;
  readonly facts: Facts;
};

/** A wish with who wishes it. */
export type Wished = AnyWish & { readonly actor: Actor; readonly onBehalfOf?: string; readonly override?: Override };

/** A follow-up that was refused and therefore dropped: it goes into the journal. */
export type Dropped = { readonly name: string; readonly by: Actor; readonly refusal: Refusal };

/** What is being written while a wish and its follow-ups are decided. */
export type Draft = {
  state: AnyState;
  readonly events: Recorded[];
  readonly befores: AnyState[];
  readonly effects: Effect[];
  readonly warnings: Warning[];
  readonly dropped: Dropped[];
  ids: number;
  followed: number;
};

/** Follow-ups may follow one another this deep, and so many in all; beyond is a bug of a pack or a rule. */
const deepest = 8;
const most = 64;

/** A fresh draft over a state. */
export function draftOf(state: AnyState): Draft {
  return { state, events: [], befores: [], effects: [], warnings: [], dropped: [], ids: 0, followed: 0 };
}

/** The person behind an actor, or null. */
export function personOf(actor: Actor): string | null {
  const [kind, id] = actor.split(":", 2);
  return (kind === "person" || kind === "sim") && id ? id : null;
}

/** What a command may know while it is decided. */
export function contextOf(setting: Setting, draft: Draft, wished: { readonly actor: Actor }): Ctx {
  const person = personOf(wished.actor);
  return {
    now: setting.now,
    actor: wished.actor,
    person,
    stream: setting.stream,
    id: () => `${setting.commandId}/${draft.ids++}`,
    facts: setting.facts,
    process: setting.pack,
    holds: (capability) => person !== null && setting.engine.holds(setting.pack, draft.state, person, capability),
  };
}

/** Decides a wish into the draft; returns the refusal when there is one (the draft is then worthless). */
export function judge(setting: Setting, draft: Draft, wished: Wished, depth = 0): Refusal | null {
  const command = commandNamed(setting.engine, wished.name);
  if (!command) return refuse("not_found", `There is no command "${wished.name}".`);
  const parsed = command.input.safeParse(wished.input);
  if (!parsed.success) return invalid(parsed.error);
  const ctx = contextOf(setting, draft, wished);
  const denied = depth === 0 ? denies(setting, command, draft.state, parsed.data, ctx) : null;
  if (denied) return denied;
  const objections = objectionsTo(setting, command.name, draft.state, parsed.data, ctx);
  const enforced = enforce(setting.pack, command.name, objections, ctx, wished.override);
  if ("refusal" in enforced) return enforced.refusal;
  const decided = command.decide(draft.state, parsed.data, ctx);
  if (isRefusal(decided)) return decided;
  draft.warnings.push(...enforced.warnings);
  return append(setting, draft, [...enforced.deviations, ...decided], wished, depth);
}

/** Folds new events, lets the rules name what follows and what the world must be told. */
export function append(setting: Setting, draft: Draft, fresh: readonly NewEvent[], wished: Pick<Wished, "actor" | "onBehalfOf">, depth: number): Refusal | null {
  const recorded = fresh.map((event) => record(setting, draft, event, wished));
  const rules = rulesInForce(setting.engine, setting.pack, setting.engine.rankOf(draft.state));
  const ctx = contextOf(setting, draft, wished);
  for (const event of recorded) {
    for (const { rule, policy } of rules) {
      for (const face of [rule.triggers?.[event.type], rule.triggers?.["*"]]) if (face) draft.effects.push(...face(policy, draft.state, event, ctx));
    }
  }
  for (const event of recorded) {
    for (const { rule, policy } of rules) {
      for (const face of [rule.follows?.[event.type], rule.follows?.["*"]]) {
        const wishes: readonly AnyWish[] = face ? face(policy, draft.state, event, contextOf(setting, draft, wished)) : [];
        for (const wish of wishes) {
          const refusal = follow(setting, draft, wish, `rule:${rule.key}`, depth + 1);
          if (refusal) return refusal;
        }
      }
    }
  }
  return null;
}

/** Carries out what a rule or a due duty names. A refused one leaves no trace but in the journal, unless it must be. */
export function follow(setting: Setting, draft: Draft, wish: AnyWish, by: Actor, depth: number): Refusal | null {
  if (depth > deepest || ++draft.followed > most) throw new Error(`follow-ups of ${wish.name} do not come to an end`);
  const mark = { state: draft.state, events: draft.events.length, effects: draft.effects.length, warnings: draft.warnings.length };
  const refusal = judge(setting, draft, { ...wish, actor: by }, depth);
  if (!refusal) return null;
  if (wish.must) return refusal;
  draft.state = mark.state;
  draft.events.length = draft.befores.length = mark.events;
  draft.effects.length = mark.effects;
  draft.warnings.length = mark.warnings;
  draft.dropped.push({ name: wish.name, by, refusal });
  return null;
}

function record(setting: Setting, draft: Draft, event: NewEvent, wished: Pick<Wished, "actor" | "onBehalfOf">): Recorded {
  const recorded: Recorded = {
    stream: setting.stream,
    seq: setting.seq + draft.events.length + 1,
    type: event.type,
    v: versionOf(setting.engine, event),
    at: setting.now,
    actor: wished.actor,
    ...(wished.onBehalfOf ? { onBehalfOf: wished.onBehalfOf } : {}),
    data: event.data,
  };
  draft.befores.push(draft.state);
  draft.state = evolve(setting.engine, draft.state, recorded);
  draft.events.push(recorded);
  return recorded;
}

/** Every objection of every rule in force to a command; with `null` as input, those that are certain without it. */
export function objectionsTo(setting: Setting, command: string, state: AnyState, input: unknown, ctx: Ctx): Objection[] {
  const rules = rulesInForce(setting.engine, setting.pack, setting.engine.rankOf(state));
  return rules.flatMap(({ rule, policy }) => {
    const face = rule.forbids?.[command];
    return face ? [...face(policy, state, input, ctx)] : [];
  });
}

/** The refusal of somebody who may not, or null. The pack says who holds a capability; one it does not name is anybody's. */
export function denies(setting: Setting, command: AnyCommand, state: AnyState, input: unknown, ctx: Ctx): Refusal | null {
  const permission: Permission = typeof command.may === "function" ? command.may(state, input, ctx) : command.may;
  if (permission === "anyone") return null;
  if (permission === "program") return ctx.person === null && ctx.actor !== "anonymous" ? null : refuse("not_permitted", "Only the process itself does this.");
  if (ctx.person === null && ctx.actor !== "anonymous") return null;
  const held = setting.pack.may[permission.capability];
  if (!held || ctx.holds(permission.capability)) return null;
  const labels = held.holds.map((holder) => setting.pack.roles[holder]?.label ?? holder.replaceAll("_", " "));
  const at = `/may/${permission.capability}`;
  return refuse("not_permitted", `${command.title}: only ${labels.join(" or ")} may.`, { rule: citesAt(setting.pack, at), policy: at });
}

function invalid(error: z.ZodError): Refusal {
  const issue = error.issues[0]!;
  const path = issue.path.map((part) => String(part).replaceAll("~", "~0").replaceAll("/", "~1"));
  const detail = issue.path.length > 0 ? `${issue.path.join(".")}: ${issue.message}` : issue.message;
  return refuse("invalid_value", detail, { pointer: `/${path.join("/")}`.replace(/^\/$/, "") });
}
