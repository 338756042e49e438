/** The rows of the directory and of access, as Kysely sees them, and the two things every write needs: who did it and where. */
import { type ColumnType, type Generated, Kysely, PostgresDialect, type Transaction } from "kysely";
import type { Pool } from "pg";
import type { Actor } from "../../core/kernel/event.ts";
import type { Hours } from "../../core/kernel/house-facts.ts";
import type { Rotation, Shift } from "../../core/oncall/schedule.ts";
import { impatient } from "../patience.ts";

/** A jsonb column: read as a value, written as its JSON text. */
type Json<T> = ColumnType<T, string, string>;
type At = ColumnType<Date, Date | string | undefined, Date | string>;
type Maybe<T> = ColumnType<T | null, T | null | undefined, T | null>;
type MaybeAt = ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;

type PackTable = {
  key: string;
  version: number;
  text: string;
  origin: "shipped" | "own";
  status: "draft" | "planned" | "active" | "retired";
  effective_from: MaybeAt;
  created_at: Generated<Date>;
};

/** Every table of this part of the store. */
export type Tables = {
  organisation: {
    only_one: Generated<boolean>;
    name: string;
    zone: string;
    working: Json<Hours["working"]>;
    quiet: Json<Hours["quiet"]>;
    holiday_region: Maybe<string>;
    shift_notice_minutes: Generated<number>;
    mail_from_name: Generated<string>;
    mail_from_address: Maybe<string>;
    default_process: string;
    escalation: Maybe<string>;
    last_resort: ColumnType<string[], readonly string[] | undefined, readonly string[]>;
    limits: ColumnType<unknown, string | undefined, string>;
    version: Generated<number>;
  };
  person: {
    id: string;
    name: string;
    email: string;
    admin: Generated<boolean>;
    active: Generated<boolean>;
    zone: Maybe<string>;
    working: ColumnType<Hours["working"] | null, string | null | undefined, string | null>;
    quiet: ColumnType<Hours["quiet"] | null, string | null | undefined, string | null>;
    org_level: Generated<number>;
    job_title: Generated<string>;
    can_manage: Generated<boolean>;
    understands: ColumnType<string[], readonly string[] | undefined, readonly string[]>;
    skills: ColumnType<{ readonly [area: string]: number }, string | undefined, string>;
    shift_notice_minutes: Maybe<number>;
    password_hash: Maybe<string>;
    created_at: Generated<Date>;
    deactivated_at: MaybeAt;
    version: Generated<number>;
    rules_version: Generated<number>;
  };
  notification_rule: { person: string; urgency: "page" | "notice"; position: number; method: string; after_seconds: number };
  contact_method: {
    id: string;
    person: string;
    channel: string;
    address: string;
    label: Generated<string>;
    position: Generated<number>;
    verified_at: MaybeAt;
    dead_reason: Maybe<string>;
    secrets: Maybe<string>;
    created_at: Generated<Date>;
    version: Generated<number>;
  };
  contact_code: { method: string; hash: string; expires_at: At; tries: Generated<number> };
  chat_code: { person: string; hash: string; expires_at: At; used_by: Maybe<string> };
  escalation_policy: { key: string; title: string; definition: Json<unknown>; version: Generated<number> };
  endpoint: {
    id: string;
    name: string;
    kind: "room" | "webhook";
    channel: string;
    address: string;
    secrets: Maybe<string>;
    version: Generated<number>;
  };
  chat_identity: { user_id: string; person: Maybe<string>; name: Generated<string>; seen_at: Generated<Date>; linked_at: MaybeAt };
  contact: {
    id: string;
    name: string;
    email: string;
    kind: "customer" | "stakeholder";
    zone: Generated<string | null>;
    phone: Generated<string | null>;
    owner: Generated<string | null>;
    version: Generated<number>;
  };
  attachment: {
    id: string;
    incident: string;
    name: string;
    media_type: string;
    size_bytes: number;
    sha256: string;
    bytes: Buffer;
    created_at: Generated<Date>;
  };
  schedule: { key: string; title: string; zone: string; definition: Json<{ readonly rotations: readonly Rotation[] }>; version: Generated<number> };
  schedule_override: {
    id: string;
    seq: Generated<string>;
    schedule: string;
    starts_at: At;
    ends_at: At;
    kind: "add" | "remove" | "replace";
    person: Maybe<string>;
    instead_of: Maybe<string>;
    rotation: Maybe<string>;
    reason: Generated<string>;
    author: Maybe<string>;
    request: Maybe<string>;
    created_at: Generated<Date>;
  };
  schedule_temporary: {
    id: string;
    schedule: string;
    starts_at: At;
    ends_at: At;
    shifts: Json<readonly Shift[]>;
    gaps_confirmed: boolean;
    author: Maybe<string>;
    created_at: Generated<Date>;
  };
  cover_request: {
    id: string;
    schedule: string;
    person: string;
    starts_at: At;
    ends_at: At;
    rotation: Maybe<string>;
    asked: Maybe<string>;
    exchange_starts_at: MaybeAt;
    exchange_ends_at: MaybeAt;
    reason: Generated<string>;
    state: Generated<"open" | "accepted" | "declined" | "withdrawn" | "expired">;
    declined: Generated<string[]>;
    answered_by: Maybe<string>;
    answered_at: MaybeAt;
    created_at: Generated<Date>;
  };
  external_calendar: {
    schedule: string;
    url: string;
    names: Json<{ readonly [words: string]: string }>;
    shifts: Json<readonly Shift[]>;
    unmatched: Json<readonly string[]>;
    fetched_at: MaybeAt;
    tried_at: MaybeAt;
    problem: Maybe<string>;
    version: Generated<number>;
  };
  room: { id: string; name: string; place: Generated<string>; seats: Generated<number>; version: Generated<number> };
  room_booking: { id: string; room: string; person: string; what: Generated<string>; starts_at: At; ends_at: At; created_at: Generated<Date> };
  own_calendar: {
    person: string;
    url: Maybe<string>;
    fetched_at: MaybeAt;
    tried_at: MaybeAt;
    problem: Maybe<string>;
    version: Generated<number>;
  };
  meeting: {
    id: string;
    person: string;
    uid: string;
    recurrence: Generated<string>;
    sequence: Generated<number>;
    title: Generated<string>;
    starts_at: At;
    ends_at: At;
    organiser_name: Generated<string>;
    organiser_address: Generated<string>;
    attendee: Generated<string>;
  };
  calendar_address: {
    id: string;
    hash: string;
    person: string;
    schedule: Maybe<string>;
    created_at: Generated<Date>;
    used_at: MaybeAt;
    revoked_at: MaybeAt;
  };
  source: {
    id: string;
    kind: string;
    title: string;
    settings: Json<unknown>;
    key_hash: string;
    key_prefix: string;
    per_minute: Generated<number>;
    burst: Generated<number>;
    created_at: Generated<Date>;
    revoked_at: MaybeAt;
    version: Generated<number>;
  };
  pack: PackTable;
  /** The same rows as they stand now: what was planned for an instant that has come is active. Only read. */
  pack_standing: PackTable;
  process_care: {
    process: string;
    owner: Maybe<string>;
    reviewed_at: MaybeAt;
    reviewed_by: Maybe<string>;
    tested_at: MaybeAt;
    tested_by: Maybe<string>;
    version: Generated<number>;
  };
  session: {
    hash: string;
    person: string;
    created_at: Generated<Date>;
    seen_at: Generated<Date>;
    password_at: Generated<Date>;
    ip: Maybe<string>;
    agent: Maybe<string>;
  };
  api_token: {
    id: string;
    person: string;
    name: string;
    prefix: string;
    hash: string;
    scopes: string[];
    created_at: Generated<Date>;
    expires_at: MaybeAt;
    used_at: MaybeAt;
    revoked_at: MaybeAt;
  };
  setup_token: { only_one: Generated<boolean>; hash: string; expires_at: At };
  invitation: {
    hash: string;
    person: string;
    kind: "invitation" | "reset";
    mailed: boolean;
    created_at: Generated<Date>;
    expires_at: At;
    used_at: MaybeAt;
  };
  answer_link: { hash: string; purpose: string; person: string; subject: string; created_at: Generated<Date>; expires_at: At; used_at: MaybeAt };
  attempt: { bucket: string; tries: number; until: At };
  server_key: { name: string; public_part: string; sealed: string; made_at: Generated<Date> };
  page_code: { person: string; code: string; stream: string; page: string; made_at: Generated<Date> };
  callback_heard: { channel: string; id: string; said: unknown; at: Generated<Date> };
  audit: {
    seq: string;
    at: Date;
    actor: string;
    action: string;
    subject: string;
    details: unknown;
    ip: string | null;
    node: string | null;
    previous: string;
    hash: string;
  };
};

/** The database, or a transaction in it. */
export type Db = Kysely<Tables>;
export type Tx = Transaction<Tables>;

/** Who does something, from where. */
export type By = { readonly actor: Actor; readonly ip: string | null; readonly node: string };

/** Kysely over the process's one pool. */
export function openDb(pool: Pool): Db {
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool: impatient(pool) }) });
}

/** The same for work that may take its time: a statement is waited for as long as it lasts. */
export function openSlowDb(pool: Pool): Db {
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
}

/** A row as the API shows it: instants as ISO 8601 texts. */
export function plain<T extends object>(row: T): { [K in keyof T]: T[K] extends Date ? string : T[K] extends Date | null ? string | null : T[K] } {
  const shown = Object.entries(row).map(([name, value]) => [name, value instanceof Date ? value.toISOString() : value]);
  return Object.fromEntries(shown) as never;
}

/** Whether a text can be compared with a uuid column at all. */
export function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i.test(text);
}
