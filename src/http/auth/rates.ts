/** How many requests one caller may make in a minute, on this node: 600 with a token or session, 60 without (S13). */
import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { type Refusal, refuse } from "../../core/kernel/refusal.ts";

/** Requests a minute. */
export const rates = { known: 600, unknown: 60 };

/** Counts one request. */
export type Rates = (caller: { readonly credential: string | null; readonly ip: string }) => Promise<Refusal | null>;

/** Counters of one app. */
export function rateLimits(limits: typeof rates = rates): Rates {
  const known = new RateLimiterMemory({ points: limits.known, duration: 60 });
  const unknown = new RateLimiterMemory({ points: limits.unknown, duration: 60 });
  return async ({ credential, ip }) => {
    try {
      await (credential === null ? unknown.consume(network(ip)) : known.consume(credential));
      return null;
    } catch (over) {
      if (!(over instanceof RateLimiterRes)) throw over;
      return refuse("rate_limited", "Too many requests. Wait a little.", { retryAfterSeconds: Math.max(1, Math.ceil(over.msBeforeNext / 1_000)) });
    }
  };
}

/** One household is one caller: of IPv6 the first 64 bits. */
function network(ip: string): string {
  return ip.includes(":") && !ip.includes(".") ? ip.split(":").slice(0, 4).join(":") : ip;
}
