/** Saying in a chat outside who one is: a code from one's own settings, typed there (X-17, S10). */
import type { Actor } from "../../core/kernel/event.ts";
import type { Refusal } from "../../core/kernel/refusal.ts";
import { storeChatCode, takeChatCode } from "../../store/access/chat-codes.ts";
import { hashOf } from "../../store/access/secrets.ts";
import { audit } from "../../store/directory/change.ts";
import { byPerson, type From, type Parts } from "./parts.ts";
import { forgive, guess } from "./password.ts";
import type { Identity } from "./sign-in.ts";

/** Figures and letters that nobody takes for one another; 32 of them, so that each stands for five bits. */
const signs = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** Characters of a code: 80 random bits. */
const characters = 16;

/** Makes a new code, which is shown this once; the one before stops working. */
export async function makeChatCode(parts: Parts, identity: Identity, from: From): Promise<{ readonly code: string; readonly minutes: number } | Refusal> {
  const drawn = [...parts.world.random(characters)].map((byte) => signs[byte % signs.length]).join("");
  const stored = await storeChatCode(parts.db, byPerson(parts, identity.person, from), identity.person, hashOf(drawn));
  return "refused" in stored ? stored : { code: drawn.replace(/.{4}(?=.)/g, "$&-"), minutes: 10 };
}

/** Who types a code where. */
export type ChatLink = { readonly user: string; readonly code: string };

/** Makes a chat identity its person's. Ten guesses of an identity in a quarter of an hour, whatever they guess. */
export async function linkByCode(
  parts: Pick<Parts, "db" | "node">,
  { user, code }: ChatLink,
  from: Pick<From, "ip">,
): Promise<{ readonly person: string } | Refusal> {
  const account: Actor = `chat:${user}`;
  const tooMany = await guess(parts, account, from);
  if (tooMany) return tooMany;
  const by = { actor: account, ip: from.ip, node: parts.node };
  const linked = await takeChatCode(parts.db, by, user, hashOf(code.toUpperCase().replace(/[^0-9A-Z]/g, "")));
  if ("refused" in linked) await audit(parts.db, by, { action: "chat-link-refused", subject: "chat", details: { user } });
  else await forgive(parts, account);
  return linked;
}
