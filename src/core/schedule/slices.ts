/** The registry of a schedule's stream: its state, its events and how its commands and rules are written. */
import type { AnyWish } from "../kernel/command.ts";
import { commandOf } from "../kernel/command.ts";
import { ledger } from "../kernel/ledger.ts";
import { ruleOf } from "../kernel/rule.ts";
import type { EventOf, RecordedOf, StateOf } from "../kernel/slice.ts";
import { watch } from "./slice.ts";

export const slices = [ledger, watch] as const;

/** The state of a schedule's stream. */
export type State = StateOf<typeof slices>;

/** Its events. */
export type WatchEvent = EventOf<typeof slices>;

/** Defines a command of a schedule's stream. */
export const command = commandOf<State, WatchEvent>();

/** Defines a rule of a schedule's stream. */
export const rule = ruleOf<State, RecordedOf<WatchEvent>, AnyWish>();
