/** Records what a try came to, and says what comes next: nothing, another try, or the next method. */
import type { Message } from "../../channels/message.ts";
import { epochMs, type Instant, instantOf } from "../../core/kernel/time.ts";
import { program } from "../../core/kernel/viewer.ts";
import type { Attempt, Finish, LeasedJob } from "../../store/jobs.ts";
import type { Way } from "../postbox.ts";
import { bundledUntil } from "./digest.ts";
import { isDigest } from "./is-digest.ts";
import type { Wait } from "./leave.ts";
import type { Deliverer, Ready, Tried } from "./node.ts";

const retryMs = 5_000;
/** An unknown outcome waits for the provider's word, then the message is tried again: within 30 s, at the most severe level within 10 s (R6, R7). */
const settleMs = 25_000;
const urgentSettleMs = 8_000;

/** Records the attempt and what follows from it. */
export async function settle(node: Deliverer, ready: Ready, tried: Tried): Promise<void> {
  const { job } = ready;
  const { way, outcome } = tried;
  const now = await node.parts.store.now();
  const attempt = attemptOf(job, tried, now);
  node.log({ event: "attempt", job: job.id, channel: way.channel, outcome: outcome.outcome, reason: attempt.reason, lateMs: latenessOf(job, now) });
  if (outcome.outcome === "ok") return went(node, job, { ...tried, attempt, delivered: outcome.delivered });
  if (attempt.permanent && job.person !== null) await node.postbox.markDead(way.id, attempt.reason);
  const pause = outcome.outcome === "failed" && outcome.retryAfterMs !== undefined ? { pause: instantOf(epochMs(now) + outcome.retryAfterMs) } : {};
  const state = outcome.outcome === "unknown" ? "unknown" : "queued";
  await record(node, job, { to: "again", attempt, at: nextTry(now, ready, tried), reason: attempt.reason, state, ...pause });
}

/** At most what a column of the database holds: three weeks. */
function latenessOf({ dueAt }: LeasedJob, now: Instant): number {
  return Math.min(2_000_000_000, Math.max(0, epochMs(now) - epochMs(dueAt)));
}

function attemptOf(job: LeasedJob, { way, outcome, noted }: Tried, now: Instant): Attempt {
  return {
    n: job.attempts.length + 1,
    channel: way.channel,
    method: way.id,
    at: now,
    outcome: outcome.outcome,
    permanent: outcome.outcome === "failed" && outcome.permanent,
    reason: outcome.outcome === "ok" ? noted : outcome.reason,
    providerId: outcome.outcome === "ok" ? outcome.providerId : null,
    lateMs: latenessOf(job, now),
  };
}

/** A page goes on to the next method at once, where there is one; everything else waits a little. */
function nextTry(now: Instant, { job, rank }: Ready, { outcome, others }: Tried): Instant {
  if (outcome.outcome === "unknown") return instantOf(epochMs(now) + (rank === 1 ? urgentSettleMs : settleMs));
  if (outcome.outcome === "failed" && (outcome.permanent || (others && job.effect.urgency === "page"))) return now;
  return instantOf(epochMs(now) + ((outcome.outcome === "failed" ? outcome.retryAfterMs : undefined) ?? retryMs));
}

type Went = { readonly way: Way; readonly message: Message | Error; readonly attempt: Attempt; readonly delivered: boolean };

async function went(node: Deliverer, job: LeasedJob, { way, message, attempt, delivered }: Went): Promise<void> {
  const recorded = await record(node, job, { to: delivered ? "delivered" : "sent", attempt, body: bodyOf(node, job, { way, message }) });
  if (!recorded) return;
  for (const { stream, page, id } of await pagesOf(node, job))
    await tell(node, { job: id, stream, page, result: "delivered", channel: way.channel, reason: "" });
}

/** Nothing lets it out now: it waits for what ends first, and a page that a limit holds back is said together with others. */
export async function wait(node: Deliverer, { job }: Ready, waits: readonly Wait[]): Promise<void> {
  const [first] = [...waits].sort((a, b) => (a.until < b.until ? -1 : 1));
  if (!first) return;
  const reason = waits.map((one) => one.reason).join("; ");
  for (const one of waits.filter(({ because }) => because === "limit"))
    node.log({ event: "limit", job: job.id, channel: one.channel, outcome: "wait", reason: one.reason, lateMs: 0 });
  const page = job.effect.urgency === "page" && job.effect.page !== undefined && job.person !== null;
  if (first.because !== "limit" || !page || isDigest(job))
    return void (await record(node, job, { to: "again", attempt: null, at: first.until, reason, state: "queued" }));
  const bundled = await record(node, job, bundledUntil(job, first.until, reason));
  if (bundled && job.stream !== null)
    await tell(node, { job: job.id, stream: job.stream, page: job.effect.page!, result: "bundled", channel: "", reason: first.reason });
}

/** Every method failed, or there is none: the room is told whom to call by hand. */
export async function giveUp(node: Deliverer, { job }: Ready): Promise<void> {
  const last = job.attempts.at(-1);
  const reason = last
    ? `Every method failed, the last one: ${last.heard?.state === "failed" ? last.heard.reason : last.reason}`
    : "No verified way to reach them";
  // Told before it is final: a node that dies in between leaves the message to the next one, which tells it again, as one.
  for (const { stream, page, id } of await pagesOf(node, job))
    await tell(node, { job: id, stream, page, result: "unreachable", channel: "", reason: reason.slice(0, 300) });
  if (job.effect.urgency === "page" && job.person !== null) await node.news.unreachable({ person: job.person, job: job.id, reason });
  await record(node, job, { to: "failed", attempt: null, reason });
}

type PageOf = { readonly id: string; readonly stream: string; readonly page: string };

/** The pages a message is about: its own, or those it says together. */
async function pagesOf(node: Deliverer, job: LeasedJob): Promise<readonly PageOf[]> {
  const all = isDigest(job) ? await node.parts.store.jobs.bundled(job.id) : [job];
  return all.flatMap(({ id, stream, effect }) => (stream === null || effect.page === undefined ? [] : [{ id, stream, page: effect.page }]));
}

/** What the outbox shows: the words as they went out, without links that answer and without what was sealed. */
function bodyOf(node: Deliverer, job: LeasedJob, { way, message }: Pick<Went, "way" | "message">): string {
  if (typeof job.effect.params.sealed === "string") return "(not kept: it held a secret)";
  if (message instanceof Error) return "";
  const channel = node.channels.find((one) => one.name === way.channel);
  return channel?.preview(message).text.replaceAll(/\/p\/[A-Za-z0-9_-]+/g, "/p/…") ?? "";
}

/** Writes the outcome, fenced by the lease. */
export function record(node: Deliverer, job: LeasedJob, finish: Finish): Promise<boolean> {
  return node.parts.store.jobs.finish(job, node.worker, finish);
}

type Told = {
  readonly job: string;
  readonly stream: string;
  readonly page: string;
  readonly result: string;
  readonly channel: string;
  readonly reason: string;
};

/** Only what changes what must happen goes back through the door. */
async function tell(node: Deliverer, { job, stream, page, result, channel, reason }: Told): Promise<void> {
  const input = { page, result, channel, reason: reason.slice(0, 300) };
  await node.dispatch({ stream, name: "note-delivery", input, actor: "system", viewer: program, key: `${job}:${result}` });
}

/** An outcome says nothing of a message that a limit sent another way; this does. */
export function noteOf(waits: readonly Wait[], to: Way): string {
  return waits.length === 0 ? "" : `${waits.map(({ reason }) => reason).join("; ")}; it went by ${to.channel}`.slice(0, 300);
}
