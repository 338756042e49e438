/** How signals count into the open group of their key: pure, so that every store counts alike. */
import type { Instant } from "../core/kernel/time.ts";
import type { GroupChange, IncomingSignal } from "./signals.ts";

/** The row of a group: alerts of one source with one key, from the first firing one until its incident ends. */
export type Group = {
  readonly source: string;
  readonly group: string;
  /** Grows each time the group opens anew. */
  readonly generation: number;
  readonly incident: string;
  readonly change: number;
  readonly carried: number;
  /** What the changes after the opening come to, as long as no command has carried them. */
  readonly pending: "worse" | "cleared" | "counted" | null;
  readonly count: number;
  readonly firing: number;
  readonly severity: number | null;
  readonly title: string;
  readonly text: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly links: IncomingSignal["links"];
  readonly firstAt: Instant;
  readonly lastAt: Instant;
};

/** A signal's outcome: the group it now counts in, or why it counts in none. `fires` says whether its fingerprint now does. */
export type Counted = { readonly group: Group; readonly fires: boolean } | { readonly reason: string };

/** Where a signal meets its group. */
export type Meeting = {
  readonly source: string;
  /** The open group, or null. */
  readonly group: Group | null;
  /** Whether this fingerprint fires in it already. */
  readonly firing: boolean;
  readonly now: Instant;
  /** The next generation's number and the id of its incident; asked only when a group opens. */
  readonly open: () => { readonly generation: number; readonly incident: string };
};

/** Counts one signal. A group opens only by a firing one; a resolved one resolves no incident, it only tells. */
export function counted(signal: IncomingSignal, meeting: Meeting): Counted {
  const { group } = meeting;
  if (signal.status === "firing") return { group: group ? again(signal, group, meeting) : opened(signal, meeting), fires: true };
  if (!group) return { reason: `${signal.status} when nothing of this kind was open` };
  if (signal.status === "acknowledged") return { group: { ...group, lastAt: meeting.now }, fires: meeting.firing };
  const firing = group.firing - (meeting.firing ? 1 : 0);
  const next = { ...group, firing, lastAt: meeting.now };
  return { group: meeting.firing && firing === 0 ? changed(next, "cleared") : next, fires: false };
}

function opened(signal: IncomingSignal, meeting: Meeting): Group {
  const { title, text, labels, links, severity, group } = signal;
  const at = { firstAt: meeting.now, lastAt: meeting.now };
  return {
    source: meeting.source,
    group,
    ...meeting.open(),
    change: 1,
    carried: 0,
    pending: null,
    count: 1,
    firing: 1,
    severity,
    title,
    text,
    labels,
    links,
    ...at,
  };
}

function again(signal: IncomingSignal, group: Group, meeting: Meeting): Group {
  const worse = signal.severity !== null && (group.severity === null || signal.severity < group.severity);
  const next: Group = {
    ...group,
    count: group.count + 1,
    firing: group.firing + (meeting.firing ? 0 : 1),
    lastAt: meeting.now,
    ...(worse ? { severity: signal.severity, title: signal.title, text: signal.text } : {}),
  };
  if (worse || group.firing === 0) return changed(next, "worse");
  return isPowerOfTen(next.count) ? changed(next, "counted") : next;
}

function changed(group: Group, what: "worse" | "cleared" | "counted"): Group {
  return { ...group, change: group.change + 1, pending: what === "counted" ? (group.pending ?? "counted") : what };
}

function isPowerOfTen(count: number): boolean {
  return /^10+$/.test(String(count));
}

/** The change of a group that a command must carry, or null. The opening comes first, alone. */
export function changeOf(group: Group): GroupChange | null {
  const { generation: _g, carried, pending, lastAt: _l, ...shown } = group;
  if (carried === 0) return { ...shown, change: 1, what: "opened" };
  return group.change > carried && pending ? { ...shown, what: pending } : null;
}

/** The group after a command carried that change; what came meanwhile stays pending. */
export function carriedBy(group: Group, change: GroupChange, incident: string): Group {
  const carried = Math.max(group.carried, change.change);
  return { ...group, incident, carried, pending: carried >= group.change ? null : group.pending };
}

/** The source and key of an alert's claim (`alert:<source>/<key>`), or null for another claim. */
export function alertOf(claim: string): { readonly source: string; readonly group: string } | null {
  const slash = claim.indexOf("/");
  return claim.startsWith("alert:") && slash > 0 ? { source: claim.slice("alert:".length, slash), group: claim.slice(slash + 1) } : null;
}
