/** Delivery, as a list one can read aloud: claim, ask again whether it may leave, address, compose, hold the lease, send, record. */
import type { Channel, Outcome } from "../channels/channel.ts";
import type { Message } from "../channels/message.ts";
import type { Wire } from "../channels/wire.ts";
import { epochMs, type Instant, instantOf } from "../core/kernel/time.ts";
import { program } from "../core/kernel/viewer.ts";
import type { Attempt, Finish, LeasedJob } from "../store/jobs.ts";
import { chooseMethod } from "./choose-method.ts";
import type { Composer } from "./compose.ts";
import type { Dispatch } from "./dispatch.ts";
import { decideWithFacts } from "./facts-at-hand.ts";
import type { Postbox, Way } from "./postbox.ts";
import { sceneOf } from "./scene.ts";
import type { DoorParts } from "./wanted.ts";

/** What a delivering node is made of. `pauses` holds, per channel, until when its provider asked to be left alone. */
export type Deliverer = {
  readonly parts: DoorParts;
  readonly dispatch: Dispatch;
  readonly postbox: Postbox;
  readonly compose: Composer;
  readonly channels: readonly Channel[];
  readonly settings: (channel: string) => unknown;
  readonly wire: Wire;
  readonly worker: string;
  readonly pauses: Map<string, Instant>;
  readonly log: (line: {
    readonly event: string;
    readonly job: string;
    readonly channel: string;
    readonly outcome: string;
    readonly reason: string;
    readonly lateMs: number;
  }) => void;
};

/** Longer than any exchange with a provider (10 s), and short enough that a killed node's page leaves within 15 s (R4). */
const leaseMs = 12_500;
const retryMs = 5_000;
const settleMs = 30_000;

/** Claims what is due and delivers each; resolves with how many were claimed. */
export async function deliverDue(node: Deliverer, limit = 20): Promise<number> {
  const jobs = await claimDue(node, limit);
  await Promise.all(jobs.map((job) => deliver(node, job)));
  return jobs.length;
}

/** Leases what is due to this worker. */
export function claimDue(node: Deliverer, limit: number): Promise<readonly LeasedJob[]> {
  return node.parts.store.jobs.claim(node.worker, limit, leaseMs);
}

/** Delivers one leased message to the end of this attempt. */
export async function deliver(node: Deliverer, job: LeasedJob): Promise<void> {
  const held = await mayNot(node, job);
  if (held) return void (await record(node, job, held));
  const way = await address(node, job);
  if (way === null) return giveUp(node, job);
  const paused = node.pauses.get(way.channel);
  const now = await node.parts.store.now();
  if (paused !== undefined && paused > now)
    return void (await record(node, job, { to: "again", attempt: null, at: paused, reason: `${way.channel} asked for a pause`, state: "queued" }));
  const message = await node.compose(job, way).catch(asError);
  if (!(await node.parts.store.jobs.extend(job, node.worker, leaseMs))) return;
  const outcome = message instanceof Error ? unspeakable(message) : await send(node, way, message);
  await settle(node, job, { way, message, outcome });
}

function asError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}

/** A message whose words cannot be made is a failed try, so that it comes to an end like any other (E19). */
function unspeakable(why: Error): Outcome {
  return { outcome: "failed", reason: `Its words could not be made: ${why.message}`.slice(0, 300), permanent: false };
}

/** The same question the door asked when it planned the message, asked once more just before it leaves. */
async function mayNot(node: Deliverer, job: LeasedJob): Promise<Finish | null> {
  if (job.stream === null) return null;
  const scene = await sceneOf(node.parts, job.stream);
  if (!scene) return null;
  const { engine, pack, state } = scene;
  const unsent = { id: job.id, person: job.person, effect: job.effect, queuedAt: job.queuedAt };
  if (!engine.wanted(state, unsent)) return { to: "superseded", reason: "No longer needed" };
  if (pack === null) return null;
  const { result } = await decideWithFacts(
    (facts) => engine.mayReach(pack, state, unsent, facts),
    (kind, key) => node.parts.store.read.fact(kind, key),
  );
  return result.from > scene.now ? { to: "held", until: result.from, reason: result.why ?? "Not yet" } : null;
}

/** Where it goes: the contact's mail, or the next method of the person that is not used up. */
async function address(node: Deliverer, job: LeasedJob): Promise<Way | null> {
  if (job.contact !== null) {
    const contact = await node.postbox.contact(job.contact);
    return contact && chooseMethod([contact.way], undefined, job.attempts);
  }
  if (job.person === null) return null;
  const named = typeof job.effect.params.method === "string" ? job.effect.params.method : undefined;
  const ways = await node.postbox.waysTo(job.person, named);
  const usable = ways.filter((way) => node.channels.some((channel) => channel.name === way.channel) && (named === undefined || way.id === named));
  return chooseMethod(usable, job.effect.via, job.attempts);
}

/** Every method failed, or there is none: the room is told whom to call by hand. */
async function giveUp(node: Deliverer, job: LeasedJob): Promise<void> {
  const last = job.attempts.at(-1);
  const reason = last ? `Every method failed, the last one: ${last.reason}` : "No verified way to reach them";
  // Told before it is final: a node that dies in between leaves the message to the next one, which tells it again, as one.
  if (job.effect.page !== undefined) await tell(node, job, { page: job.effect.page, result: "unreachable", channel: "", reason: reason.slice(0, 300) });
  await record(node, job, { to: "failed", attempt: null, reason });
}

async function send(node: Deliverer, way: Way, message: Message): Promise<Outcome> {
  const channel = node.channels.find((one) => one.name === way.channel);
  if (!channel) return { outcome: "failed", reason: `There is no channel ${way.channel}.`, permanent: true };
  return channel.send(node.wire, node.settings(channel.name), way.to, message);
}

type Sent = { readonly way: Way; readonly message: Message | Error; readonly outcome: Outcome };

/** Records the attempt and says what comes next: nothing, another try, or the next method. */
async function settle(node: Deliverer, job: LeasedJob, { way, message, outcome }: Sent): Promise<void> {
  const now = await node.parts.store.now();
  const attempt: Attempt = {
    n: job.attempts.length + 1,
    channel: way.channel,
    method: way.id,
    at: now,
    outcome: outcome.outcome,
    permanent: outcome.outcome === "failed" && outcome.permanent,
    reason: outcome.outcome === "ok" ? "" : outcome.reason,
    providerId: outcome.outcome === "ok" ? outcome.providerId : null,
  };
  node.log({
    event: "attempt",
    job: job.id,
    channel: way.channel,
    outcome: outcome.outcome,
    reason: attempt.reason,
    lateMs: Math.max(0, epochMs(now) - epochMs(job.dueAt)),
  });
  if (outcome.outcome === "ok") {
    const recorded = await record(node, job, { to: outcome.delivered ? "delivered" : "sent", attempt, body: bodyOf(node, job, { way, message }) });
    if (recorded && job.effect.page !== undefined) await tell(node, job, { page: job.effect.page, result: "delivered", channel: way.channel, reason: "" });
    return;
  }
  if (attempt.permanent && job.person !== null) await node.postbox.markDead(way.id, attempt.reason);
  if (outcome.outcome === "failed" && outcome.retryAfterMs !== undefined) node.pauses.set(way.channel, instantOf(epochMs(now) + outcome.retryAfterMs));
  await record(node, job, {
    to: "again",
    attempt,
    at: nextTry(now, outcome),
    reason: attempt.reason,
    state: outcome.outcome === "unknown" ? "unknown" : "queued",
  });
}

function nextTry(now: Instant, outcome: Exclude<Outcome, { outcome: "ok" }>): Instant {
  if (outcome.outcome === "unknown") return instantOf(epochMs(now) + settleMs);
  if (outcome.permanent) return now;
  return instantOf(epochMs(now) + (outcome.retryAfterMs ?? retryMs));
}

/** What the outbox shows: the words as they went out, without links that answer and without what was sealed. */
function bodyOf(node: Deliverer, job: LeasedJob, { way, message }: Pick<Sent, "way" | "message">): string {
  if (typeof job.effect.params.sealed === "string") return "(not kept: it held a secret)";
  if (message instanceof Error) return "";
  const channel = node.channels.find((one) => one.name === way.channel);
  return channel?.preview(message).text.replaceAll(/\/p\/[A-Za-z0-9_-]+/g, "/p/…") ?? "";
}

function record(node: Deliverer, job: LeasedJob, finish: Finish): Promise<boolean> {
  return node.parts.store.jobs.finish(job, node.worker, finish);
}

/** Only what changes what must happen goes back through the door. */
async function tell(node: Deliverer, job: LeasedJob, input: { page: string; result: string; channel: string; reason: string }): Promise<void> {
  if (job.stream === null) return;
  await node.dispatch({ stream: job.stream, name: "note-delivery", input, actor: "system", viewer: program, key: `${job.id}:${input.result}` });
}
