/** The session cookie: readable by no script, sent to no other site (S8). */
import type { FastifyReply } from "fastify";

/** Seven days: the session's absolute end; its idle end is the server's. */
const maxAge = 7 * 24 * 3_600;

/** The cookie's name: with the prefix that browsers bind to https and this host, but on a plain http loopback address. */
export function cookieName(publicUrl: string): string {
  return isSecure(publicUrl) ? "__Host-quarterdeck" : "quarterdeck";
}

/** Whether people reach the server over https. */
export function isSecure(publicUrl: string): boolean {
  return publicUrl.startsWith("https://");
}

type CookieReply = Pick<FastifyReply, "setCookie" | "clearCookie">;

/** Gives the browser its session. */
export function setSession(reply: CookieReply, publicUrl: string, token: string): void {
  void reply.setCookie(cookieName(publicUrl), token, { path: "/", httpOnly: true, sameSite: "lax", secure: isSecure(publicUrl), maxAge });
}

/** Takes it back. */
export function clearSession(reply: CookieReply, publicUrl: string): void {
  void reply.clearCookie(cookieName(publicUrl), { path: "/", httpOnly: true, sameSite: "lax", secure: isSecure(publicUrl) });
}

/** Whether a page at that origin is ours. On a loopback address `localhost` and its numbers are the same place. */
export function isOwnOrigin(publicUrl: string, origin: string): boolean {
  const own = new URL(publicUrl);
  if (origin === own.origin) return true;
  if (!URL.canParse(origin)) return false;
  const other = new URL(origin);
  const loopback = ["localhost", "127.0.0.1", "[::1]"];
  return loopback.includes(own.hostname) && loopback.includes(other.hostname) && own.port === other.port && own.protocol === other.protocol;
}
