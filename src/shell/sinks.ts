/** Channels that end here: a rehearsal sends nothing to anybody, and every message still shows what would have left. */
import type { Channel } from "../channels/channel.ts";

/** The channel with its words and addresses, whose sending always succeeds and goes nowhere. */
export function sinkOf(channel: Channel): Channel {
  return { ...channel, send: async (_wire, _settings, _to, message) => ({ outcome: "ok", providerId: `sink-${message.idempotencyKey}`, delivered: true }) };
}
