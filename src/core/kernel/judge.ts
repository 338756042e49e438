/** Decides one wish and everything that follows from it, purely: the heart of the door. */
import type { z } from "zod";
import type { AnyWish, Ctx } from "./command.ts";
import type { Effect } from "./effect.ts";
import { enforce, type Override, type Warning } from "./enforce.ts";
import { type AnyState, commandNamed, evolve, versionOf } from "./engine.ts";
import type { Actor, NewEvent, Recorded } from "./event.ts";
import { denies, inNameOf, objectionsTo } from "./permission.ts";
import { facesOf, isFilled, rulesInForce } from "./policy.ts";
import { isRefusal, type Refusal, refuse } from "./refusal.ts";
import { contextOf, type Setting } from "./setting.ts";

/** A wish with who wishes it. */
export type Wished = AnyWish & { readonly actor: Actor; readonly onBehalfOf?: string; readonly override?: Override };

/** A follow-up that was refused and therefore dropped: it goes into the journal. */
export type Dropped = { readonly name: string; readonly by: Actor; readonly refusal: Refusal };

/** What is being written while a wish and its follow-ups are decided. */
export type Draft = {
  readonly setting: Setting;
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
export function draftOf(setting: Setting, state: AnyState): Draft {
  return { setting, state, events: [], befores: [], effects: [], warnings: [], dropped: [], ids: 0, followed: 0 };
}

function context(draft: Draft, actor: Actor): Ctx {
  return contextOf(draft.setting, draft.state, actor, () => draft.ids++);
}

/** Decides a wish into the draft; returns the refusal when there is one (the draft is then worthless). */
export function judge(draft: Draft, wished: Wished, depth = 0): Refusal | null {
  const { setting } = draft;
  const command = commandNamed(setting.engine, wished.name);
  if (!command) return refuse("not_found", `There is no command "${wished.name}".`);
  if (command.partOf !== undefined && !isFilled(setting.pack, command.partOf))
    return refuse("invalid_state", `Under ${setting.pack.name} there is no “${command.title}”.`);
  const parsed = command.input.safeParse(wished.input);
  if (!parsed.success) return invalid(parsed.error);
  const ctx = context(draft, wished.actor);
  const asked = { setting, state: draft.state, input: parsed.data, ctx };
  const denied = depth === 0 ? denies(command, asked) : null;
  if (denied) return denied;
  const reason = wished.override?.reason ?? command.insists?.(parsed.data) ?? "";
  const enforced = enforce(setting.pack, command.name, objectionsTo(command.name, asked), reason === "" ? { ctx } : { ctx, override: { reason } });
  if ("refusal" in enforced) return enforced.refusal;
  const decided = command.decide(draft.state, parsed.data, ctx);
  if (isRefusal(decided)) return decided;
  draft.warnings.push(...enforced.warnings);
  const onBehalfOf = wished.onBehalfOf ?? inNameOf(command, asked);
  const by = onBehalfOf === null ? wished : { ...wished, onBehalfOf };
  return append(draft, [...enforced.deviations, ...decided], command.unsigned ? { actor: "anonymous" } : by, depth);
}

/** Folds new events, lets the rules name what the world must be told and what follows. */
export function append(draft: Draft, fresh: readonly NewEvent[], by: Pick<Wished, "actor" | "onBehalfOf">, depth: number): Refusal | null {
  const recorded = fresh.map((event) => record(draft, event, by));
  const { after } = facesOf(rulesInForce(draft.setting.engine, draft.setting.pack, draft.setting.engine.rankOf(draft.state)));
  const ctx = context(draft, by.actor);
  const wishes: { wish: AnyWish; by: Actor }[] = [];
  for (const event of recorded) {
    for (const said of after(event.type)) {
      for (const face of said.triggers) draft.effects.push(...face(said.policy, draft.state, event, ctx));
      for (const face of said.follows) for (const wish of face(said.policy, draft.state, event, ctx)) wishes.push({ wish, by: said.by });
    }
  }
  for (const one of wishes) {
    const refusal = follow(draft, one.wish, one.by, depth + 1);
    if (refusal) return refusal;
  }
  return null;
}

/** Carries out what a rule or a due duty names. A refused one leaves no trace but in the journal, unless it must be. */
export function follow(draft: Draft, wish: AnyWish, by: Actor, depth: number): Refusal | null {
  if (depth > deepest || ++draft.followed > most * 16) throw new Error(`follow-ups of ${wish.name} do not come to an end`);
  const mark = { state: draft.state, events: draft.events.length, effects: draft.effects.length, warnings: draft.warnings.length };
  const refusal = judge(draft, { ...wish, actor: by }, depth);
  if (!refusal) return null;
  if (wish.must) return refusal;
  draft.state = mark.state;
  draft.events.length = mark.events;
  draft.befores.length = mark.events;
  draft.effects.length = mark.effects;
  draft.warnings.length = mark.warnings;
  draft.dropped.push({ name: wish.name, by, refusal });
  return null;
}

function record(draft: Draft, event: NewEvent, by: Pick<Wished, "actor" | "onBehalfOf">): Recorded {
  const { engine, stream, seq, now } = draft.setting;
  const recorded: Recorded = {
    stream,
    seq: seq + draft.events.length + 1,
    type: event.type,
    v: versionOf(engine, event),
    at: now,
    actor: by.actor,
    ...(by.onBehalfOf ? { onBehalfOf: by.onBehalfOf } : {}),
    data: event.data,
  };
  draft.befores.push(draft.state);
  draft.state = evolve(engine, draft.state, recorded);
  draft.events.push(recorded);
  return recorded;
}

function invalid(error: z.ZodError): Refusal {
  const issue = error.issues[0];
  const path = (issue?.path ?? []).map((part) => `/${String(part).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
  return refuse("invalid_value", `${issue?.path.length ? `${issue.path.join(".")}: ` : ""}${issue?.message ?? "is not valid"}`, { pointer: path });
}
