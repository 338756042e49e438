/** Alerts on their way in, in memory. */
import { epochMs } from "../../core/kernel/time.ts";
import { plain } from "../chain.ts";
import { alertOf, carriedBy, changeOf, counted } from "../grouping.ts";
import type { Arrived, GroupChange, Signals } from "../signals.ts";
import { type GroupRow, hint, type SignalRow, type Tables } from "./tables.ts";

const dayMs = 86_400_000;

/** The signals' part of the store. */
export function memorySignals(tables: Tables): Signals {
  return {
    accept: async (arrived) => {
      for (const request of arrived) accept(tables, request);
      hint(tables);
    },
    route: async (limit) => {
      const waiting = tables.signals.filter(({ routed }) => !routed).slice(0, limit);
      for (const row of waiting) route(tables, row);
      if (waiting.length > 0) hint(tables);
      return waiting.length;
    },
    changes: async (limit) => changes(tables, limit),
    carried: async (change, { incident, reason }) => {
      const row = tables.groups.findLast(({ group }) => group.source === change.source && group.group === change.group && group.incident === change.incident);
      if (!row) return;
      row.group = carriedBy(row.group, change, incident ?? row.group.incident);
      row.carriedAt = tables.now();
      if (incident === null && row.closed === null) Object.assign(row, { closed: reason, rejected: true });
    },
    recent: async (source) =>
      tables.arrivals
        .filter((request) => request.source === source)
        .slice(-20)
        .reverse()
        .map(({ id, at, payload, problem }) => ({ id, at, payload, problem, became: becameOf(tables, id) })),
    groups: async (incident) =>
      tables.groups
        .filter(({ group }) => group.incident === incident)
        .map(({ group: { source, group, count, firing, firstAt, lastAt, title, links }, fingerprints }) => {
          return { source, group, count, firing, fingerprints: [...fingerprints].sort().slice(0, 100), firstAt, lastAt, title, links };
        }),
  };
}

function accept(tables: Tables, request: Arrived): void {
  const at = tables.now();
  if (request.key !== null) {
    const key = `${request.source}\n${request.key}`;
    const seen = tables.arrivalKeys.get(key);
    if (seen !== undefined && epochMs(at) - epochMs(seen) < 2 * dayMs) return;
    tables.arrivalKeys.set(key, at);
  }
  tables.arrivals.push({ ...plain(request), at });
  for (const signal of request.signals) {
    tables.signals.push({ arrival: request.id, source: request.source, signal: plain(signal), routed: false, generation: null, reason: null });
  }
}

function openGroup(tables: Tables, source: string, group: string): GroupRow | undefined {
  return tables.groups.find((row) => row.closed === null && row.group.source === source && row.group.group === group);
}

function route(tables: Tables, row: SignalRow): void {
  const { source, signal } = row;
  const known = openGroup(tables, source, signal.group);
  const result = counted(signal, {
    source,
    group: known?.group ?? null,
    firing: known?.fingerprints.has(signal.fingerprint) ?? false,
    now: tables.now(),
    open: () => ({
      generation: 1 + tables.groups.filter(({ group }) => group.source === source && group.group === signal.group).length,
      incident: tables.id(),
    }),
  });
  row.routed = true;
  if ("reason" in result) {
    row.reason = result.reason;
    return;
  }
  row.generation = result.group.generation;
  const target = known ?? { group: result.group, fingerprints: new Set<string>(), closed: null, rejected: false, carriedAt: null };
  if (!known) tables.groups.push(target);
  target.group = result.group;
  if (result.fires) target.fingerprints.add(signal.fingerprint);
  else target.fingerprints.delete(signal.fingerprint);
}

function changes(tables: Tables, limit: number): GroupChange[] {
  const now = epochMs(tables.now());
  const busy = new Set(tables.groups.filter(({ carriedAt }) => carriedAt !== null && now - epochMs(carriedAt) < 1000).map(({ group }) => group.incident));
  const found: GroupChange[] = [];
  for (const { group, closed } of tables.groups) {
    const change = closed === null ? changeOf(group) : null;
    if (!change || busy.has(change.incident)) continue;
    busy.add(change.incident);
    found.push(change);
    if (found.length === limit) break;
  }
  return found;
}

function becameOf(tables: Tables, arrival: string): { readonly incident: string | null; readonly reason: string }[] {
  const found = new Map<string, { incident: string | null; reason: string }>();
  for (const { arrival: of, source, signal, routed, generation, reason } of tables.signals) {
    if (of !== arrival || !routed) continue;
    const row = tables.groups.find(({ group }) => group.source === source && group.group === signal.group && group.generation === generation);
    const one = row && !row.rejected ? { incident: row.group.incident, reason: "" } : { incident: null, reason: reason ?? row?.closed ?? "" };
    found.set(`${one.incident} ${one.reason}`, one);
  }
  return [...found.values()];
}

/** Closes the group whose claim was freed, so that its next signal opens anew. */
export function closeGroup(tables: Tables, claim: string): void {
  const alert = alertOf(claim);
  const row = alert && openGroup(tables, alert.source, alert.group);
  if (row) row.closed = "its incident ended";
}
