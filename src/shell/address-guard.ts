/** Which addresses a user-given URL may reach: public unicast only, checked in the text and again for every address that is dialled (S5). */
import { lookup as systemLookup } from "node:dns/promises";
import { isIP } from "node:net";
import ipaddr from "ipaddr.js";
import { ExchangeFailed } from "../channels/wire.ts";

/** Answers a host name with all its addresses. */
export type Resolver = (host: string) => Promise<readonly string[]>;

/** What is allowed beyond public addresses, and what is refused in any case. */
export type GuardRules = {
  /** Host names (also `host:port`), addresses and CIDR ranges an organisation lets its webhooks reach, e.g. `hooks.corp.example`, `10.1.0.0/16`. */
  readonly allow: readonly string[];
  /** The ports this server itself listens on: never a target, wherever they are. */
  readonly ownPorts: readonly number[];
  readonly resolve: Resolver;
};

/** The machine's own resolver, A and AAAA. */
export const systemResolver: Resolver = async (host) => (await systemLookup(host, { all: true, verbatim: true })).map((entry) => entry.address);

const globalUnicastV6 = ipaddr.IPv6.parseCIDR("2000::/3");
/** Inside public space, but the cloud platform's own: Azure's wire server. */
const platformAddresses = new Set(["168.63.129.16"]);
const localNames = /(^|\.)(localhost|local|localdomain|internal|home\.arpa)$/;

/** Whether an address in text form is public unicast. Mapped, compatible, translated and tunnelled forms are not, whatever they hold inside. */
export function isPublicAddress(address: string): boolean {
  if (isIP(address) === 0 || address.includes("%")) return false;
  if (platformAddresses.has(address)) return false;
  const parsed = ipaddr.parse(address);
  if (parsed instanceof ipaddr.IPv6 && !parsed.match(globalUnicastV6)) return false;
  return parsed.range() === "unicast";
}

function inRange(address: string, entry: string): boolean {
  if (isIP(address) === 0 || address.includes("%")) return false;
  const parsed = ipaddr.parse(address);
  if (isIP(entry) !== 0) return ipaddr.parse(entry).toNormalizedString() === parsed.toNormalizedString();
  if (!ipaddr.isValidCIDR(entry)) return false;
  const [network, bits] = ipaddr.parseCIDR(entry);
  return network.kind() === parsed.kind() && parsed.match(network, bits);
}

function addressAllowed(address: string, rules: GuardRules): boolean {
  return isPublicAddress(address) || rules.allow.some((entry) => inRange(address, entry));
}

function nameAllowed(host: string, port: number, rules: GuardRules): boolean {
  const name = host.toLowerCase();
  return rules.allow.some((entry) => entry.toLowerCase() === name || entry.toLowerCase() === `${name}:${port}`);
}

function portOf(url: URL): number {
  if (url.port !== "") return Number(url.port);
  return url.protocol === "https:" ? 443 : 80;
}

/** The host as it was written, before the URL parser turned numbers into addresses. */
function writtenHost(text: string): string {
  const authority = /^[a-z]+:\/\/([^/?#\\]*)/i.exec(text)?.[1] ?? "";
  return authority.replace(/:\d*$/, "").toLowerCase();
}

/** Reads a user-given URL. Throws ExchangeFailed (nothing was sent) for everything that must not be dialled by its text alone. */
export function checkedUrl(text: string, rules: GuardRules): URL {
  if (!URL.canParse(text) || /[\s\p{Cc}]/u.test(text)) throw refused("the address is not a URL");
  const url = new URL(text);
  if (url.protocol !== "https:" && url.protocol !== "http:") throw refused("only http and https are allowed");
  if (url.username !== "" || url.password !== "") throw refused("the address holds a user name");
  if (rules.ownPorts.includes(portOf(url))) throw refused("the port is this server's own");
  const host = bareHost(url);
  if (isIP(host) !== 0) {
    if (isIP(host) === 4 && writtenHost(text) !== host) throw refused("the host is a number in disguise");
    if (!nameAllowed(host, portOf(url), rules) && !addressAllowed(host, rules)) throw refused("the address is not public");
    return url;
  }
  if (nameAllowed(host, portOf(url), rules)) return url;
  if (host === "" || host.endsWith(".")) throw refused("the host name is not complete");
  if (localNames.test(host)) throw refused("the host name is local");
  return url;
}

/** The host without the brackets of IPv6. */
function bareHost(url: URL): string {
  return url.hostname.startsWith("[") ? url.hostname.slice(1, -1) : url.hostname;
}

/**
 * The addresses to dial for a host: all of them, each of them checked, so that what was checked is what is dialled.
 * One address that is not public refuses them all: mixed answers are how rebinding looks. Throws ExchangeFailed.
 */
export async function checkedAddresses(host: string, port: number, rules: GuardRules): Promise<readonly string[]> {
  const found = isIP(host) === 0 ? await resolved(host, rules.resolve) : [host];
  if (found.length === 0) throw refused("the host name has no address");
  if (!nameAllowed(host, port, rules) && !found.every((address) => addressAllowed(address, rules))) {
    throw refused("the host name leads to an address that is not public");
  }
  return found;
}

async function resolved(host: string, resolve: Resolver): Promise<readonly string[]> {
  try {
    return await resolve(host);
  } catch {
    throw refused("the host name has no address");
  }
}

function refused(why: string): ExchangeFailed {
  return new ExchangeFailed(`refused: ${why}`, "no");
}
