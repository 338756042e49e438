/** The ways a message may take, in the order they are to be tried. */

import type { Way } from "../postbox.ts";
import { chooseMethods } from "./choose-method.ts";
import type { Deliverer, Ready } from "./node.ts";

/** The contact's mail, or the methods of the person that are not used up; none: nothing is left to try. */
export async function waysFor(node: Deliverer, { job }: Ready): Promise<readonly Way[]> {
  if (job.contact !== null) {
    const contact = await node.postbox.contact(job.contact);
    return contact ? chooseMethods([contact.way], {}, job.attempts) : [];
  }
  if (job.person === null) return [];
  const named = typeof job.effect.params.method === "string" ? job.effect.params.method : undefined;
  // A message about an account goes to the method it names and nowhere else; a page only begins there.
  const only = job.stream === null ? named : undefined;
  const ways = await node.postbox.waysTo(job.person, only);
  const usable = ways.filter((way) => node.channels.some((channel) => channel.name === way.channel) && (only === undefined || way.id === only));
  const page = job.effect.urgency === "page";
  const first = named ?? (page ? undefined : await noticesFirst(node, job.person));
  return chooseMethods(usable, { first, via: job.effect.via, inTurn: page }, job.attempts);
}

/** The method a person chose for what may not wake them. */
async function noticesFirst(node: Deliverer, person: string): Promise<string | undefined> {
  const fact = (await node.parts.store.read.fact("person", person)).value as {
    readonly rules?: { readonly notice: readonly { readonly method: string }[] };
  } | null;
  return fact?.rules?.notice[0]?.method;
}
