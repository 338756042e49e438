/** Signing in and out, and who a request speaks for: asked anew at every request. */
import { type Refusal, refuse } from "../../core/kernel/refusal.ts";
import { passwordOf, passwordOfPerson, setPassword } from "../../store/access/passwords.ts";
import { hashOf } from "../../store/access/secrets.ts";
import { closeSession, openSession, refreshSession, sessionOf } from "../../store/access/sessions.ts";
import { type Scope, scopes, tokenOf } from "../../store/access/tokens.ts";
import { audit, inTransaction } from "../../store/directory/change.ts";
import { byNobody, byPerson, type From, type Parts, randomText } from "./parts.ts";
import { forgive, guess, hashPassword, passwordFits } from "./password.ts";

/** Who speaks, and what they may do with it: for a token its scopes within its owner's rights of this moment. */
export type Identity = {
  readonly person: string;
  readonly name: string;
  readonly admin: boolean;
  readonly via: "session" | "token";
  readonly scopes: readonly Scope[];
  /** The password was given within 15 minutes. Never of a token. */
  readonly fresh: boolean;
  /** What requests are counted by: the hash of the session or token. */
  readonly credential: string;
};

/** What a request brings to say who it is. */
export type Credentials = { readonly cookie: string | null; readonly bearer: string | null };

/** Who that is; null for nobody, or for a credential that is not worth anything any more. */
export async function identify(parts: Pick<Parts, "db">, { cookie, bearer }: Credentials): Promise<Identity | null> {
  if (bearer !== null) return identifyToken(parts, bearer);
  if (cookie === null) return null;
  const credential = hashOf(cookie);
  const session = await sessionOf(parts.db, credential);
  return session && { ...session, via: "session", scopes: session.admin ? scopes : ["read", "respond"], credential };
}

async function identifyToken(parts: Pick<Parts, "db">, bearer: string): Promise<Identity | null> {
  if (!bearer.startsWith("qd_")) return null;
  const credential = hashOf(bearer);
  const token = await tokenOf(parts.db, credential);
  if (token === null) return null;
  const { person, name, admin } = token;
  const ladder: readonly Scope[] = scopes;
  const widest = Math.max(...token.scopes.map((scope) => ladder.indexOf(scope)));
  // To speak for others is an administrator's to give, and ends with that.
  const speaks = admin && token.scopes.includes("chat") ? ["chat" as const] : [];
  const held: readonly Scope[] = [...scopes.filter((scope, index) => index <= widest && (scope !== "admin" || admin)), ...speaks];
  return { person, name, admin: admin && held.includes("admin"), via: "token", scopes: held, fresh: false, credential };
}

/** The same words for every reason: whether the account exists, has no password yet, or the password is wrong (S11). */
const wrong = () => refuse("unauthenticated", "The e-mail or the password is not right.");

/** Signs in: a new session whose token is the cookie. `replaces` is the cookie the browser had; its session ends. */
export async function signIn(
  parts: Parts,
  given: { readonly email: string; readonly password: string; readonly replaces: string | null },
  from: From,
): Promise<{ readonly cookie: string; readonly person: string } | Refusal> {
  const tooMany = await guess(parts, given.email, from);
  if (tooMany) return tooMany;
  const account = await passwordOf(parts.db, given.email);
  const fits = await passwordFits(account?.hash ?? null, given.password);
  if (account === null || !fits) {
    await audit(parts.db, byNobody(parts, from), { action: "sign-in-refused", subject: account ? `person/${account.person}` : "unknown" });
    return wrong();
  }
  await forgive(parts, given.email);
  const cookie = await beginSession(parts, account.person, from, given.replaces);
  await audit(parts.db, byPerson(parts, account.person, from), { action: "signed-in", subject: `person/${account.person}` });
  return { cookie, person: account.person };
}

/** Opens a session and gives its token. */
export async function beginSession(parts: Pick<Parts, "db" | "world">, person: string, from: From, replaces: string | null): Promise<string> {
  const cookie = randomText(parts, 32);
  await openSession(parts.db, { hash: hashOf(cookie), person, ...from }, replaces === null ? null : hashOf(replaces));
  return cookie;
}

/** Ends the session, on every node at once. */
export async function signOut(parts: Parts, identity: Identity, from: From): Promise<void> {
  await closeSession(parts.db, identity.credential);
  await audit(parts.db, byPerson(parts, identity.person, from), { action: "signed-out", subject: `person/${identity.person}` });
}

/** Gives the password again, for what wants it recent. */
export async function confirmPassword(parts: Parts, identity: Identity, password: string, from: From): Promise<{ readonly confirmed: true } | Refusal> {
  const refused = await checkPassword(parts, identity.person, password, from);
  if (refused) return refused;
  await refreshSession(parts.db, identity.credential);
  return { confirmed: true };
}

/** Changes one's own password; every other session of the person ends. */
export async function changePassword(
  parts: Parts,
  identity: Identity,
  given: { readonly current: string; readonly next: string },
  from: From,
): Promise<{ readonly changed: true } | Refusal> {
  const refused = await checkPassword(parts, identity.person, given.current, from);
  if (refused) return refused;
  const hash = await hashPassword(given.next);
  const by = byPerson(parts, identity.person, from);
  return inTransaction(parts.db, async (tx) => {
    await setPassword(tx, by, { person: identity.person, hash, keep: identity.credential });
    return { changed: true as const };
  });
}

async function checkPassword(parts: Parts, person: string, password: string, from: From): Promise<Refusal | null> {
  const tooMany = await guess(parts, person, from);
  if (tooMany) return tooMany;
  const fits = await passwordFits(await passwordOfPerson(parts.db, person), password);
  if (!fits) return refuse("not_permitted", "That is not your password.", { pointer: "/password" });
  await forgive(parts, person);
  return null;
}
