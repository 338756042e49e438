/** The house as the core knows it: people, areas, the organisation. */
import type { Duration } from "./time.ts";

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

/** Somebody, as far as an incident asks. */
export type PersonFact = {
  readonly id: string;
  readonly active: boolean;
  readonly hours: Hours;
  readonly teams: readonly string[];
  readonly orgLevel: number;
  /** What they do in the company, in words. */
  readonly jobTitle?: string;
  /** Whether they may be asked to manage an incident. */
  readonly canManage?: boolean;
  /** Kinds of training they were in, of whatever process. */
  readonly trainings?: readonly string[];
  /** Areas they understand well enough to decide in, by id. */
  readonly understands?: readonly string[];
  /** How well they can mend things, 1 to 5, by area. */
  readonly skills?: { readonly [area: string]: number };
  /** Verified, living methods in the person's order. */
  readonly methods: readonly { readonly id: string; readonly channel: string }[];
  /** Minutes before a shift at which they are told of it; 0: only when it begins. Absent: a day. */
  readonly shiftNotice?: number;
  /** The person's own rules per urgency, the soonest first; an empty list: their methods in order, each when the one before failed. */
  readonly rules: { readonly page: readonly ReachRule[]; readonly notice: readonly ReachRule[] };
};

/** A part of what the organisation runs, with who knows it. */
export type AreaFact = {
  readonly id: string;
  readonly name: string;
  readonly team: string | null;
  readonly experts: readonly string[];
  readonly escalation: string | null;
  /** Who answers for it: the engineering manager, the product owner and the team lead; null or absent where nobody was named. */
  readonly engineeringManager?: string | null;
  readonly productOwner?: string | null;
  readonly teamLead?: string | null;
  /** Everybody who understands it or has skill in it. */
  readonly knownBy?: readonly string[];
};

/** What holds for everybody. */
export type OrganisationFact = {
  readonly hours: Hours;
  readonly defaultProcess: string;
  readonly staff: readonly string[];
  /** The escalation policy of areas without their own, and of incidents without an area. */
  readonly escalation: string | null;
  /** Who is paged when nobody else can be; the administrators unless others are named, so never empty (R26). */
  readonly lastResort: readonly string[];
  /** Everybody who may be asked to manage an incident. */
  readonly leads?: readonly string[];
  /** Kinds of training that anybody here was in. */
  readonly trainings?: readonly string[];
  /** Who is told when the last resort was needed; absent in organisations that tests make up. */
  readonly admins?: readonly string[];
};
