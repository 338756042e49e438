/** What the core reads from outside its stream: definitions by key, never answers that age. */
import type { Policy } from "../oncall/policy.ts";
import type { Schedule } from "../oncall/schedule.ts";
import type { AreaFact, OrganisationFact, PersonFact } from "./house-facts.ts";
import type { Duration, Instant } from "./time.ts";

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
  person: PersonFact;
  area: AreaFact;
  organisation: OrganisationFact;
  team: { readonly id: string; readonly name: string; readonly members: readonly string[] };
  group: { readonly key: string; readonly people: readonly string[]; readonly contacts: readonly string[] };
  schedule: Schedule;
  /** Requests for cover in a schedule: the open ones, and those answered in the last week, by when they were made. */
  cover: { readonly schedule: string; readonly requests: readonly CoverRequest[] };
  escalation: Policy;
  /** A room or webhook of the organisation; its address is known to delivery alone. */
  endpoint: { readonly id: string; readonly name: string; readonly kind: "room" | "webhook" };
  /** Public holidays of a region by local date (`2026-12-25`), a year back and three ahead. */
  calendar: { readonly region: string; readonly holidays: { readonly [date: string]: string } };
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
  rooms: { readonly ids: readonly string[]; readonly names?: { readonly [id: string]: string } };
  runbook: { readonly key: string; readonly title: string; readonly steps: readonly string[]; readonly reviewedAt: Instant | null };
  attachment: { readonly id: string; readonly name: string; readonly mediaType: string; readonly sizeBytes: number };
  incident: { readonly id: string; readonly phase: string };
  /** How the systems are, under the key `systems`: declared incidents that are open and for everybody's eyes, alerts that fire, sources that are not heard. */
  systems: {
    readonly incidents: readonly { readonly process: string; readonly severity: number | null }[];
    readonly firing: number;
    readonly silent: readonly string[];
  };
  /** The version of a process that is in force. */
  process: { readonly key: string; readonly version: number };
  /** Proposals to change a process that nobody has decided on, drills' left out; the oldest first. */
  refinements: { readonly process: string; readonly pending: readonly { readonly incident: string; readonly refinement: string; readonly what: string }[] };
  /** Incidents that come first for a team or an area and that nobody has begun, the oldest first; drills and confidential ones left out. */
  "first-in-line": { readonly owner: string; readonly waiting: readonly string[] };
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
