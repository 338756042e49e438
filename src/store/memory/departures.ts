/** Whether a leased message may leave now, and digests, in memory: each in one synchronous step. */
import { epochMs, instantOf } from "../../core/kernel/time.ts";
import type { Bundled, Finish, Held, Leave, Leaving } from "../jobs.ts";
import { daySeconds, limitReached, phonesToday } from "../limits.ts";
import { type JobRow, newJob, type Tables } from "./tables.ts";

/** As the contract says; the caller has extended the lease. */
export function leave(tables: Tables, job: string, leaving: Leaving | null): Leave {
  const now = tables.now();
  const paused = leaving && tables.pauses.get(leaving.channel);
  if (paused && paused > now) return { to: "wait", because: "pause", until: paused, reason: `${leaving.channel} asked for a pause` };
  if (!leaving?.counted) return { to: "go", today: 0 };
  const { person, method, page, limits, free } = leaving.counted;
  const since = instantOf(epochMs(now) - daySeconds * 1_000);
  const slots = tables.slots.filter((slot) => slot.person === person && slot.at > since);
  const asked = { method, channel: leaving.channel, page };
  const reached = free ? null : limitReached(limits, slots, asked, now);
  if (reached) return { to: "wait", because: "limit", ...reached };
  tables.slots.push({ ...asked, at: now, job, person });
  return { to: "go", today: phonesToday([...slots, { ...asked, at: now }]) };
}

/** Whether a digest has anything to say; every other message has. */
export function speaks(tables: Tables, digest: string): boolean {
  const members = [...tables.jobs.values()].filter((job) => job.bundle === digest);
  return members.length === 0 || members.some((job) => job.state === "bundled" && job.acknowledgedAt === null);
}

/** What certainly did not go out is not counted. */
export function freeSlot(tables: Tables, job: string): void {
  const last = tables.slots.findLastIndex((slot) => slot.job === job);
  if (last >= 0) tables.slots.splice(last, 1);
}

/** The person's digest that waits, or a new one. */
export function digestFor(tables: Tables, person: string, { digest, at }: Extract<Finish, { readonly to: "bundled" }>): string {
  const waits = ({ person: whose, effect, state }: JobRow) => whose === person && effect.key.startsWith("digest/") && (state === "queued" || state === "held");
  const found = [...tables.jobs.values()].find(waits);
  if (found) return found.id;
  const { id, effect } = digest;
  const row = { id, stream: null, effect, person, contact: null, queuedAt: tables.now(), notBefore: at, state: "queued" as const, reason: null };
  if (!tables.jobs.has(id)) tables.jobs.set(id, newJob(row));
  return id;
}

/** As the contract says. */
export function bundled(tables: Tables, digest: string): Bundled[] {
  const members = [...tables.jobs.values()].filter((job) => job.bundle === digest && job.state === "bundled");
  return members.map(({ id, stream, effect, person, queuedAt }) => ({ id, stream, effect, person, queuedAt }));
}

/** As the contract says; a digest that was sent keeps what it said. */
export function unbundle(tables: Tables, id: string, digest: string, to: Held): void {
  const row = tables.jobs.get(id);
  const said = ["sent", "delivered"].includes(tables.jobs.get(digest)?.state ?? "");
  if (!row || row.bundle !== digest || row.state !== "bundled" || said) return;
  Object.assign(row, { state: to.to, reason: to.reason, bundle: null, ...(to.to === "held" ? { notBefore: to.until } : {}) });
}
