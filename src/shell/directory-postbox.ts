/** The postbox over the directory: the only place where an address leaves the database. */
import type { Keyring } from "../store/access/secrets.ts";
import { markDead, methodsOf } from "../store/directory/methods.ts";
import { organisationOf } from "../store/directory/organisation.ts";
import { namesOf, personById } from "../store/directory/people.ts";
import type { Db } from "../store/directory/tables.ts";
import { makeLink } from "./access/links.ts";
import { addressOf, addressOfContact, openSealed } from "./access/send.ts";
import type { Postbox, Way } from "./postbox.ts";
import type { World } from "./world.ts";

/** How long a page can be answered by its link: a day. */
const linkSeconds = 24 * 60 * 60;

/** What the postbox is made of. */
export type PostboxParts = { readonly db: Db; readonly keys: Keyring; readonly world: Pick<World, "random" | "id">; readonly node: string };

/** Builds the postbox. */
export function directoryPostbox(parts: PostboxParts): Postbox {
  const { db, keys, node } = parts;
  const wayOf = async (method: string): Promise<Way | null> => {
    const found = await addressOf(parts, method);
    return found && { id: method, channel: found.channel, to: { address: found.address, secrets: found.secrets } };
  };
  return {
    waysTo: async (person, named) => {
      const methods = await methodsOf(db, [person]);
      const usable = methods.filter((method) => method.deadReason === null && (method.verifiedAt !== null || method.id === named));
      return (await Promise.all(usable.map((method) => wayOf(method.id)))).filter((way) => way !== null);
    },
    contact: async (id) => {
      const found = await addressOfContact(parts, id);
      return found && { way: { id, channel: found.channel, to: { address: found.address, secrets: [] } }, name: found.name };
    },
    names: async (ids) => Object.fromEntries(await namesOf(db, ids)),
    organisation: async () => {
      const organisation = await organisationOf(db);
      return { name: organisation?.name ?? "Quarterdeck", zone: organisation?.zone ?? "UTC" };
    },
    zoneOf: async (person) => (await personById(db, person))?.zone ?? null,
    markDead: async (method, reason) => void (await markDead(db, { actor: "system", ip: null, node }, method, reason)),
    sealed: (job, params) => openSealed(keys, job, params),
    answerLink: (person, stream, page) => makeLink(parts, { purpose: "page", person, subject: `${stream} ${page}`, seconds: linkSeconds }),
  };
}
