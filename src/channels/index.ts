/** Every channel. A new one is one file and one line here. */
import type { Channel } from "./channel.ts";
import { email } from "./email.ts";
import { ntfy } from "./ntfy.ts";
import { push } from "./push.ts";
import { sms } from "./sms.ts";
import { voice } from "./voice.ts";
import { webhook } from "./webhook.ts";

/** The channels, each taking its stored settings as they are (unknown) and reading them with its own schema at every use. */
export const channels: readonly Channel[] = [
  readsSettings(voice),
  readsSettings(sms),
  readsSettings(push),
  readsSettings(ntfy),
  readsSettings(email),
  readsSettings(webhook),
];

/** Settings that do not fit are a failed attempt that says so, never an exception. */
function readsSettings<S>(channel: Channel<S>): Channel {
  const { receive, respond, ...rest } = channel;
  return {
    ...rest,
    send: async (wire, stored, to, message) => {
      const settings = channel.settings.safeParse(stored);
      if (!settings.success) return { outcome: "failed", reason: `The settings of ${channel.title} are not complete.`, permanent: false };
      return channel.send(wire, settings.data, to, message);
    },
    ...(receive && {
      receive: (stored, callback) => {
        const settings = channel.settings.safeParse(stored);
        return settings.success ? receive(settings.data, callback) : [{ kind: "forged", reason: `The settings of ${channel.title} are not complete.` }];
      },
    }),
    ...(respond && {
      respond: (stored, callback, said) => {
        const settings = channel.settings.safeParse(stored);
        return settings.success ? respond(settings.data, callback, said) : { type: "text/plain; charset=utf-8", body: "" };
      },
    }),
  };
}
