/** The queue of messages in memory. */
import { epochMs, type Instant, instantOf } from "../../core/kernel/time.ts";
import { maySee, type Viewer } from "../../core/kernel/viewer.ts";
import { plain } from "../chain.ts";
import type { Attempt, Finish, Jobs, LeasedJob, OutboxRow } from "../jobs.ts";
import { bundled, digestFor, freeSlot, leave, speaks, unbundle } from "./departures.ts";
import { applyReceipt, receipt } from "./receipts.ts";
import { hint, type JobRow, newJob, type Tables } from "./tables.ts";

/** Whether a message may still be sent, or sent again. */
export function waiting({ state }: JobRow): boolean {
  return state === "queued" || state === "held" || state === "sending" || state === "unknown";
}

/** The jobs' part of the store. */
export function memoryJobs(tables: Tables): Jobs {
  return {
    claim: async (worker, limit, leaseMs) => claim(tables, worker, limit, leaseMs),
    depart: async (job, worker, leaseMs, leaving) => {
      const held = extended(tables, job, worker, leaseMs) && speaks(tables, job.id);
      return held ? leave(tables, job.id, leaving) : { to: "gone" };
    },
    finish: async (job, worker, outcome) => finish(tables, job, worker, outcome),
    release: async (worker) => {
      for (const job of tables.jobs.values()) {
        if (job.state === "sending" && job.worker === worker) Object.assign(job, { state: "queued", worker: null, leaseUntil: null });
      }
      hint(tables);
    },
    receipt: async (channel, word) => {
      const about = receipt(tables, channel, word);
      hint(tables);
      return about;
    },
    bundled: async (digest) => bundled(tables, digest),
    unbundle: async (id, digest, to) => {
      unbundle(tables, id, digest, to);
      hint(tables);
    },
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
    const overtaken = job.attempts.length === 0 && isOvertaken(tables, job, now);
    return { id, stream, effect, person, contact, epoch, attempts: job.attempts.map(tried), dueAt: job.notBefore, queuedAt, leaseUntil, overtaken };
  });
}

/** When a message was meant to leave, before quiet hours and tries moved it. */
const meant = ({ effect, queuedAt }: JobRow) => effect.notBefore ?? queuedAt;

/** Steps of a page closer together than this are meant to come at once. */
const apartMs = 30_000;

function isOvertaken(tables: Tables, job: JobRow, now: Instant): boolean {
  const { page } = job.effect;
  if (page === undefined) return false;
  return [...tables.jobs.values()].some(
    (other) =>
      other.effect.page === page &&
      other.stream === job.stream &&
      other.person === job.person &&
      other.notBefore <= now &&
      !["failed", "superseded", "cancelled"].includes(other.state) &&
      epochMs(meant(other)) > epochMs(meant(job)) + apartMs,
  );
}

function tried({ epoch: _e, ...attempt }: JobRow["attempts"][number]): Attempt {
  return attempt;
}

function heldBy(tables: Tables, job: LeasedJob, worker: string): JobRow | null {
  const row = tables.jobs.get(job.id);
  return row && row.state === "sending" && row.worker === worker && row.epoch === job.epoch ? row : null;
}

function extended(tables: Tables, job: LeasedJob, worker: string, leaseMs: number): boolean {
  const row = heldBy(tables, job, worker);
  if (!row || row.leaseUntil === null || row.leaseUntil <= tables.now()) return false;
  row.leaseUntil = plus(tables.now(), leaseMs);
  return true;
}

function finish(tables: Tables, job: LeasedJob, worker: string, outcome: Finish): boolean {
  const row = tables.jobs.get(job.id);
  if (!row) return false;
  const held = heldBy(tables, job, worker) !== null;
  const attempt = "attempt" in outcome ? outcome.attempt : null;
  const known = row.attempts.some(({ epoch, n }) => epoch === job.epoch && n === attempt?.n);
  const written = attempt && !known ? { ...plain(attempt), epoch: job.epoch } : null;
  if (written) row.attempts.push(written);
  if (attempt?.outcome === "failed") freeSlot(tables, job.id);
  if (outcome.to === "again" && outcome.attempt && outcome.pause !== undefined) pause(tables, outcome.attempt.channel, outcome.pause);
  const bundle = outcome.to === "bundled" && held && job.person !== null ? { bundle: digestFor(tables, job.person, outcome) } : {};
  if (held) Object.assign(row, { worker: null, leaseUntil: null, ...after(outcome), ...bundle });
  const early = written?.providerId != null ? tables.receipts.get(`${written.channel} ${written.providerId}`) : undefined;
  if (written && early) applyReceipt(tables, { row, tried: written }, early);
  if (held) hint(tables);
  return held;
}

function pause(tables: Tables, channel: string, until: Instant): void {
  const known = tables.pauses.get(channel);
  if (known === undefined || known < until) tables.pauses.set(channel, until);
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
    case "bundled":
      return { state: outcome.to, reason: outcome.reason };
  }
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
    bundle: job.bundle,
    bundles: [...tables.jobs.values()].filter((other) => other.bundle === id).map((other) => other.id),
  };
}

function plus(now: Instant, ms: number): Instant {
  return instantOf(epochMs(now) + ms);
}
