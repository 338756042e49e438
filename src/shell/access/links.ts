/** Links that answer for one person, once, without signing in: a page's two buttons. Reading never uses one. */
import type { Refusal } from "../../core/kernel/refusal.ts";
import { type AnswerLink, linkOf, storeLink, takeLink } from "../../store/access/links.ts";
import { hashOf } from "../../store/access/secrets.ts";
import type { World } from "../world.ts";
import { type Parts, randomText } from "./parts.ts";

/** What a new link is for: its purpose (`page`), whose answer it is, about what, and for how many seconds. */
export type LinkFor = { readonly purpose: string; readonly person: string; readonly subject: string; readonly seconds: number };

/** What making a link takes. */
type Making = Pick<Parts, "db"> & { readonly world: Pick<World, "random"> };

/** Makes a link and gives its token (192 random bits), which is stored nowhere. */
export async function makeLink(parts: Making, link: LinkFor): Promise<string> {
  const token = randomText(parts, 24);
  await storeLink(parts.db, hashOf(token), link);
  return token;
}

/** The same for the address of a mail's reply: letters and digits in one case only, as mail servers may change the case. */
export async function makeReplyToken(parts: Making, link: LinkFor): Promise<string> {
  const token = Buffer.from(parts.world.random(20)).toString("hex");
  await storeLink(parts.db, hashOf(token), link);
  return token;
}

/** What a link is for: 410 `link_used` or `link_expired`, 404 for one that never was. */
export function readLink(parts: Pick<Parts, "db">, token: string): Promise<AnswerLink | Refusal> {
  return linkOf(parts.db, hashOf(token));
}

/** Uses it, once. */
export function useLink(parts: Pick<Parts, "db">, token: string): Promise<AnswerLink | Refusal> {
  return takeLink(parts.db, hashOf(token));
}
