/** The registry of a person's stream: its state, its events and how its commands and rules are written. */
import type { AnyWish } from "../kernel/command.ts";
import { commandOf } from "../kernel/command.ts";
import { ledger } from "../kernel/ledger.ts";
import { ruleOf } from "../kernel/rule.ts";
import type { EventOf, RecordedOf, StateOf } from "../kernel/slice.ts";
import { tested } from "./slice.ts";

export const slices = [ledger, tested] as const;

/** The state of a person's stream. */
export type State = StateOf<typeof slices>;

/** Its events. */
export type TestEvent = EventOf<typeof slices>;

/** Defines a command of a person's stream. */
export const command = commandOf<State, TestEvent>();

/** Defines a rule of a person's stream. */
export const rule = ruleOf<State, RecordedOf<TestEvent>, AnyWish>();
