/** The way to nobody: a channel that ends in this process, and the postbox that knows whom it reaches. */
import { z } from "zod";
import type { Channel } from "../../channels/channel.ts";
import { loopback, nobody } from "../../core/synthetic.ts";
import type { Postbox } from "../postbox.ts";

/** A page that arrived, and waits to be answered. */
export type Arrived = { readonly stream: string; readonly page: string };

const prefix = "loopback:";

/** The channel; what it was asked to send is handed to `arrived`. */
export function loopbackChannel(arrived: (page: Arrived) => void): Channel {
  return {
    name: loopback,
    title: "Loopback",
    wakes: false,
    settings: z.unknown(),
    address: z.string(),
    mask: (address) => address,
    send: async (_wire, _settings, _to, { action }) => {
      const [stream, page] = (action?.url.split(prefix)[1] ?? "").split(" ");
      if (!stream || !page) return { outcome: "failed", reason: "The message holds no page.", permanent: true };
      arrived({ stream, page });
      return { outcome: "ok", providerId: null, delivered: true };
    },
    preview: ({ headline }) => ({ text: headline }),
    examples: [],
  };
}

/** The postbox with nobody in it: everybody else is reached as before. */
export function withNobody(postbox: Postbox): Postbox {
  return {
    ...postbox,
    waysTo: async (person, named) =>
      person === nobody ? [{ id: loopback, channel: loopback, to: { address: loopback, secrets: [] } }] : postbox.waysTo(person, named),
    mentioned: (ids, reader) =>
      postbox.mentioned(
        ids.filter((id) => id !== nobody),
        reader === nobody ? null : reader,
      ),
    answerLink: async (person, stream, page) => (person === nobody ? `${prefix}${stream} ${page}` : postbox.answerLink(person, stream, page)),
    answerHandle: async (way, asked) => (asked.person === nobody ? "" : postbox.answerHandle(way, asked)),
  };
}
