/** How much may be sent to one address and one person: the defaults, and what an organisation may set otherwise. */
import { z } from "zod";
import type { Limits } from "../store/limits.ts";

const window = z.strictObject({ most: z.number().int().min(1).max(10_000), perSeconds: z.number().int().min(1).max(86_400) });
const windows = z.array(window).min(1).max(10);

/** What an organisation may set; what is absent is the default. */
export const limitOverrides = z.strictObject({
  addresses: z.strictObject({ sms: windows.optional(), voice: windows.optional() }).optional(),
  each: windows.optional(),
  person: window.optional(),
  day: z.strictObject({ most: z.number().int().min(1).max(10_000) }).optional(),
});
export type LimitOverrides = z.infer<typeof limitOverrides>;

const [minute, quarter, hour] = [60, 15 * 60, 60 * 60];

/** Calls and text messages as GoAlert limits them; ten pages in a quarter of an hour over all methods; 200 calls and text messages a day. */
export const defaultLimits: Limits = {
  addresses: {
    sms: [
      { most: 5, perSeconds: quarter },
      { most: 11, perSeconds: hour },
      { most: 21, perSeconds: 3 * hour },
    ],
    voice: [
      { most: 3, perSeconds: quarter },
      { most: 7, perSeconds: hour },
      { most: 15, perSeconds: 3 * hour },
    ],
  },
  each: [{ most: 1, perSeconds: minute }],
  person: { most: 10, perSeconds: quarter },
  day: { most: 200 },
};

/** What is in force. Overrides that do not fit any more count as none: a limit must not stop deliveries. */
export function limitsInForce(stored: unknown): Limits {
  const read = limitOverrides.safeParse(stored);
  if (!read.success) return defaultLimits;
  const { addresses, each, person, day } = read.data;
  return {
    addresses: { ...defaultLimits.addresses, ...Object.fromEntries(Object.entries(addresses ?? {}).filter(([, value]) => value !== undefined)) },
    each: each ?? defaultLimits.each,
    person: person ?? defaultLimits.person,
    day: day ?? defaultLimits.day,
  };
}
