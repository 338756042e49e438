/** Alerts on their way in, in memory. */
import { epochMs } from "../../core/kernel/time.ts";
import { plain } from "../chain.ts";
import { alertOf, carriedBy, changeOf, counted } from "../grouping.ts";
import { type Arrived, type GroupChange, incidentIdFor, isSynthetic, type Signals } from "../signals.ts";
import { silencedBy, silenceOf } from "../silencing.ts";
import { defaultStormLimit, joinedReason, type Storm } from "../storming.ts";
import { acceptChanges } from "./happened.ts";
import { followHead, limitsOf, placing, release, stormsOf, sumUp } from "./placing.ts";
import { type GroupRow, hint, type SignalRow, type Tables } from "./tables.ts";

const dayMs = 86_400_000;

/** A storm has more groups than anybody reads. */
const mostGroups = 500;

/** The signals' part of the store. */
export function memorySignals(tables: Tables): Signals {
  return {
    accept: async (arrived) => {
      for (const request of arrived) accept(tables, request);
      hint(tables);
    },
    route: async (limit, stormLimit = async () => defaultStormLimit) => {
      if (nothingToDo(tables)) return 0;
      const limits = await limitsOf(tables, stormLimit);
      const storms = stormsOf(tables, limits);
      const heard = release(tables, storms);
      const waiting = tables.signals.filter(({ routed }) => !routed).slice(0, limit);
      for (const row of waiting) route(tables, storms, row);
      sumUp(tables);
      if (waiting.length + heard > 0) hint(tables);
      return waiting.length + heard;
    },
    changes: async (limit) => changes(tables, limit),
    carried: async (change, { incident, reason }) => {
      const row = tables.groups.findLast(({ group }) => group.source === change.source && group.group === change.group && group.incident === change.incident);
      if (!row) return;
      const before = row.group.incident;
      row.group = carriedBy(row.group, change, incident ?? before);
      row.carriedAt = tables.now();
      if (incident === null && row.closed === null) Object.assign(row, { closed: reason, rejected: true });
      if (row.closed !== null || row.group.incident !== before) followHead(tables, row, before);
    },
    recent: async (source) => recent(tables, source),
    groups: async (incident) =>
      tables.groups
        .filter(({ group }) => group.incident === incident)
        .slice(0, mostGroups)
        .map(({ group: { source, group, count, firing, firstAt, lastAt, title, links }, fingerprints }) => {
          return { source, group, count, firing, fingerprints: [...fingerprints].sort().slice(0, 100), firstAt, lastAt, title, links };
        }),
  };
}

function recent(tables: Tables, source: string): Awaited<ReturnType<Signals["recent"]>> {
  return tables.arrivals
    .filter((request) => request.source === source)
    .slice(-20)
    .reverse()
    .map(({ id, at, payload, problem }) => ({ id, at, payload, problem, became: becameOf(tables, id) }));
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
  acceptChanges(tables, request);
  for (const signal of request.signals) {
    tables.signals.push({ arrival: request.id, source: request.source, signal: plain(signal), routed: false, generation: null, reason: null });
  }
}

function openGroup(tables: Tables, source: string, group: string): GroupRow | undefined {
  return tables.groups.find((row) => row.closed === null && row.group.source === source && row.group.group === group);
}

function nothingToDo(tables: Tables): boolean {
  return tables.signals.every(({ routed }) => routed) && tables.groups.every(({ group, closed }) => closed !== null || group.silencedBy === null);
}

function route(tables: Tables, storms: ReadonlyMap<string, Storm>, row: SignalRow): void {
  const { source, signal } = row;
  const now = tables.now();
  const known = openGroup(tables, source, signal.group);
  const silence = signal.status !== "firing" || isSynthetic(source) ? null : silenceOf(tables.silences, { ...signal, source }, now);
  const result = counted(signal, {
    source,
    group: known?.group ?? null,
    firing: known?.fingerprints.has(signal.fingerprint) ?? false,
    now,
    silence: silence?.id ?? null,
    open: () => ({
      generation: 1 + tables.groups.filter(({ group }) => group.source === source && group.group === signal.group).length,
      incident: incidentIdFor(source, signal.group, tables.id()),
    }),
    place: placing(storms, source),
  });
  row.routed = true;
  if ("reason" in result) {
    row.reason = result.reason;
    return;
  }
  row.generation = result.group.generation;
  row.reason = silence ? silencedBy(silence) : result.group.storm === "joined" ? joinedReason : null;
  if (silence) tables.silenced.set(silence.id, (tables.silenced.get(silence.id) ?? 0) + 1 + (signal.more ?? 0));
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
    const heard = row !== undefined && !row.rejected && row.group.openedAt !== null && tables.streams.get(row.group.incident)?.summary.confidential !== true;
    const one = { incident: heard ? row.group.incident : null, reason: reason ?? (row?.rejected ? row.closed : null) ?? "" };
    found.set(`${one.incident} ${one.reason}`, one);
  }
  return [...found.values()];
}

/** Closes the group whose claim was freed, so that its next signal opens anew. */
export function closeGroup(tables: Tables, claim: string): void {
  const alert = alertOf(claim);
  const row = alert && openGroup(tables, alert.source, alert.group);
  if (!row) return;
  row.closed = "its incident ended";
  followHead(tables, row, row.group.incident);
}
