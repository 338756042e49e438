/** How bugs are planted: one part of a node is replaced, the rest stays as it is. */

import type { State } from "../../src/core/incident/slices.ts";
import type { AnyCommand } from "../../src/core/kernel/command.ts";
import type { Engine } from "../../src/core/kernel/engine.ts";
import type { AnyRule } from "../../src/core/kernel/rule.ts";
import { epochMs, instantOf } from "../../src/core/kernel/time.ts";
import type { Store, StreamTransaction, Write } from "../../src/store/log.ts";
import type { JobRow } from "../../src/store/memory/tables.ts";
import type { Life } from "./machine.ts";
import type { Planted } from "./nodes.ts";
import type { Town } from "./stage.ts";

type Where = { readonly town: Town; readonly life: Life };

/** A store whose transactions are changed. */
export function transacting(raw: Store, change: (transaction: StreamTransaction) => StreamTransaction): Store {
  return { ...raw, locked: (stream, work) => raw.locked(stream, (transaction) => work(change(transaction))) };
}

/** A store that writes something else than it was told. */
export function committing(change: (write: Write, transaction: StreamTransaction, where: Where) => Write): Planted {
  return {
    store: (raw, where) => transacting(raw, (transaction) => ({ ...transaction, commit: (write) => transaction.commit(change(write, transaction, where)) })),
  };
}

export function jobs(change: (raw: Store["jobs"], where: Where) => Partial<Store["jobs"]>): Planted {
  return { store: (raw, where) => ({ ...raw, jobs: { ...raw.jobs, ...change(raw.jobs, where) } }) };
}

export const row = ({ town }: Where, id: string): JobRow => town.raw.tables.jobs.get(id)!;

/** A rule that is replaced by another of its key. */
export function ruled(key: string, change: (rule: AnyRule) => AnyRule | null): Planted {
  return {
    engine: (engine) => ({
      ...engine,
      rules: engine.rules.flatMap((rule) => (rule.key === key ? (change(rule) ?? []) : rule)),
    }),
  };
}

export function commanded(name: string, decide: AnyCommand["decide"]): Planted {
  return { engine: (engine) => ({ ...engine, commands: engine.commands.map((command) => (command.name === name ? { ...command, decide } : command)) }) };
}

/** A slice that folds one event into nothing. */
export function deaf(slice: string, type: string): Planted {
  const still = (engine: Engine<State>) =>
    engine.slices.map((one) => (one.name === slice ? { ...one, on: { ...one.on, [type]: { ...one.on[type]!, evolve: (state: unknown) => state } } } : one));
  return { engine: (engine) => ({ ...engine, slices: still(engine) }) };
}

type Steps = { readonly key: string; readonly steps: readonly { readonly at: string; readonly does: string; readonly then?: unknown }[] };

/** The alert rule with other duties. */
export function demanding(change: (duty: Steps) => readonly Steps[]): Planted {
  return ruled("alert", (rule) => ({
    ...rule,
    demands: (policy, state, facts) => (rule.demands?.(policy, state, facts) ?? []).flatMap((duty) => change(duty) as (typeof duty)[]),
  }));
}

export const again = /^page\/(.+)\/again\/(\d+)$/;

/** The step of calling again as a grid that was planned ahead. */
export function grid(duty: Steps): readonly Steps[] {
  const [, page, count] = again.exec(duty.key) ?? [];
  const step = duty.steps[0];
  if (!page || !step) return [duty];
  return Array.from({ length: 5 }, (_, index) => ({
    ...duty,
    key: `page/${page}/again/${Number(count) + index}`,
    steps: [{ ...step, at: instantOf(epochMs(step.at) + index * 120_000) }],
  }));
}
