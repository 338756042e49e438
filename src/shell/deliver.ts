/** Delivery, as a list one can read aloud: claim, ask again whether it may leave, find its ways, leave by the first one that is free, record. */
import type { LeasedJob } from "../store/jobs.ts";
import { askAgain } from "./deliver/ask-again.ts";
import { leaveBy } from "./deliver/leave.ts";
import { type Deliverer, leaseMs } from "./deliver/node.ts";
import { giveUp, noteOf, record, settle, wait } from "./deliver/settle.ts";
import { waysFor } from "./deliver/ways.ts";

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
  const ready = await askAgain(node, job);
  if ("to" in ready) return void (await record(node, job, ready));
  const ways = await waysFor(node, ready);
  if (ways.length === 0) return giveUp(node, ready);
  const left = await leaveBy(node, ready, ways);
  if ("gone" in left) return;
  if (!("tried" in left)) return wait(node, ready, left.waits);
  const { way, today } = left.tried;
  await settle(node, ready, { ...left.tried, noted: noteOf(left.waits, way), others: ways.some(({ id }) => id !== way.id) });
  if (job.person !== null && today > 0) await node.news.sentToday(job.person, today, await node.limits());
}
