/** When a limit lets the next message out: decided from what left within a day, the same for every store. */
import { epochMs, type Instant, instantOf } from "../core/kernel/time.ts";

/** So many in so long. */
export type Window = { readonly most: number; readonly perSeconds: number };

/** The limits in force. Those of addresses hold per channel and contact method; `person` counts pages over all methods, `day` calls and text messages. */
export type Limits = {
  readonly addresses: { readonly [channel: string]: readonly Window[] };
  /** For pages, per phone and mail address. */
  readonly each: readonly Window[];
  readonly person: Window;
  readonly day: { readonly most: number };
};

/** A message that left, or may have. */
export type Slot = { readonly method: string; readonly channel: string; readonly page: boolean; readonly at: Instant };

/** Channels whose every message costs money and rings a phone. */
const phones: readonly string[] = ["sms", "voice"];

export const daySeconds = 86_400;

/** The slots that a limit counts, the newest last. */
type Counted = { readonly window: Window; readonly slots: readonly Slot[]; readonly says: string };

/** The last limit to let it out, or null when none stands in the way. `slots` are those of the person within a day. */
export function limitReached(
  limits: Limits,
  slots: readonly Slot[],
  asked: Omit<Slot, "at">,
  now: Instant,
): { readonly until: Instant; readonly reason: string } | null {
  const reached = countedBy(limits, slots, asked).flatMap(({ window, slots: counted, says }) => {
    const from = epochMs(now) - window.perSeconds * 1_000;
    const within = counted.filter(({ at }) => epochMs(at) > from).sort((a, b) => (a.at < b.at ? -1 : 1));
    const last = within.at(-window.most);
    if (last === undefined) return [];
    return [{ until: instantOf(epochMs(last.at) + window.perSeconds * 1_000), reason: `${says}: ${window.most} in ${spoken(window.perSeconds)}` }];
  });
  return reached.sort((a, b) => (a.until < b.until ? 1 : -1))[0] ?? null;
}

/** Calls and text messages of the day. */
export function phonesToday(slots: readonly Slot[]): number {
  return slots.filter(({ channel }) => phones.includes(channel)).length;
}

function countedBy(limits: Limits, slots: readonly Slot[], asked: Omit<Slot, "at">): Counted[] {
  const { method, channel, page } = asked;
  const here = slots.filter((slot) => slot.method === method);
  const pages = slots.filter((slot) => slot.page);
  const of = (windows: readonly Window[], counted: readonly Slot[], says: string) => windows.map((window) => ({ window, slots: counted, says }));
  return [
    ...of(limits.addresses[channel] ?? [], here, `The limit of ${channel} to one address`),
    ...(page && [...phones, "email"].includes(channel)
      ? of(
          limits.each,
          here.filter((slot) => slot.page),
          "The limit of pages to one address",
        )
      : []),
    ...(page ? of([limits.person], pages, "The limit of pages to one person") : []),
    ...(phones.includes(channel)
      ? of(
          [{ most: limits.day.most, perSeconds: daySeconds }],
          slots.filter((slot) => phones.includes(slot.channel)),
          "The limit of calls and text messages to one person",
        )
      : []),
  ];
}

function spoken(seconds: number): string {
  if (seconds % 86_400 === 0) return seconds === 86_400 ? "a day" : `${seconds / 86_400} days`;
  if (seconds % 3_600 === 0) return seconds === 3_600 ? "an hour" : `${seconds / 3_600} hours`;
  if (seconds % 60 === 0) return seconds === 60 ? "a minute" : `${seconds / 60} minutes`;
  return `${seconds} seconds`;
}
