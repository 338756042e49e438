/** What the core reads from outside its stream: definitions by key, never answers that age. */
import type { Policy } from "../oncall/policy.ts";
import type { Schedule } from "../oncall/schedule.ts";
import type { Duration, Instant } from "./time.ts";

/** When a person works and sleeps, by their own clock; what is missing is the organisation's. */
export type Hours = {
  readonly zone: string;
  /** Local times by weekday (1 Monday … 7 Sunday); a day without an entry is free. */
  readonly working: { readonly [weekday: number]: readonly [from: string, to: string] };
  /** Local times between which nobody is disturbed (`["22:00", "07:00"]`). */
  readonly quiet: readonly [from: string, to: string];
  /** The region whose public holidays are free days (key of the fact `calendar`); null or absent: none. */
  readonly holidays?: string | null;
};

/** One of a person's own rules: this method, so long after the message is due. */
export type ReachRule = { readonly method: string; readonly after: Duration };

/** Somebody asks others to take a time of theirs. `asked` null is everybody of the schedule; `exchange` is what the asker takes in return. */
export type CoverRequest = {
  readonly id: string;
  readonly person: string;
  readonly from: Instant;
  readonly until: Instant;
  readonly rotation: string | null;
  readonly asked: string | null;
  readonly exchange: { readonly from: Instant; readonly until: Instant } | null;
  readonly state: "open" | "accepted" | "declined" | "withdrawn" | "expired";
  /** Who said no so far. */
  readonly declined: readonly string[];
  readonly answeredBy: string | null;
  readonly answeredAt: Instant | null;
  readonly createdAt: Instant;
};

/** The kinds of facts, a closed list: what is not here the core cannot know. */
export type FactKinds = {
  person: {
    readonly id: string;
    readonly active: boolean;
    readonly hours: Hours;
    readonly teams: readonly string[];
    readonly orgLevel: number;
    /** What they do in the company, in words. */
    readonly jobTitle?: string;
    /** Whether they may be asked to manage an incident. */
    readonly canManage?: boolean;
    /** Areas they understand well enough to decide in, by id. */
    readonly understands?: readonly string[];
    /** How well they can mend things, 1 to 5, by area. */
    readonly skills?: { readonly [area: string]: number };
    /** Verified, living methods in the person's order. */
    readonly methods: readonly { readonly id: string; readonly channel: string }[];
    /** The person's own rules per urgency, the soonest first; an empty list: their methods in order, each when the one before failed. */
    /** Minutes before a shift at which they are told of it; 0: only when it begins. Absent: a day. */
    readonly shiftNotice?: number;
    readonly rules: { readonly page: readonly ReachRule[]; readonly notice: readonly ReachRule[] };
  };
  team: { readonly id: string; readonly name: string; readonly members: readonly string[] };
  area: {
    readonly id: string;
    readonly name: string;
    readonly team: string | null;
    readonly experts: readonly string[];
    readonly escalation: string | null;
    /** Everybody who understands it or has skill in it. */
    readonly knownBy?: readonly string[];
  };
  group: { readonly key: string; readonly people: readonly string[]; readonly contacts: readonly string[] };
  schedule: Schedule;
  /** Requests for cover in a schedule: the open ones, and those answered in the last week, by when they were made. */
  cover: { readonly schedule: string; readonly requests: readonly CoverRequest[] };
  escalation: Policy;
  /** A room or webhook of the organisation; its address is known to delivery alone. */
  endpoint: { readonly id: string; readonly name: string; readonly kind: "room" | "webhook" };
  /** Public holidays of a region by local date (`2026-12-25`), a year back and three ahead. */
  calendar: { readonly region: string; readonly holidays: { readonly [date: string]: string } };
  organisation: {
    readonly hours: Hours;
    readonly defaultProcess: string;
    readonly staff: readonly string[];
    /** The escalation policy of areas without their own, and of incidents without an area. */
    readonly escalation: string | null;
    /** Who is paged when nobody else can be; the administrators unless others are named, so never empty (R26). */
    readonly lastResort: readonly string[];
    /** Everybody who may be asked to manage an incident. */
    readonly leads?: readonly string[];
    /** Who is told when the last resort was needed; absent in organisations that tests make up. */
    readonly admins?: readonly string[];
  };
  engagement: {
    readonly person: string;
    readonly roles: readonly { readonly incident: string; readonly role: string }[];
    readonly lastActAt: Instant | null;
    readonly restUntil: Instant | null;
    readonly nightWork: Duration;
    /** The newest incident that called them or in which they took part (ids are in the order of time): who is next in turn is computed from it. */
    readonly latestIncident: string | null;
  };
  /** A meeting room with its bookings from now on; `heldBy` is the incident that works in it. */
  room: {
    readonly id: string;
    readonly name: string;
    readonly place: string;
    readonly seats: number;
    readonly heldBy: string | null;
    readonly bookings: readonly { readonly id: string; readonly person: string; readonly what: string; readonly from: Instant; readonly until: Instant }[];
  };
  /** Every meeting room there is, under the key `rooms`. */
  rooms: { readonly ids: readonly string[] };
  runbook: { readonly key: string; readonly title: string; readonly steps: readonly string[]; readonly reviewedAt: Instant | null };
  attachment: { readonly id: string; readonly name: string; readonly mediaType: string; readonly sizeBytes: number };
  incident: { readonly id: string; readonly phase: string };
  /** The version of a process that is in force. */
  process: { readonly key: string; readonly version: number };
  /** Proposals to change a process that nobody has decided on, drills' left out; the oldest first. */
  refinements: { readonly process: string; readonly pending: readonly { readonly incident: string; readonly refinement: string; readonly what: string }[] };
  /** When a person is busy elsewhere, from a day ago to some weeks ahead, in order of time; null where no calendar of theirs is known. */
  meetings: {
    readonly person: string;
    /** When their calendar last said something new. */
    readonly changedAt?: Instant;
    readonly meetings: readonly {
      /** Of this one meeting: an occurrence of a recurring one has its own. */
      readonly uid: string;
      readonly title: string;
      readonly from: Instant;
      readonly until: Instant;
      /** Whose meeting it is, as their calendar names them; null where it does not. */
      readonly organiser: string | null;
      /** Whether whose meeting it is can be written to. */
      readonly writable?: boolean;
    }[];
  };
  /** A customer or stakeholder: never an address. `zone` null is the organisation's, `owner` is who of us keeps the contact. */
  contact: {
    readonly id: string;
    readonly name: string;
    readonly kind: "customer" | "stakeholder";
    readonly zone: string | null;
    readonly owner: string | null;
  };
};

/** A kind of fact. */
export type FactKind = keyof FactKinds;

/** Facts that were read, as stored beside a decision: `person/42` → its value, or null where there is none. */
export type FactsRead = { readonly [path: string]: unknown };

/** Asks for facts while deciding. */
export type Facts = {
  /** The fact, or null where nothing has that key. */
  get<K extends FactKind>(kind: K, key: string): FactKinds[K] | null;
};

/** Thrown when a fact was not fetched yet; the door fetches it and asks again. The functions are pure, so asking twice is safe. */
export class MissingFact extends Error {
  readonly kind: FactKind;
  readonly key: string;
  constructor(kind: FactKind, key: string) {
    super(`fact ${kind}/${key} is not at hand`);
    this.kind = kind;
    this.key = key;
  }
}

/** A reader over facts already at hand; notes each one read. */
export function factsReader(atHand: ReadonlyMap<string, unknown>, read: Map<string, unknown>): Facts {
  return {
    get<K extends FactKind>(kind: K, key: string): FactKinds[K] | null {
      const path = `${kind}/${key}`;
      if (!atHand.has(path)) throw new MissingFact(kind, key);
      const value = atHand.get(path) as FactKinds[K] | null;
      read.set(path, value);
      return value;
    },
  };
}
