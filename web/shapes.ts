/** The answers of the ordinary REST resources, as the app reads them. */
import type { ContactField } from "../src/core/rules/tell/contact-summary/value.ts";

export type Session = {
  readonly person: { readonly id: string; readonly name: string; readonly admin: boolean; readonly zone: string };
  readonly organisation: { readonly name: string; readonly zone: string };
  /** Commands on a manual clock, with simulated people. */
  readonly rehearsal: boolean;
};

export type Items<T> = { readonly items: readonly T[]; readonly next?: number | string | null };

/** When somebody works, by weekday (1 Monday to 7 Sunday), in their own zone, `["09:00", "18:00"]`. */
export type Week = Readonly<Record<string, readonly string[]>>;

/** A way to reach people as the server offers it; `ready`: it has what it needs to send by it. */
export type Channel = { readonly name: string; readonly title: string; readonly wakes: boolean; readonly ready: boolean };

export type ContactMethod = {
  readonly id: string;
  readonly channel: string;
  readonly address: string;
  readonly label: string;
  readonly verifiedAt: string | null;
  /** Why it works no longer, once a provider has said so for good. */
  readonly deadReason: string | null;
  readonly version: number;
};

/** A person; addresses may be masked. */
export type Person = {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly admin: boolean;
  readonly active: boolean;
  readonly zone: string | null;
  readonly working: Week | null;
  readonly quiet: readonly string[] | null;
  /** Null: as the organisation says. */
  readonly shiftNoticeMinutes: number | null;
  readonly orgLevel?: number;
  readonly jobTitle?: string;
  readonly canManage?: boolean;
  /** Areas by id. */
  readonly understands?: readonly string[];
  /** 1 to 5 by area. */
  readonly skills?: Readonly<Record<string, number>>;
  readonly joined: boolean;
  readonly version: number;
};

/** What a person who left still holds: roles in open incidents by the incident's id, and lists. */
export type HandOver = {
  readonly roles: readonly { readonly incident: string; readonly role: string }[];
  readonly lists: readonly { readonly kind: string; readonly id: string; readonly name: string }[];
};

export type Organisation = {
  readonly name: string;
  readonly zone: string;
  readonly working: Week;
  readonly quiet: readonly string[];
  readonly holidayRegion: string | null;
  readonly shiftNoticeMinutes: number;
  readonly mailFromName: string;
  readonly mailFromAddress: string | null;
  /** The key of the escalation policy where an area names none. */
  readonly escalation: string | null;
  /** Ids of people; nobody: the administrators. */
  readonly lastResort: readonly string[];
  readonly version: number;
};

/** An area with the ids of its experts, in the order in which to call them. */
export type Area = {
  readonly id: string;
  readonly name: string;
  readonly says: string;
  readonly keywords: readonly string[];
  readonly team: string | null;
  readonly experts: readonly string[];
  /** Who answers for it; null: nobody was named. */
  readonly engineeringManager: string | null;
  readonly productOwner: string | null;
  readonly teamLead: string | null;
  /** The key of its escalation policy; null: the organisation's. */
  readonly escalation: string | null;
  /** The experts with a number to call by hand, for the printed page. */
  readonly call?: readonly { readonly id: string; readonly phone: string | null }[];
  readonly version: number;
};

export type Team = { readonly id: string; readonly name: string; readonly members: readonly string[]; readonly version: number };

export type Group = {
  readonly id: string;
  readonly title: string;
  readonly people: readonly string[];
  readonly contacts: readonly string[];
  readonly version: number;
};

/** Somebody outside who is written to. */
export type Contact = {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly kind: "customer" | "stakeholder";
  /** By whose clock they are called; null: the organisation's. */
  readonly zone: string | null;
  readonly phone: string | null;
  /** Who of us keeps the contact. */
  readonly owner: string | null;
  readonly version: number;
};

export type Rota = { readonly id: string; readonly title: string; readonly zone: string; readonly people: readonly string[]; readonly version: number };

export type Source = {
  readonly id: string;
  readonly kind: string;
  readonly title: string;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly keyPrefix: string;
  readonly revokedAt: string | null;
  readonly version: number;
};

export type SourceKind = { readonly name: string; readonly title: string; readonly howTo: string };

/** A payload that came in, and what became of it. */
export type Payload = {
  readonly id: string;
  readonly at: string;
  readonly payload: string;
  readonly problem: string | null;
  readonly became: readonly { readonly incident: string | null; readonly reason: string }[];
};

export type Runbook = { readonly id: string; readonly title: string; readonly steps: readonly string[]; readonly version: number };

/** A room in which an incident may gather. */
export type MeetingRoom = { readonly id: string; readonly name: string; readonly place: string; readonly seats: number; readonly version: number };

/** A room taken by a person for a time. */
export type RoomBooking = {
  readonly id: string;
  readonly room: string;
  readonly person: string;
  readonly name: string;
  readonly what: string;
  readonly from: string;
  readonly until: string;
};

/** One's own calendar with the meetings ahead; without an address it was read once, from a file. */
export type OwnCalendar = {
  readonly url: string | null;
  readonly triedAt: string | null;
  readonly problem: string | null;
  readonly meetings: readonly { readonly id: string; readonly title: string; readonly from: string; readonly until: string; readonly organiser: string }[];
};

/** An identity in a chat outside, and the person it belongs to. */
/** Typed in a chat outside it says who one is. */
export type ChatCode = { readonly code: string; readonly minutes: number };

export type ChatIdentity = { readonly user: string; readonly person: string | null; readonly name: string; readonly seenAt: string };

export type Token = {
  readonly id: string;
  readonly name: string;
  readonly prefix: string;
  readonly scopes: readonly string[];
  readonly usedAt: string | null;
  readonly revokedAt: string | null;
};

export type AuditLine = { readonly seq: number; readonly at: string; readonly actor: string; readonly action: string; readonly subject: string };

export type ClockView = { readonly now: string; readonly nextAt: string | null };

/** What the first run shows of a process; `asks` are places to meet of which it only has examples. */
export type ProcessCard = { readonly key: string; readonly name: string; readonly summary: string; readonly asks: readonly ContactField[] };
