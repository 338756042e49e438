/** What a committed transaction changes in memory, in one synchronous step. */
import type { DutyChange } from "../../core/kernel/duty.ts";
import { type Instant, later } from "../../core/kernel/time.ts";
import { type Chained, plain } from "../chain.ts";
import type { Head, JournalEntry, NewJob, Write } from "../log.ts";
import { bump } from "./facts.ts";
import { waiting } from "./jobs.ts";
import { closeGroup } from "./signals.ts";
import { type JobRow, journalKey, newJob, type StreamRow, type Tables } from "./tables.ts";

/** What a transaction wants to write, held back until its work has returned. */
export type Pending = {
  readonly stream: string;
  readonly now: Instant;
  write: (Write & { readonly chained: readonly Chained[]; readonly number: number | null; readonly hash: string }) | null;
  readonly refusals: JournalEntry[];
  readonly reserved: string[];
  over: boolean;
};

/** Writes it. Nothing in here may throw halfway: what can be wrong was found when the write was prepared. */
export function apply(tables: Tables, pending: Pending): void {
  const { stream, now, write } = pending;
  for (const entry of [...(write?.journal ?? []), ...pending.refusals]) tables.journal.set(journalKey(entry.actor, entry.key), plain(entry));
  if (!write) return;
  const row = tables.streams.get(stream) ?? created(tables, stream, write);
  const oldPhase = row.head.seq === 0 ? null : row.summary.phase;
  const { confidential, participants, commander, publicRelations } = write.summary;
  row.summary = plain(write.summary);
  row.head = headOf(row.head, write, { confidential, participants, commander, publicRelations });
  row.lastAt = write.chained.at(-1)?.at ?? row.lastAt;
  row.events.push(...write.chained);
  tables.log.push(...write.chained);
  row.watches = write.watches;
  if (write.snapshot) row.snapshots.set(write.snapshot.stamp, plain(write.snapshot));
  applyClaims(tables, stream, write);
  applyMessages(tables, pending, write);
  for (const change of write.duties) applyDuty(row, change, now);
  applyEngagement(tables, row, write);
  if (oldPhase !== write.summary.phase) bump(tables, "incident", stream);
}

function created(tables: Tables, stream: string, write: Write): StreamRow {
  const head: Head = { seq: 0, hash: "", number: null, visibility: write.summary, wakeAt: null, quarantined: null };
  const row: StreamRow = {
    head,
    summary: write.summary,
    lastAt: tables.now(),
    events: [],
    snapshots: new Map(),
    watches: [],
    engagement: new Map(),
    duties: new Map(),
  };
  tables.streams.set(stream, row);
  return row;
}

function headOf(old: Head, write: NonNullable<Pending["write"]>, visibility: Head["visibility"]): Head {
  const { number, hash, wakeAt } = write;
  return { seq: old.seq + write.chained.length, hash, number, visibility: plain(visibility), wakeAt, quarantined: old.quarantined };
}

function applyClaims(tables: Tables, stream: string, write: Write): void {
  for (const key of write.claims.free) {
    if (tables.claims.get(key) !== stream) continue;
    tables.claims.delete(key);
    closeGroup(tables, key);
  }
  for (const key of write.claims.take) tables.claims.set(key, stream);
}

function applyMessages(tables: Tables, pending: Pending, write: Write): void {
  const { stream, now } = pending;
  replan(tables, stream, write);
  const known = new Set([...tables.jobs.values()].filter((job) => job.stream === stream).map((job) => job.effect.key));
  for (const message of write.queue) {
    if (known.has(message.effect.key) || tables.jobs.has(message.id)) continue;
    known.add(message.effect.key);
    queue(tables, stream, message, now);
  }
  for (const job of tables.jobs.values()) {
    if (job.stream === stream && job.effect.page !== undefined && write.acknowledged?.includes(job.effect.page)) job.acknowledgedAt ??= now;
  }
}

/** What is under a lease keeps its state: its worker asks again before it sends, and finds a superseded one gone. */
function replan(tables: Tables, stream: string, write: Write): void {
  const unsent = (id: string) => {
    const job = tables.jobs.get(id);
    return job && job.stream === stream && waiting(job) ? job : null;
  };
  for (const { id, notBefore, heldBecause } of write.replan) {
    const job = unsent(id);
    if (!job) continue;
    const waits = isBackingOff(job);
    const reason = heldBecause ?? (waits ? job.reason : null);
    job.notBefore = waits ? later(job.notBefore, notBefore) : notBefore;
    if (job.state === "queued" || job.state === "held") Object.assign(job, { state: heldBecause === null ? "queued" : "held", reason });
  }
  for (const { id, reason } of write.supersede) {
    const job = unsent(id);
    if (job) Object.assign(job, { state: "superseded", reason, worker: null, leaseUntil: null });
  }
}

/** A message that a worker had waits for its next try: a pause its provider asked for, a limit, an outcome that may still be settled. */
function isBackingOff(job: JobRow): boolean {
  return job.state === "unknown" || (job.state === "queued" && job.epoch > 0);
}

function queue(tables: Tables, stream: string, message: NewJob, now: Instant): void {
  const state = message.heldBecause === null ? "queued" : "held";
  tables.jobs.set(message.id, newJob({ ...message, stream, queuedAt: now, state, reason: message.heldBecause }));
}

function applyDuty(row: StreamRow, { key, to, duty }: DutyChange, now: Instant): void {
  const old = row.duties.get(key);
  const running = old?.endedAt === null;
  row.duties.set(
    key,
    plain({
      key,
      rule: duty.rule,
      what: duty.what,
      who: duty.who,
      due: duty.due,
      state: to,
      by: duty.by ?? null,
      cites: duty.cites,
      openedAt: old && (running || to !== "open") ? old.openedAt : now,
      endedAt: to === "open" ? null : now,
    }),
  );
}

/** A changed role or rest is a new version of the person's engagement; a mere act is not. */
function applyEngagement(tables: Tables, row: StreamRow, write: Write): void {
  const sealed = write.summary.drill || write.summary.confidential;
  if (sealed) {
    const people = [...row.engagement.keys()].sort();
    row.engagement.clear();
    for (const person of people) bump(tables, "engagement", person);
    return;
  }
  for (const next of [...write.engagement].sort((a, b) => (a.person < b.person ? -1 : 1))) {
    const old = row.engagement.get(next.person);
    row.engagement.set(next.person, plain(next));
    const same = old ? old.roles.join("\n") === next.roles.join("\n") && old.restUntil === next.restUntil : next.roles.length === 0 && next.restUntil === null;
    if (!same) bump(tables, "engagement", next.person);
  }
}
