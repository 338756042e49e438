/** A message leaves by the first way that is free: its provider works and asks for no pause, no limit is reached, the lease holds. */
import type { Channel, Outcome } from "../../channels/channel.ts";
import type { Message } from "../../channels/message.ts";
import { ExchangeFailed, type Wire } from "../../channels/wire.ts";
import { epochMs, type Instant, instantOf } from "../../core/kernel/time.ts";
import type { Leave, Leaving } from "../../store/jobs.ts";
import type { Way } from "../postbox.ts";
import { isDigest } from "./is-digest.ts";
import { type Deliverer, leaseMs, type Ready } from "./node.ts";

/** What stands in the way of one way. */
export type Wait = { readonly because: "pause" | "limit" | "circuit" | "full"; readonly channel: string; readonly until: Instant; readonly reason: string };

/** It was tried, or it is no longer this worker's, or it has to wait. */
export type Left =
  | {
      readonly tried: { readonly way: Way; readonly message: Message | Error; readonly outcome: Outcome; readonly today: number };
      readonly waits: readonly Wait[];
    }
  | { readonly gone: true }
  | { readonly waits: readonly Wait[] };

/** A message that found no place waits so long before it asks again. */
const fullMs = 500;

/** An exchange ends 5 s after it began: one that begins later than this after the lease was extended might outlive it. */
const freshMs = leaseMs - 5_000;

/** Tries the ways in their order. */
export async function leaveBy(node: Deliverer, ready: Ready, ways: readonly Way[]): Promise<Left> {
  const waits: Wait[] = [];
  for (const [index, way] of ways.entries()) {
    const alone = ready.first && index === ways.length - 1;
    if (!alone && !node.breakers.admits(way.channel)) {
      waits.push(await waitFor(node, way, { because: "circuit", ms: node.breakers.restMs(way.channel), reason: `${way.channel} fails at the moment` }));
      continue;
    }
    const one = await through(node, ready, way);
    if ("outcome" in one) return { tried: one, waits };
    if ("gone" in one) return one;
    waits.push(one);
    if (one.because === "full") break;
  }
  return { waits };
}

type One = Extract<Left, { readonly tried: unknown }>["tried"] | { readonly gone: true } | Wait;

/** One way, in a place of its channel's pool. */
async function through(node: Deliverer, ready: Ready, way: Way): Promise<One> {
  const leavePlace = await node.pools.enter(way.channel);
  if (leavePlace === null) {
    node.breakers.report(way.channel, null);
    return waitFor(node, way, { because: "full", ms: fullMs, reason: `Too many messages are leaving by ${way.channel}` });
  }
  let outcome: Outcome | null = null;
  try {
    const message = await node.compose(ready.job, way).catch(asError);
    const asked = node.monotonicMs();
    const leave = await node.parts.store.jobs.depart(ready.job, node.worker, leaseMs, await leavingBy(node, ready, way));
    if (leave.to === "gone") return { gone: true };
    if (leave.to === "wait") return waitOf(way, leave);
    const lateness = () => node.monotonicMs() - asked;
    const sent = message instanceof Error ? unspeakable(message) : await send(node, way, { message, lateness });
    outcome = message instanceof Error ? null : sent;
    return { way, message, outcome: sent, today: leave.today };
  } finally {
    leavePlace();
    node.breakers.report(way.channel, outcome);
  }
}

/** What limits count: pages and whatever rings a phone; never messages about one's own account, which have a limit of their own. */
async function leavingBy(node: Deliverer, { job, first }: Ready, way: Way): Promise<Leaving> {
  const page = job.effect.urgency === "page";
  const own = job.stream === null && !isDigest(job);
  if (job.person === null || own || (!page && way.channel !== "sms" && way.channel !== "voice")) return { channel: way.channel, counted: null };
  const limits = await node.limits();
  return { channel: way.channel, counted: { person: job.person, method: way.id, page, limits, free: first } };
}

function waitOf({ channel }: Way, { because, until, reason }: Extract<Leave, { readonly to: "wait" }>): Wait {
  return { because, channel, until, reason };
}

async function waitFor(
  node: Deliverer,
  { channel }: Way,
  wait: { readonly because: Wait["because"]; readonly ms: number; readonly reason: string },
): Promise<Wait> {
  const { because, ms, reason } = wait;
  return { because, channel, until: instantOf(epochMs(await node.parts.store.now()) + ms), reason };
}

function asError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}

/** A message whose words cannot be made is a failed try, so that it comes to an end like any other (E19). */
function unspeakable(why: Error): Outcome {
  return { outcome: "failed", reason: `Its words could not be made: ${why.message}`.slice(0, 300), permanent: false };
}

async function send(node: Deliverer, way: Way, { message, lateness }: { readonly message: Message; readonly lateness: () => number }): Promise<Outcome> {
  const channel = node.channels.find((one) => one.name === way.channel);
  if (!channel) return { outcome: "failed", reason: `There is no channel ${way.channel}.`, permanent: true };
  return sendInTime(channel, node, { way, message, lateness });
}

/** A process that was stopped in between finds out before the first byte: somebody else has the message by then. */
function sendInTime(
  channel: Channel,
  node: Deliverer,
  at: { readonly way: Way; readonly message: Message; readonly lateness: () => number },
): Promise<Outcome> {
  const inTime = () => {
    if (at.lateness() > freshMs) throw new ExchangeFailed("this node stood still and may not send any more", "no");
  };
  const { http, mail } = node.wire;
  const wire: Wire = {
    ...node.wire,
    http: async (request) => {
      inTime();
      return http(request);
    },
    mail: async (server, one) => {
      inTime();
      return mail(server, one);
    },
  };
  if (at.lateness() > freshMs) return Promise.resolve({ outcome: "failed", reason: "This node stood still and may not send any more.", permanent: false });
  return channel.send(wire, node.settings(channel.name), at.way.to, at.message);
}
