/** Rows of the log's tables as the contract's shapes, and back. */
import type { Selectable } from "kysely";
import type { Actor, Recorded } from "../../core/kernel/event.ts";
import type { Summary } from "../../core/kernel/summary.ts";
import type { Link } from "../chain.ts";
import type { Attempt } from "../jobs.ts";
import type { Head, IncidentRow, JournalEntry, ReadEvent } from "../log.ts";
import { instant, json } from "./connection.ts";
import type { AttemptTable, EventTable, JournalTable, StreamTable } from "./tables.ts";

/** An event as it was recorded. */
export function eventOf(row: Selectable<EventTable>): Recorded {
  const { stream, seq, type, v, data } = row;
  const behalf = row.on_behalf_of === null ? {} : { onBehalfOf: row.on_behalf_of };
  return { stream, seq, type, v, at: instant(row.at), actor: row.actor as Actor, ...behalf, data };
}

/** An event as a reader gets it. */
export function readEventOf(row: Selectable<EventTable>): ReadEvent {
  return { ...eventOf(row), hash: row.hash };
}

/** An event as the chain checks it. */
export function linkOf(row: Selectable<EventTable>): Link {
  return { ...eventOf(row), hash: row.hash, payloadHash: row.payload_hash, erased: row.erased_at !== null };
}

/** The door's view of a stream's row. */
export function headOf(row: Selectable<StreamTable>): Head {
  const { seq, hash, number, quarantined, confidential, participants, commander } = row;
  const visibility = { confidential, participants, commander, publicRelations: row.public_relations };
  return { seq, hash, number, visibility, wakeAt: instant(row.wake_at), quarantined };
}

/** A stream's row as an incident in a list. */
export function incidentOf(row: Selectable<StreamTable>): IncidentRow {
  const { id, number, confidential, participants, commander, title, phase, process, severity, area, drill } = row;
  return {
    ...{ id, number, confidential, participants, commander, title, phase, process, severity, area, drill },
    publicRelations: row.public_relations,
    processVersion: row.process_version,
    reportedAt: instant(row.reported_at),
    declaredAt: instant(row.declared_at),
    resolvedAt: instant(row.resolved_at),
    closedAt: instant(row.closed_at),
    nextDueAt: instant(row.next_due_at),
    published: row.published as Summary["published"],
    ticket: row.ticket as Summary["ticket"],
  };
}

/** The columns of a summary. */
export function summaryColumns(summary: Summary) {
  const { confidential, participants, commander, title, phase, process, severity, area, drill } = summary;
  return {
    ...{ confidential, participants, commander, title, phase, process, severity, area, drill },
    public_relations: summary.publicRelations,
    process_version: summary.processVersion,
    reported_at: summary.reportedAt,
    declared_at: summary.declaredAt,
    resolved_at: summary.resolvedAt,
    closed_at: summary.closedAt,
    next_due_at: summary.nextDueAt,
    published: json(summary.published),
    ticket: summary.ticket === null ? null : json(summary.ticket),
  };
}

/** A journal row as its entry. */
export function entryOf(row: Selectable<JournalTable>): JournalEntry {
  const { id, stream, key, name, input, facts, answer } = row;
  return {
    ...{ id, stream, key, name, input, facts, answer },
    actor: row.actor as Actor,
    requestHash: row.request_hash,
    firstSeq: row.first_seq,
    lastSeq: row.last_seq,
    at: instant(row.at),
  };
}

/** The columns of a journal entry. */
export function entryColumns(entry: JournalEntry) {
  const { id, stream, actor, key, requestHash, name, input, facts, answer, firstSeq, lastSeq, at } = entry;
  const texts = { input: json(input), facts: json(facts), answer: json(answer) };
  return { id, stream, actor, key, request_hash: requestHash, name, ...texts, first_seq: firstSeq, last_seq: lastSeq, at };
}

/** A try as a row. */
export function attemptOf(row: Selectable<AttemptTable>): Attempt {
  const { n, channel, method, at, outcome, permanent, reason, heard } = row;
  const late = row.late_ms === null ? {} : { lateMs: row.late_ms };
  const tried = { n, channel, method, at: instant(at), outcome, permanent, reason, providerId: row.provider_id, ...late };
  if (heard === null) return tried;
  return { ...tried, heard: { state: heard, reason: row.heard_reason ?? "", permanent: row.heard_permanent === true, at: instant(row.heard_at) ?? tried.at } };
}
