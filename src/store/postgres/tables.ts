/** The columns of the log's tables as Kysely knows them (sql/0001-log.sql); instants are Dates, json comes parsed and is written as text. */
import type { ColumnType, Generated, Kysely } from "kysely";
import type { Audience } from "../../core/kernel/event.ts";
import type { Instant } from "../../core/kernel/time.ts";
import type { JobState } from "../jobs.ts";

type At = ColumnType<Date, Instant, Instant>;
type MaybeAt = ColumnType<Date | null, Instant | null | undefined, Instant | null>;
type Json = ColumnType<unknown, string, string>;
type MaybeJson = ColumnType<unknown, string | null, string | null>;
type Big = ColumnType<string, number, number>;
/** PostgreSQL's arrays, given as JavaScript's. */
type Texts = ColumnType<string[], readonly string[], readonly string[]>;

export type StreamTable = {
  id: string;
  seq: number;
  hash: string;
  number: number | null;
  wake_at: MaybeAt;
  quarantined: string | null;
  last_at: At;
  confidential: boolean;
  participants: Texts;
  commander: string | null;
  public_relations: string | null;
  title: string;
  phase: string;
  process: string;
  process_version: number | null;
  severity: number | null;
  area: string | null;
  drill: boolean;
  reported_at: At;
  declared_at: MaybeAt;
  resolved_at: MaybeAt;
  closed_at: MaybeAt;
  next_due_at: MaybeAt;
  published: Json;
  ticket: MaybeJson;
};

export type EventTable = {
  stream: string;
  seq: number;
  type: string;
  v: number;
  at: At;
  actor: string;
  on_behalf_of: string | null;
  data: Json;
  seen_by: Audience;
  payload_hash: string;
  hash: string;
  position: Big;
  erased_at: MaybeAt;
};

export type JournalTable = {
  n: Generated<string>;
  id: string;
  stream: string;
  actor: string;
  key: string;
  request_hash: string;
  name: string;
  input: Json;
  facts: Json;
  answer: Json;
  first_seq: number | null;
  last_seq: number | null;
  at: At;
};

export type DutyTable = {
  stream: string;
  key: string;
  rule: string;
  what: string;
  who: Json;
  due: MaybeAt;
  state: string;
  by: MaybeJson;
  cites: Texts;
  opened_at: At;
  ended_at: MaybeAt;
};

export type JobTable = {
  n: Generated<string>;
  id: string;
  stream: string | null;
  effect_key: string;
  effect: Json;
  lane: number;
  page: string | null;
  person: string | null;
  contact: string | null;
  state: JobState;
  reason: string | null;
  body: Generated<string | null>;
  queued_at: At;
  not_before: At;
  due_at: MaybeAt;
  acknowledged_at: MaybeAt;
  worker: Generated<string | null>;
  epoch: Generated<number>;
  bundle: Generated<string | null>;
};

export type AttemptTable = {
  id: Generated<string>;
  job: string;
  epoch: number;
  n: number;
  channel: string;
  method: string;
  at: At;
  outcome: "ok" | "failed" | "unknown";
  permanent: boolean;
  reason: string;
  provider_id: string | null;
  late_ms: number | null;
  heard: Generated<"sent" | "delivered" | "failed" | null>;
  heard_reason: Generated<string | null>;
  heard_permanent: Generated<boolean | null>;
  heard_at: MaybeAt;
};

export type GroupTable = {
  source: string;
  group_key: string;
  generation: number;
  n: Generated<string>;
  incident: string;
  change: number;
  carried: number;
  pending: "worse" | "cleared" | "counted" | null;
  count: Big;
  firing: number;
  severity: number | null;
  title: string;
  text: string;
  labels: Json;
  links: Json;
  first_at: At;
  last_at: At;
  carried_at: MaybeAt;
  closed: string | null;
  rejected: Generated<boolean>;
  silenced_by: string | null;
  opened_at: MaybeAt;
  storm: "head" | "joined" | null;
  joined_groups: Generated<number>;
  joined_count: ColumnType<string, number | undefined, number>;
  joined_firing: Generated<number>;
};

export type SilenceTable = {
  id: string;
  source: string | null;
  matchers: ColumnType<unknown, string, string>;
  from_at: At;
  until_at: At;
  ended_at: MaybeAt;
  reason: string;
  author: string;
  created_at: ColumnType<Date, Instant | undefined, Instant>;
  silenced: ColumnType<string, number | undefined, number>;
  version: Generated<number>;
};

export type SignalTable = {
  n: Generated<string>;
  arrival: string;
  source: string;
  group_key: string;
  body: Json;
  at: At;
  routed_at: MaybeAt;
  generation: number | null;
  reason: string | null;
};

/** Every table of the log. */
export type Tables = {
  stream: StreamTable;
  event: EventTable;
  snapshot: { stream: string; stamp: string; seq: number; state: Json };
  journal: JournalTable;
  claim: { key: string; stream: string };
  fact_version: { kind: string; key: string; version: Big; changed_at: At };
  watch: { stream: string; kind: string; key: string; version: Big };
  duty: DutyTable;
  engagement: { person: string; stream: string; roles: Texts; last_act_at: MaybeAt; rest_until: MaybeAt };
  job: JobTable;
  job_attempt: AttemptTable;
  receipt: { channel: string; provider_id: string; state: "sent" | "delivered" | "failed"; reason: string; permanent: boolean; at: At };
  send_slot: { id: Generated<string>; job: string; person: string; method: string; channel: string; page: boolean; at: At };
  provider_pause: { channel: string; until: At; reason: string };
  arrival: { n: Generated<string>; id: string; source: string; payload: string; problem: string | null; at: At };
  arrival_key: { source: string; key: string; at: At };
  signal: SignalTable;
  signal_group: GroupTable;
  group_fingerprint: { source: string; group_key: string; generation: number; fingerprint: string };
  silence: SilenceTable;
  setting: { key: string; value: string };
  rehearsal_clock: { now: At };
};

/** The database, or one transaction on it. */
export type Db = Kysely<Tables>;
