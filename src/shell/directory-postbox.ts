/** The postbox over the directory: the only place where an address leaves the database. */
import type { Keyring } from "../store/access/secrets.ts";
import { addressedMethods, mentioned } from "../store/directory/addressing.ts";
import { codeOfPage } from "../store/directory/callbacks.ts";
import type { Db } from "../store/directory/tables.ts";
import type { Jobs } from "../store/jobs.ts";
import { makeLink, makeReplyToken } from "./access/links.ts";
import { methodDied } from "./access/method-news.ts";
import { addressOfContact, openSealed, openSecrets } from "./access/send.ts";
import { replyTo } from "./oncall/meeting-reply.ts";
import type { Postbox, Way } from "./postbox.ts";
import type { World } from "./world.ts";

/** How long a page can be answered by its link: a day. */
const linkSeconds = 24 * 60 * 60;

/** What the postbox is made of. */
export type PostboxParts = {
  readonly db: Db;
  readonly keys: Keyring;
  readonly world: Pick<World, "random" | "id">;
  readonly node: string;
  readonly jobs: Pick<Jobs, "enqueue">;
};

/** Builds the postbox. */
export function directoryPostbox(parts: PostboxParts): Postbox {
  const { db, keys } = parts;
  return {
    waysTo: async (person, named) => {
      const methods = await addressedMethods(db, person, named);
      return methods.map(({ id, channel, address, secrets }): Way => ({ id, channel, to: { address, secrets: openSecrets(keys, id, secrets) } }));
    },
    contact: async (id) => {
      const found = await addressOfContact(parts, id);
      return found && { way: { id, channel: found.channel, to: { address: found.address, secrets: found.secrets } }, name: found.name };
    },
    meetingReply: (meeting, stamp) => replyTo(db, meeting, stamp),
    mentioned: (ids, reader) => mentioned(db, ids, reader),
    markDead: (method, reason) => methodDied(parts, method, reason),
    sealed: (job, params) => openSealed(keys, job, params),
    answerLink: (person, stream, page) => makeLink(parts, { purpose: "page", person, subject: `${stream} ${page}`, seconds: linkSeconds }),
    answerHandle: async ({ channel }, { person, stream, page }) => {
      if (channel === "sms") return (await codeOfPage(db, person, { stream, page })) ?? "";
      if (channel === "email") return makeReplyToken(parts, { purpose: "reply", person, subject: `${stream} ${page}`, seconds: linkSeconds });
      return "";
    },
  };
}
