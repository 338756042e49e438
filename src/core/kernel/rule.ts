/** A sentence of the process: one key of the pack and up to four pure faces, and what it says against the pack itself. */
import type { z } from "zod";
import type { AnyWish, Ctx } from "./command.ts";
import type { Duty } from "./duty.ts";
import type { Effect } from "./effect.ts";
import type { Recorded } from "./event.ts";
import type { Facts } from "./facts.ts";
import type { Process } from "./process.ts";
import type { Code, Objection, Pointer } from "./refusal.ts";

/** What a rule sees of the pack: its own value at the top, its own value at a severity, and the skeleton. */
export type Policy<Own = unknown, Level = unknown> = {
  readonly process: Process;
  /** The pack's value under the rule's key; undefined where the pack has none. */
  readonly own: Own;
  /** The current severity's value under the rule's key; undefined where it has none or there is no severity yet. */
  readonly level: Level;
  readonly rank: number | null;
  /** The value another severity has under the rule's key. */
  readonly levelAt: (rank: number) => Level | undefined;
  /** The pack path of this rule's value: at the top, or at the current severity; `below` is a path inside it. */
  readonly at: (where: "top" | "level", below?: string) => Pointer;
  /** An objection of the value at a pack path, with the catalog IDs that value serves. */
  readonly objection: (at: Pointer, code: Code, detail: string, unmet?: readonly string[]) => Objection;
  /** The catalog IDs of the value at a pack path. */
  readonly cites: (at: Pointer) => readonly string[];
};

/** A rule over streams of state `S`, events `E` and wishes `W`. Called with `null` as input, `forbids` says what is certain without it. */
export type Rule<K extends string = string, Own = unknown, Level = unknown, S = unknown, E extends Recorded = Recorded, W extends AnyWish = AnyWish> = {
  readonly key: K;
  readonly title: string;
  /** What it makes true, in one sentence. */
  readonly says: string;
  /** The schema of `pack[key]`. */
  readonly schema?: z.ZodType<Own>;
  /** The schema of `pack.severities[rank][key]`. */
  readonly level?: z.ZodType<Level>;
  readonly forbids?: {
    readonly [N in W["name"]]?: (policy: Policy<Own, Level>, state: S, input: Extract<W, { name: N }>["input"] | null, ctx: Ctx) => readonly Objection[];
  };
  readonly follows?: { readonly [T in E["type"]]?: (policy: Policy<Own, Level>, state: S, event: Extract<E, { type: T }>, ctx: Ctx) => readonly W[] } & {
    readonly "*"?: (policy: Policy<Own, Level>, state: S, event: E, ctx: Ctx) => readonly W[];
  };
  readonly demands?: (policy: Policy<Own, Level>, state: S, facts: Facts) => readonly Duty<W, S>[];
  readonly triggers?: { readonly [T in E["type"]]?: (policy: Policy<Own, Level>, state: S, event: Extract<E, { type: T }>, ctx: Ctx) => readonly Effect[] } & {
    readonly "*"?: (policy: Policy<Own, Level>, state: S, event: E, ctx: Ctx) => readonly Effect[];
  };
  /** What in the pack itself goes against the sentence: a blocked one is no valid pack, a warned one is valid with a warning. */
  readonly misfits?: (policy: Policy<Own, Level>) => readonly Objection[];
  /** Pack values that are valid and not, shown in the reference and tried by the examples loop. */
  readonly examples: readonly { readonly title: string; readonly value: unknown; readonly in: "top" | "level"; readonly valid: boolean }[];
};

// biome-ignore lint/suspicious/noExplicitAny: a registry holds rules of every value
export type AnyRule = Rule<string, any, any, any, any, any>;

/** Binds state, events and wishes so that a rule file names only its own value. */
export function ruleOf<S, E extends Recorded, W extends AnyWish>() {
  return <const K extends string, Own = undefined, Level = undefined>(
    key: K,
    definition: Omit<Rule<K, Own, Level, S, E, W>, "key">,
  ): Rule<K, Own, Level, S, E, W> => ({
    key,
    ...definition,
  });
}
