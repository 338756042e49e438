/** Who is who in chats outside, as administrators and each for themselves say. */
import type { Refusal } from "../../core/kernel/refusal.ts";
import { type ChatIdentity, chatIdentities, chatsOf, forgetChat, linkChat } from "../../store/directory/chat-identities.ts";
import { byPerson, type From, type Parts } from "../access/parts.ts";
import type { Identity } from "../access/sign-in.ts";

/** All of them. */
export function listChatIdentities({ db }: Pick<Parts, "db">): Promise<ChatIdentity[]> {
  return chatIdentities(db);
}

/** Says to whom one belongs; null: to nobody. */
export function linkChatIdentity(
  parts: Parts,
  identity: Identity,
  { user, person }: Pick<ChatIdentity, "user" | "person">,
  from: From,
): Promise<ChatIdentity | Refusal> {
  return linkChat(parts.db, byPerson(parts, identity.person, from), user, person);
}

/** Forgets one. */
export function forgetChatIdentity(parts: Parts, identity: Identity, user: string, from: From): Promise<{ readonly removed: string } | Refusal> {
  return forgetChat(parts.db, byPerson(parts, identity.person, from), user);
}

/** One's own. */
export function listOwnChats({ db }: Pick<Parts, "db">, identity: Identity): Promise<ChatIdentity[]> {
  return chatsOf(db, identity.person);
}

/** Forgets one of one's own: what it types is nobody's from then on. */
export function forgetOwnChat(parts: Parts, identity: Identity, user: string, from: From): Promise<{ readonly removed: string } | Refusal> {
  return forgetChat(parts.db, byPerson(parts, identity.person, from), user, identity.person);
}
