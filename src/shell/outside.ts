/** The real way out: HTTP through undici with one deadline per exchange, mail through nodemailer's SMTP client. */
import { isIP } from "node:net";
import type { Dispatcher } from "undici";
import { Agent, buildConnector } from "undici";
import type { HttpReply, HttpRequest, Wire } from "../channels/wire.ts";
import { ExchangeFailed } from "../channels/wire.ts";
import type { GuardRules } from "./address-guard.ts";
import { checkedAddresses, checkedUrl, systemResolver } from "./address-guard.ts";
import { mailOut } from "./mail-out.ts";
import type { World } from "./world.ts";
import { here } from "./world.ts";

/** What may be set about the way out; everything has a safe default. Times are milliseconds. */
export type OutsideOptions = Partial<GuardRules> & { readonly connectMs?: number; readonly mailDeadlineMs?: number };

/** The wire and how to close it: `close` ends every kept connection. */
export type RealWire = Wire & { close(): Promise<void> };

const bodyLimit = 64 * 1024;

/** Opens the way out. */
export function realWire(options: OutsideOptions = {}): RealWire {
  const rules: GuardRules = { allow: options.allow ?? [], ownPorts: options.ownPorts ?? [], resolve: options.resolve ?? systemResolver };
  const connectMs = options.connectMs ?? 5_000;
  const limits = { keepAliveTimeout: 4_000, maxResponseSize: -1 };
  const provider = new Agent({ ...limits, connect: { timeout: connectMs } });
  const guarded = new Agent({ ...limits, connect: guardedConnector(rules, connectMs) });
  const mail = mailOut({ connectMs, deadlineMs: options.mailDeadlineMs ?? 10_000 });
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

/** One request and its reply under one deadline. Once a status was read it is a reply, whatever becomes of the rest of its body. */
function exchange(agent: Agent, url: URL, request: HttpRequest): Promise<HttpReply> {
  return new Promise((resolve, reject) => {
    const reply = { status: 0, headers: {} as Record<string, string>, chunks: [] as Buffer[], size: 0 };
    let controller: Dispatcher.DispatchController | null = null;
    let settled = false;
    const settle = (failure: Error | null) => {
      if (settled) return;
      settled = true;
      clearTimeout(timer);
      if (reply.status !== 0)
        resolve({ status: reply.status, headers: reply.headers, body: Buffer.concat(reply.chunks).subarray(0, bodyLimit).toString("utf8") });
      else reject(asExchangeFailed(failure, controller !== null));
      controller?.abort(new Error("settled"));
    };
    const timer = setTimeout(() => settle(new Error("no answer in time")), request.deadlineMs);
    const handler: Dispatcher.DispatchHandler = {
      onRequestStart(started) {
        if (settled) return started.abort(new Error("too late"));
        controller = started;
      },
      onResponseStart(_controller, status, headers) {
        if (status < 200) return;
        reply.status = status;
        for (const [name, value] of Object.entries(headers)) reply.headers[name.toLowerCase()] = Array.isArray(value) ? value.join(", ") : (value ?? "");
      },
      onResponseData(_controller, chunk) {
        reply.chunks.push(chunk);
        reply.size += chunk.length;
        if (reply.size >= bodyLimit) settle(null);
      },
      onResponseEnd: () => settle(null),
      onResponseError: (_controller, error) => settle(error),
    };
    const options = {
      origin: url.origin,
      path: url.pathname + url.search,
      method: request.method,
      headers: { ...request.headers },
      body: request.body ?? null,
    };
    try {
      agent.dispatch({ ...options, headersTimeout: 0, bodyTimeout: 0 }, handler);
    } catch (error) {
      settle(error instanceof Error ? error : new Error("the request could not be made"));
    }
  });
}

/** The failure in our own words with the system's code, never with text the other side wrote. */
function asExchangeFailed(failure: Error | null, started: boolean): ExchangeFailed {
  if (failure instanceof ExchangeFailed) return failure;
  const code = failure !== null && "code" in failure && typeof failure.code === "string" ? ` (${failure.code})` : "";
  if (started) return new ExchangeFailed(`the connection ended before an answer came${code}`, "unknown");
  return new ExchangeFailed(`no connection${code}`, "no");
}
