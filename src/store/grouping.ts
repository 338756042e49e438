/** How signals count into the open group of their key: pure, so that every store counts alike. */
import type { Instant } from "../core/kernel/time.ts";
import type { GroupChange, IncomingSignal } from "./signals.ts";
import { type Placed, passedTen } from "./storming.ts";

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
  /** The silence under which its news waits. */
  readonly silencedBy: string | null;
  /** When it was given its incident; null while it never left a silence. */
  readonly openedAt: Instant | null;
  /** Whether it opened the one incident of a storm, or joined it. */
  readonly storm: "head" | "joined" | null;
  /** What joined a storm's head, summed up. */
  readonly joined: Joined;
};

/** Groups that joined a storm: how many, with how many signals, of which so many fire. */
export type Joined = { readonly groups: number; readonly count: number; readonly firing: number };

/** None. */
export const noneJoined: Joined = { groups: 0, count: 0, firing: 0 };

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
  /** The silence in force that is about this signal, or null. */
  readonly silence: string | null;
  /** The next generation's number and an id for its incident; asked only when a group opens. */
  readonly open: () => { readonly generation: number; readonly incident: string };
  /** The incident it is given once no silence holds it back: that id, or in a storm another's. */
  readonly place: (own: string) => Placed;
};

/** Counts one signal. A group opens only by a firing one; a resolved one resolves no incident, it only tells. */
export function counted(signal: IncomingSignal, meeting: Meeting): Counted {
  const { group } = meeting;
  if (signal.status === "firing") return { group: placedIn(group ? again(signal, group, meeting) : opened(signal, meeting), meeting), fires: true };
  if (!group) return { reason: `${signal.status} when nothing of this kind was open` };
  if (signal.status === "acknowledged") return { group: { ...group, lastAt: meeting.now }, fires: meeting.firing };
  const firing = group.firing - (meeting.firing ? 1 : 0);
  const next = { ...group, firing, lastAt: meeting.now };
  if (!meeting.firing || firing + group.joined.firing > 0) return { group: next, fires: false };
  // Good news waits for no silence; but a group that never left one has nobody to tell.
  return { group: quiet({ ...changed(next, "cleared"), silencedBy: group.openedAt === null ? group.silencedBy : null }), fires: false };
}

/** Gives a group its incident once it has none and no silence holds it back. */
function placedIn(group: Group, { place, now }: Pick<Meeting, "place" | "now">): Group {
  return quiet(group.openedAt !== null || group.silencedBy !== null ? group : { ...group, ...place(group.incident), openedAt: now });
}

/** What joined a storm tells nothing by itself: its head does. */
function quiet(group: Group): Group {
  return group.storm === "joined" ? { ...group, carried: group.change, pending: null, silencedBy: null } : group;
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
    count: 1 + (signal.more ?? 0),
    firing: 1,
    severity,
    title,
    text,
    labels,
    links,
    ...at,
    silencedBy: meeting.silence,
    openedAt: null,
    storm: null,
    joined: noneJoined,
  };
}

function again(signal: IncomingSignal, group: Group, meeting: Meeting): Group {
  const worse = signal.severity !== null && (group.severity === null || signal.severity < group.severity);
  const next: Group = {
    ...group,
    count: group.count + 1 + (signal.more ?? 0),
    firing: group.firing + (meeting.firing ? 0 : 1),
    lastAt: meeting.now,
    silencedBy: holds(group) ? meeting.silence : null,
    ...(worse ? { severity: signal.severity, title: signal.title, text: signal.text } : {}),
  };
  if (worse || group.firing === 0) return changed(next, "worse");
  return passedTen(group.count, next.count) ? changed(next, "counted") : next;
}

/** A silence holds back what comes from now on, not what already waits to be told. */
function holds(group: Group): boolean {
  return group.silencedBy !== null || group.change === group.carried;
}

/** The group after its silence is over; null where it is over too, and nobody ever needed to know. `next` is another silence about it. */
export function released(group: Group, next: string | null, meeting: Pick<Meeting, "place" | "now">): Group | null {
  if (next !== null) return { ...group, silencedBy: next };
  if (group.openedAt === null && group.firing === 0) return null;
  return placedIn({ ...group, silencedBy: null }, meeting);
}

/** A storm's head with what joined it by now: told at each power of ten, and when nothing fires any more. */
export function summedUp(head: Group, joined: Joined): Group {
  const next = { ...head, joined };
  if (joined.firing === 0 && head.joined.firing > 0 && head.firing === 0) return changed(next, "cleared");
  return passedTen(head.joined.groups, joined.groups) || passedTen(head.joined.count, joined.count) ? changed(next, "counted") : next;
}

function changed(group: Group, what: "worse" | "cleared" | "counted"): Group {
  return { ...group, change: group.change + 1, pending: what === "counted" ? (group.pending ?? "counted") : what };
}

/** The change of a group that a command must carry, or null. The opening comes first, alone. */
export function changeOf(group: Group): GroupChange | null {
  const { generation: _g, carried, pending, lastAt: _l, silencedBy, openedAt: _o, storm, joined, ...own } = group;
  if (silencedBy !== null || storm === "joined") return null;
  const shown = { ...own, count: own.count + joined.count, firing: own.firing + joined.firing, storm: storm === "head", joined: joined.groups };
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
