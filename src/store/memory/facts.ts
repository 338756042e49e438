/** Facts in memory: what the test gave, and the kinds the store computes from its own rows. */
import type { FactKind, FactKinds } from "../../core/kernel/facts.ts";
import { later } from "../../core/kernel/time.ts";
import type { VersionedFact } from "../log.ts";
import type { StreamRow, Tables } from "./tables.ts";

/** A fact with its version; null and 0 where there is none. */
export function factOf(tables: Tables, kind: FactKind, key: string): VersionedFact {
  const own = tables.facts.get(`${kind}/${key}`);
  if (kind === "engagement") return { value: engagementOf(tables, key), version: own?.version ?? 0 };
  if (kind === "incident") return { value: incidentOf(tables, key), version: own?.version ?? 0 };
  if (kind === "refinements") return { value: refinementsOf(tables, key), version: own?.version ?? 0 };
  if (kind === "systems") return { value: systemsOf(tables, own ?? tables.given(kind, key)), version: own?.version ?? 0 };
  if (kind === "first-in-line") return { value: firstInLineOf(tables, key), version: own?.version ?? 0 };
  if (kind === "room") return roomOf(tables, key, own ?? tables.given(kind, key));
  return own ?? tables.given(kind, key);
}

/** Which incident works in a room is a claim, not something that was given. */
function roomOf(tables: Tables, key: string, { value, version }: VersionedFact): VersionedFact {
  return value === null ? { value, version } : { value: { ...(value as FactKinds["room"]), heldBy: tables.claims.get(`room:${key}`) ?? null }, version };
}

/** Gives a fact its next version. Versions come from one counter, so each change has a number of its own. */
export function bump(tables: Tables, kind: FactKind, key: string, value: unknown = null): void {
  const known = factOf(tables, kind, key).version;
  tables.counters.version = Math.max(tables.counters.version, known) + 1;
  tables.facts.set(`${kind}/${key}`, { value, version: tables.counters.version });
}

/** The highest version among a stream's watched facts that changed since it read them; null when none has. */
export function newestChange(tables: Tables, row: StreamRow): number | null {
  let newest: number | null = null;
  for (const { kind, key, version } of row.watches) {
    const current = factOf(tables, kind, key).version;
    if (current > version && (newest === null || current > newest)) newest = current;
  }
  return newest;
}

function engagementOf(tables: Tables, person: string): FactKinds["engagement"] | null {
  const rows = [...tables.streams].flatMap(([incident, { engagement }]) => {
    const row = engagement.get(person);
    return row ? [{ incident, ...row }] : [];
  });
  if (rows.length === 0) return null;
  rows.sort((a, b) => (a.incident < b.incident ? -1 : 1));
  const latest = (instants: readonly (string | null)[]) => instants.reduce((a, b) => (a !== null && b !== null ? later(a, b) : (a ?? b)), null);
  return {
    person,
    roles: rows.flatMap(({ incident, roles }) => roles.map((role) => ({ incident, role }))),
    lastActAt: latest(rows.map(({ lastActAt }) => lastActAt)),
    restUntil: latest(rows.map(({ restUntil }) => restUntil)),
    nightWork: "PT0S",
    latestIncident: rows.at(-1)?.incident ?? null,
  };
}

function incidentOf(tables: Tables, id: string): FactKinds["incident"] | null {
  const row = tables.streams.get(id);
  return row && !row.summary.confidential ? { id, phase: row.summary.phase } : null;
}

/** Proposals are duties of their rule until somebody decides on them; each key ends with the proposal's id. */
function refinementsOf(tables: Tables, process: string): FactKinds["refinements"] {
  const pending = [...tables.streams].flatMap(([incident, { summary, duties }]) =>
    summary.process !== process || summary.drill || summary.confidential
      ? []
      : [...duties.values()]
          .filter(({ rule, state }) => rule === "refinements" && state === "open")
          .map(({ key, what, openedAt }) => ({ incident, refinement: key.slice("refinement/".length), what, openedAt })),
  );
  pending.sort((a, b) => (a.openedAt === b.openedAt ? (a.refinement < b.refinement ? -1 : 1) : a.openedAt < b.openedAt ? -1 : 1));
  return { process, pending: pending.map(({ openedAt: _at, ...one }) => one) };
}

/** Only what everybody may see. Which sources are not heard is not this store's to know: that is given. */
function systemsOf(tables: Tables, { value }: VersionedFact): FactKinds["systems"] {
  const seen = (phases: readonly string[]) =>
    [...tables.streams].flatMap(([id, { head, summary }]) =>
      id.includes("/") || summary.drill || head.visibility.confidential || !phases.includes(summary.phase) ? [] : [{ id, ...summary }],
    );
  const fed = new Set(seen(["reported", "active", "paused"]).map(({ id }) => id));
  const firing = tables.groups.filter(({ closed, group }) => closed === null && group.firing > 0 && group.group !== "heartbeat" && fed.has(group.incident));
  return {
    incidents: seen(["active", "paused"]).map(({ process, severity }) => ({ process, severity })),
    firing: firing.length,
    silent: (value as { readonly silent?: readonly string[] } | null)?.silent ?? [],
  };
}

/** What comes first is a duty of its rule until somebody begins; its key ends with whose it is. */
function firstInLineOf(tables: Tables, owner: string): FactKinds["first-in-line"] {
  const waiting = [...tables.streams].flatMap(([incident, { summary, duties }]) =>
    summary.drill || summary.confidential
      ? []
      : [...duties.values()]
          .filter(({ rule, state, key }) => rule === "first_in_line" && state === "open" && key === `first/${owner}`)
          .map(({ openedAt }) => ({ incident, openedAt })),
  );
  waiting.sort((a, b) => (a.openedAt === b.openedAt ? (a.incident < b.incident ? -1 : 1) : a.openedAt < b.openedAt ? -1 : 1));
  return { owner, waiting: waiting.map(({ incident }) => incident) };
}
