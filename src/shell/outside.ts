/** The real way out: HTTP through undici with one deadline per exchange, mail through nodemailer's SMTP client. */
import { isIP } from "node:net";
import { Agent, buildConnector } from "undici";
import type { Wire } from "../channels/wire.ts";
import { ExchangeFailed } from "../channels/wire.ts";
import type { GuardRules } from "./address-guard.ts";
import { checkedAddresses, checkedUrl, systemResolver } from "./address-guard.ts";
import { exchange } from "./http-exchange.ts";
import { mailOut } from "./mail-out.ts";
import type { World } from "./world.ts";
import { here } from "./world.ts";

/** What may be set about the way out; everything has a safe default. Times are milliseconds. */
export type OutsideOptions = Partial<GuardRules> & { readonly connectMs?: number; readonly mailDeadlineMs?: number };

/** The wire and how to close it: `close` ends every kept connection. */
export type RealWire = Wire & { close(): Promise<void> };

/** Opens the way out. */
export function realWire(options: OutsideOptions = {}): RealWire {
  const rules: GuardRules = { allow: options.allow ?? [], ownPorts: options.ownPorts ?? [], resolve: options.resolve ?? systemResolver };
  const connectMs = options.connectMs ?? 5_000;
  const limits = { keepAliveTimeout: 4_000, maxResponseSize: -1 };
  const provider = new Agent({ ...limits, connect: { timeout: connectMs } });
  const guarded = new Agent({ ...limits, connect: guardedConnector(rules, connectMs) });
  const mail = mailOut({ connectMs, deadlineMs: options.mailDeadlineMs ?? 5_000 });
  return {
    nowMs: here.nowMs,
    http: async (request) => {
      const url = request.trust === "guarded" ? checkedUrl(request.url, rules) : providerUrl(request.url);
      return exchange(request.trust === "guarded" ? guarded : provider, url, request);
    },
    mail: mail.send,
    close: async () => {
      mail.close();
      await Promise.all([provider.destroy(), guarded.destroy()]);
    },
  };
}

/** The whole real world: clock, chance, ids and the way out. */
export function realWorld(options: OutsideOptions = {}): World & { close(): Promise<void> } {
  return { ...here, ...realWire(options) };
}

/** Dials only addresses that were checked for this very connection. */
function guardedConnector(rules: GuardRules, timeout: number): buildConnector.connector {
  return (target, callback) => {
    const port = Number(target.port) || (target.protocol === "https:" ? 443 : 80);
    checkedAddresses(target.hostname, port, rules).then(
      (addresses) => buildConnector({ timeout, lookup: fixedLookup(addresses) } as buildConnector.BuildOptions)(target, callback),
      (error: Error) => callback(error, null),
    );
  };
}

type LookupEntry = { readonly address: string; readonly family: number };

function fixedLookup(addresses: readonly string[]) {
  const entries = addresses.map((address) => ({ address, family: isIP(address) }));
  return (_host: string, asked: { all?: boolean }, done: (error: Error | null, found: string | LookupEntry[], family?: number) => void) => {
    if (asked.all) return done(null, entries);
    done(null, entries[0]?.address ?? "", entries[0]?.family ?? 4);
  };
}

function providerUrl(text: string): URL {
  if (!URL.canParse(text)) throw new ExchangeFailed("the provider's address is not a URL", "no");
  return new URL(text);
}
