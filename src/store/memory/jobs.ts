/** The queue of messages in memory. */
import { epochMs, type Instant, instantOf } from "../../core/kernel/time.ts";
import { maySee, type Viewer } from "../../core/kernel/viewer.ts";
import { plain } from "../chain.ts";
import type { Attempt, Finish, Jobs, LeasedJob, OutboxRow } from "../jobs.ts";
import { hint, type JobRow, type Tables } from "./tables.ts";

/** Whether a message may still be sent, or sent again. */
export function waiting({ state }: JobRow): boolean {
  return state === "queued" || state === "held" || state === "sending" || state === "unknown";
}

/** A row for a new message. */
export function newJob(job: Pick<JobRow, "id" | "stream" | "effect" | "person" | "contact" | "queuedAt" | "notBefore" | "state" | "reason">): JobRow {
  const { id, stream, person, contact, queuedAt, notBefore, state, reason } = job;
  const fresh = { body: null, acknowledgedAt: null, worker: null, leaseUntil: null, epoch: 0, attempts: [] };
  return { id, stream, effect: plain(job.effect), person, contact, queuedAt, notBefore, state, reason, ...fresh };
}

/** The jobs' part of the store. */
export function memoryJobs(tables: Tables): Jobs {
  return {
    claim: async (worker, limit, leaseMs) => claim(tables, worker, limit, leaseMs),
    extend: async (job, worker, leaseMs) => {
      const row = heldBy(tables, job, worker);
      if (!row || row.leaseUntil === null || row.leaseUntil <= tables.now()) return false;
      row.leaseUntil = plus(tables.now(), leaseMs);
      return true;
    },
    finish: async (job, worker, outcome) => finish(tables, job, worker, outcome),
    release: async (worker) => {
      for (const job of tables.jobs.values()) {
        if (job.state === "sending" && job.worker === worker) Object.assign(job, { state: "queued", worker: null, leaseUntil: null });
      }
      hint(tables);
    },
    receipt: async (channel, providerId, state, reason) => receipt(tables, { channel, providerId, state, reason }),
    enqueue: async ({ id, effect, person, contact }) => {
      const now = tables.now();
      if (tables.jobs.has(id)) return;
      tables.jobs.set(
        id,
        newJob({ id, stream: null, effect, person, contact, queuedAt: now, notBefore: effect.notBefore ?? now, state: "queued", reason: null }),
      );
      hint(tables);
    },
    outbox: async (viewer, filter) => outbox(tables, viewer, filter),
    paging: async (set) => {
      if (set) tables.paging = set;
      return tables.paging;
    },
  };
}

function claim(tables: Tables, worker: string, limit: number, leaseMs: number): LeasedJob[] {
  if (tables.paging === "held") return [];
  const now = tables.now();
  const since = (job: JobRow) => (job.state === "sending" ? (job.leaseUntil ?? now) : job.notBefore);
  const due = [...tables.jobs.values()].filter((job) => waiting(job) && since(job) <= now);
  const rank = (job: JobRow) => (job.effect.urgency === "page" ? 0 : 1);
  due.sort((a, b) => rank(a) - rank(b) || (since(a) < since(b) ? -1 : since(a) > since(b) ? 1 : 0));
  return due.slice(0, limit).map((job) => {
    const leaseUntil = plus(now, leaseMs);
    Object.assign(job, { state: "sending", worker, leaseUntil, epoch: job.epoch + 1 });
    const { id, stream, effect, person, contact, epoch, queuedAt } = job;
    return { id, stream, effect, person, contact, epoch, attempts: job.attempts.map(tried), dueAt: job.notBefore, queuedAt, leaseUntil };
  });
}

function tried({ epoch: _e, ...attempt }: JobRow["attempts"][number]): Attempt {
  return attempt;
}

function heldBy(tables: Tables, job: LeasedJob, worker: string): JobRow | null {
  const row = tables.jobs.get(job.id);
  return row && row.state === "sending" && row.worker === worker && row.epoch === job.epoch ? row : null;
}

function finish(tables: Tables, job: LeasedJob, worker: string, outcome: Finish): boolean {
  const row = tables.jobs.get(job.id);
  if (!row) return false;
  const held = heldBy(tables, job, worker) !== null;
  const attempt = "attempt" in outcome ? outcome.attempt : null;
  const known = row.attempts.some(({ epoch, n }) => epoch === job.epoch && n === attempt?.n);
  if (attempt && !known) row.attempts.push({ ...plain(attempt), epoch: job.epoch });
  if (held) Object.assign(row, { worker: null, leaseUntil: null, ...after(outcome) });
  if (attempt?.providerId != null) {
    const early = tables.receipts.get(`${attempt.channel} ${attempt.providerId}`);
    if (early) applyReceipt(tables, row, early);
  }
  if (held) hint(tables);
  return held;
}

function after(outcome: Finish): Partial<JobRow> {
  switch (outcome.to) {
    case "sent":
    case "delivered":
      return { state: outcome.to, body: outcome.body, reason: null };
    case "again":
      return { state: outcome.state, notBefore: outcome.at, reason: outcome.reason };
    case "held":
      return { state: "held", notBefore: outcome.until, reason: outcome.reason };
    case "failed":
    case "superseded":
    case "cancelled":
      return { state: outcome.to, reason: outcome.reason };
  }
}

type Receipt = { readonly channel: string; readonly providerId: string; readonly state: "sent" | "delivered" | "failed"; readonly reason: string };

function receipt(tables: Tables, { channel, providerId, state, reason }: Receipt) {
  const key = `${channel} ${providerId}`;
  if (tables.receipts.get(key)?.state !== "delivered") tables.receipts.set(key, { state, reason });
  const row = [...tables.jobs.values()].find(({ attempts }) => attempts.some((attempt) => attempt.channel === channel && attempt.providerId === providerId));
  if (!row) return null;
  applyReceipt(tables, row, { state, reason });
  return { id: row.id, stream: row.stream, person: row.person };
}

/** Monotone: delivered and every final state stay. A message whose outcome was unknown and that failed is tried again at once. */
function applyReceipt(tables: Tables, row: JobRow, { state, reason }: Pick<Receipt, "state" | "reason">): void {
  if (row.state === "unknown" && state === "failed") Object.assign(row, { state: "queued", notBefore: tables.now(), reason });
  else if (row.state === "unknown" || (row.state === "sent" && state !== "sent")) Object.assign(row, { state, reason: state === "failed" ? reason : null });
}

function outbox(tables: Tables, viewer: Viewer, filter: Parameters<Jobs["outbox"]>[1]): OutboxRow[] {
  const { stream, person, id, channel, limit } = filter;
  const rows = [...tables.jobs.values()].reverse().flatMap((job) => {
    const fits = (stream === undefined || job.stream === stream) && (person === undefined || job.person === person) && (id === undefined || job.id === id);
    const row = fits ? shown(tables, viewer, job) : null;
    return row && (channel === undefined || row.channel === channel) ? [row] : [];
  });
  return rows.sort((a, b) => (a.queuedAt < b.queuedAt ? 1 : a.queuedAt > b.queuedAt ? -1 : a.id < b.id ? -1 : 1)).slice(0, limit);
}

function shown(tables: Tables, viewer: Viewer, job: JobRow): OutboxRow | null {
  const stream = job.stream === null ? null : tables.streams.get(job.stream);
  const own = viewer.all || (viewer.person !== null && viewer.person === job.person);
  if (stream ? !maySee(viewer, stream.summary) : !own) return null;
  const { id, person, contact, state, queuedAt, reason, acknowledgedAt, effect } = job;
  const reads = own || (viewer.person !== null && viewer.person === stream?.summary.commander);
  return {
    ...{ id, stream: job.stream, person, contact, state, queuedAt, reason, acknowledgedAt },
    channel: job.attempts.at(-1)?.channel ?? effect.via?.[0] ?? null,
    template: effect.template,
    urgency: effect.urgency,
    releaseAt: job.notBefore,
    body: reads ? job.body : null,
    page: effect.page ?? null,
    cites: effect.cites,
    attempts: job.attempts.map(tried),
    drill: stream?.summary.drill ?? false,
  };
}

function plus(now: Instant, ms: number): Instant {
  return instantOf(epochMs(now) + ms);
}
