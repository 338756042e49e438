/** What a decision depends on besides the wish, and what it may know. */
import type { Ctx } from "./command.ts";
import type { AnyPack, AnyState, Engine } from "./engine.ts";
import type { Actor } from "./event.ts";
import type { Facts } from "./facts.ts";
import type { Instant } from "./time.ts";

/** Everything a decision depends on besides the wish. */
export type Setting = {
  readonly engine: Engine;
  readonly pack: AnyPack;
  /** The process of the state before, where the wish leads into another one. */
  readonly before?: AnyPack;
  readonly stream: string;
  readonly seq: number;
  readonly now: Instant;
  readonly commandId: string;
  readonly facts: Facts;
};

/** A command asked about: in which state, with which input (null: none yet), by whom. */
export type Asked = { readonly setting: Setting; readonly state: AnyState; readonly input: unknown; readonly ctx: Ctx };

/** The person behind an actor, or null. */
function personOf(actor: Actor): string | null {
  const colon = actor.indexOf(":");
  const kind = actor.slice(0, Math.max(colon, 0));
  return (kind === "person" || kind === "sim") && actor.length > colon + 1 ? actor.slice(colon + 1) : null;
}

/** What a command may know while it is decided; `nextId` numbers the ids it asks for. */
export function contextOf(setting: Setting, state: AnyState, actor: Actor, nextId: () => number): Ctx {
  const person = personOf(actor);
  return {
    now: setting.now,
    actor,
    person,
    stream: setting.stream,
    id: () => `${setting.commandId}-${nextId()}`,
    facts: setting.facts,
    process: setting.pack,
    holds: (capability) => person !== null && setting.engine.holds(setting.pack, state, { person, facts: setting.facts }, capability),
  };
}
