/** News about the ways somebody is reached: told over the other ways, so that nobody becomes unreachable, or is taken over, in silence. */
import type { Effect } from "../../core/kernel/effect.ts";
import { type Method, markDead, methodById, methodsOf } from "../../store/directory/methods.ts";
import { adminIds } from "../../store/directory/people.ts";
import type { Parts } from "./parts.ts";
import { sendToMethod } from "./send.ts";

type NewsParts = Pick<Parts, "db" | "jobs" | "node">;

/**
 * Marks a method dead and tells the person, by what else they have, and the administrators. The messages are queued first, under ids of their own: a node
 * that dies in between, and another that marks it again, queue them once. An address that was never proven dies quietly.
 */
export async function methodDied(parts: NewsParts, id: string, reason: string): Promise<void> {
  const method = await methodById(parts.db, id);
  if (method === null || method.deadReason !== null) return;
  const people = method.verifiedAt === null ? [] : [...new Set([method.person, ...(await adminIds(parts.db))])];
  for (const person of people) {
    const effect = news(method, person, reason);
    await parts.jobs.enqueue({ id: `${effect.key}/${person}`, effect, person, contact: null });
  }
  // Refused where it was marked or removed meanwhile: then that is so.
  await markDead(parts.db, { actor: "system", ip: null, node: parts.node }, id, reason);
}

function news({ id, version, channel, label, person: owner }: Method, person: string, reason: string): Effect {
  return {
    key: `method-died/${id}/${version}`,
    to: { person },
    template: "method-died",
    urgency: "notice",
    params: { person: owner, own: owner === person, channel, label, reason: reason.slice(0, 300) },
    always: true,
    cites: [],
  };
}

/** Tells a person, over each other way of theirs that works, that one was added or removed (threat 4). */
export async function tellOthers(
  parts: Pick<Parts, "db" | "jobs" | "world" | "keys">,
  changed: Pick<Method, "id" | "person" | "channel" | "label">,
  what: "added" | "removed",
  by: string,
): Promise<void> {
  const others = (await methodsOf(parts.db, [changed.person])).filter(
    ({ id, verifiedAt, deadReason }) => id !== changed.id && verifiedAt !== null && deadReason === null,
  );
  for (const other of others)
    await sendToMethod(parts, other, { template: "methods-changed", params: { what, channel: changed.channel, label: changed.label, by } });
}
