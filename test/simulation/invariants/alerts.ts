/** Alerts: none is lost, none is counted twice, and there is one open incident for each kind. */

import { open } from "../../../src/core/incident/lifecycle/slice.ts";
import { changeOf } from "../../../src/store/grouping.ts";
import type { Tables } from "../../../src/store/memory/tables.ts";
import type { Broken, Invariant } from "../scene.ts";
import type { Scene } from "../stage.ts";

function arrived({ town }: Scene): Broken {
  const { arrivals, signals } = town.raw.tables;
  for (const { arrived, ackedAt } of town.alerts) {
    const rows = arrivals.filter(({ source, key }) => source === arrived.source && key === arrived.key).length;
    if (ackedAt !== null && rows === 0) return `alert ${arrived.id} was accepted and is nowhere`;
    if (rows > 1) return `alert ${arrived.id} was stored ${rows} times`;
    if (rows === 1 && signals.filter(({ arrival }) => arrival === arrived.id).length !== arrived.signals.length)
      return `alert ${arrived.id} has lost or gained signals`;
  }
  return null;
}

function counted({ signals, groups }: Tables): Broken {
  for (const { group } of groups) {
    const fired = signals.filter((row) => row.source === group.source && row.signal.group === group.group && row.generation === group.generation);
    const firing = fired.filter(({ signal }) => signal.status === "firing").length;
    if (firing !== group.count) return `group ${group.group}.${group.generation} counts ${group.count} signals, there are ${firing}`;
  }
  for (const row of signals) {
    if (!row.routed) continue;
    const homes = groups.filter(({ group }) => group.source === row.source && group.group === row.signal.group && group.generation === row.generation).length;
    if (homes + (row.reason ? 1 : 0) !== 1) return `a signal of ${row.arrival} belongs to ${homes} groups, reason: ${row.reason}`;
  }
  return null;
}

/** Every claim belongs to one open incident, as the table and the incident itself say. */
function claimed(scene: Scene): Broken {
  const { claims } = scene.town.raw.tables;
  const held = new Map<string, string>();
  for (const { stream, state } of scene.streams.values()) {
    if (!open.includes(state.lifecycle.phase) && state.lifecycle.claims.length > 0)
      return `${stream} is over and still claims ${state.lifecycle.claims.join()}`;
    for (const claim of state.lifecycle.claims) {
      if (held.has(claim)) return `${claim} has two open incidents: ${held.get(claim)} and ${stream}`;
      held.set(claim, stream);
      if (claims.get(claim) !== stream) return `${stream} claims ${claim}, the table says ${claims.get(claim)}`;
    }
  }
  for (const [claim, stream] of claims) if (held.get(claim) !== stream) return `${claim} is still held by ${stream}, which does not claim it`;
  return null;
}

export const ofAlerts: readonly Invariant[] = [
  {
    id: "E1",
    says: "every accepted alert is counted in exactly one group of one incident, or has a recorded reason",
    watch: (scene) => ({
      step: () => arrived(scene) ?? counted(scene.town.raw.tables),
      end: () => {
        const { signals, groups, streams } = scene.town.raw.tables;
        if (signals.some(({ routed }) => !routed)) return "a signal was never routed";
        const waits = groups.find(({ group, closed }) => closed === null && changeOf(group));
        if (waits) return `a change of group ${waits.group.group} was never carried to its incident`;
        const lost = groups.find(({ group, rejected }) => !rejected && !streams.has(group.incident));
        return lost ? `group ${lost.group.group} belongs to an incident that does not exist` : null;
      },
    }),
  },
  {
    id: "E2",
    says: "at most one open incident for each source and group; after its end the next alert opens a new one",
    watch: (scene) => ({
      stream: () => claimed(scene),
      end: () => {
        for (const { group, closed } of scene.town.raw.tables.groups) {
          if (closed !== null) continue;
          const found = scene.streams.get(group.incident);
          if (!found || !open.includes(found.state.lifecycle.phase)) return `group ${group.group} is open and its incident is ${found?.state.lifecycle.phase}`;
        }
        return null;
      },
    }),
  },
];
