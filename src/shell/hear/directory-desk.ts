/** The desk over the directory. */
import type { Said } from "../../channels/channel.ts";
import { isRefusal } from "../../core/kernel/refusal.ts";
import { countAttempt } from "../../store/access/attempts.ts";
import { hashOf } from "../../store/access/secrets.ts";
import { customerWrittenTo, hear, heardBefore, pageOfCode } from "../../store/directory/callbacks.ts";
import { holdersOf, revive } from "../../store/directory/methods.ts";
import { readLink } from "../access/links.ts";
import { methodDied } from "../access/method-news.ts";
import type { Parts } from "../access/parts.ts";
import { sendToMethod } from "../access/send.ts";
import type { Desk } from "./desk.ts";

/** Answers to one address: so many in so many minutes. */
const answers = { most: 5, minutes: 15 };

/** Builds the desk. */
export function directoryDesk(parts: Pick<Parts, "db" | "jobs" | "keys" | "node" | "world">): Desk {
  const { db, node } = parts;
  return {
    holders: (channel, address) => holdersOf(db, channel, address),
    pageOfCode: (person, code) => pageOfCode(db, person, code),
    heard: async (channel, id) => (await heardBefore(db, channel, id)) as Said | null,
    hear: (channel, id, said) => hear(db, channel, id, said),
    mayAnswer: async (channel, address) => (await countAttempt(db, [{ bucket: `answers:${channel}:${hashOf(address)}`, ...answers }])) === null,
    customer: (address) => customerWrittenTo(db, address),
    markDead: (method, reason) => methodDied(parts, method, reason),
    revive: async (method) => void (await revive(db, { actor: "system", ip: null, node }, method)),
    tell: async ({ id, person }, channel, text) => void (await sendToMethod(parts, { id, person, channel }, { template: "reply-read", params: { text } })),
    replyToken: async (token) => {
      const link = await readLink(parts, token);
      if (isRefusal(link) || link.purpose !== "reply") return null;
      const [stream = "", page = ""] = link.subject.split(" ", 2);
      return { person: link.person, stream, page };
    },
  };
}
