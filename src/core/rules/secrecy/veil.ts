/** What a message of a secret incident still says: its name, and to come where it is safe to talk (R-PD-S03, R-PD-S05). */
import { circleOf } from "../../incident/secrecy/circle.ts";
import type { State } from "../../incident/slices.ts";
import type { Effect } from "../../kernel/effect.ts";
import type { AnyPack } from "../../kernel/engine.ts";
import type { SecrecyValue } from "./value.ts";

const saysOf = (pack: AnyPack) => (pack.secrecy as SecrecyValue)?.messages;

/** The same message, to the same reader and as urgent, without a word of what it is about; what was written for outside stays as it is. */
export function veiled(pack: AnyPack, state: State, effect: Effect): Effect {
  const says = state.secrecy.concealed ? saysOf(pack) : undefined;
  if (says === undefined || effect.outward) return effect;
  const cites = [...new Set([...effect.cites, ...((says.cites as readonly string[] | undefined) ?? [])])];
  const { alert, rule } = effect.params;
  const kept = { ...(typeof alert === "number" ? { alert } : {}), ...(typeof rule === "number" ? { rule } : {}) };
  return { ...effect, template: "veiled", params: { ...kept, prefix: says.prefix ?? null, words: says.words, name: state.secrecy.codename ?? "" }, cites };
}

/** Whether a message of a secret incident would go to somebody outside for whom it is not written. */
export function goesOutside(state: State, { to, outward }: Pick<Effect, "to" | "outward">): boolean {
  return state.secrecy.concealed && !outward && ("contact" in to || !circleOf(state).includes(to.person));
}
