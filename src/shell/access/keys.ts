/** Keys that programs carry: API tokens of people and keys of sources. Shown once, stored as hashes, known by how they begin. */
import { type Refusal, refuse } from "../../core/kernel/refusal.ts";
import { hashOf } from "../../store/access/secrets.ts";
import { addToken, type Scope, type TokenRow, tokenScopes } from "../../store/access/tokens.ts";
import { addSource, rekeySource, type SourceRow, type StoredKey, sourceByKey } from "../../store/directory/sources.ts";
import { byPerson, type From, type Parts, randomText } from "./parts.ts";
import type { Identity } from "./sign-in.ts";

/** A new token for its owner, shown this once. Its scopes may not go beyond what the owner may (S3). */
export async function createToken(
  parts: Parts,
  identity: Identity,
  asked: { readonly name: string; readonly scopes: readonly Scope[]; readonly expiresAt: string | null },
  from: From,
): Promise<(TokenRow & { readonly token: string }) | Refusal> {
  const beyond = asked.scopes.find((scope) => !identity.scopes.includes(scope === "chat" ? "admin" : scope));
  if (beyond !== undefined) return refuse("not_permitted", `A token cannot do more than you: ${beyond} is not yours to give.`, { pointer: "/scopes" });
  const token = `qd_${randomText(parts, 32)}`;
  const row = { id: parts.world.id(), person: identity.person, hash: hashOf(token), prefix: token.slice(0, 9), ...asked };
  const added = await addToken(parts.db, byPerson(parts, identity.person, from), {
    ...row,
    scopes: tokenScopes.filter((scope) => asked.scopes.includes(scope)),
  });
  return "refused" in added ? added : { ...added, token };
}

/** A new source with its key, shown this once. */
export async function createSource(
  parts: Parts,
  identity: Identity,
  asked: { readonly kind: string; readonly title: string; readonly settings: unknown },
  from: From,
): Promise<(SourceRow & { readonly key: string }) | Refusal> {
  const { key, stored } = newKey(parts);
  const added = await addSource(parts.db, byPerson(parts, identity.person, from), { id: parts.world.id(), ...asked }, stored);
  return "refused" in added ? added : { ...added, key };
}

/** A new key for a source; the old one is dead at once. */
export async function rotateSourceKey(parts: Parts, identity: Identity, source: string, from: From): Promise<(SourceRow & { readonly key: string }) | Refusal> {
  const { key, stored } = newKey(parts);
  const rekeyed = await rekeySource(parts.db, byPerson(parts, identity.person, from), source, stored);
  return "refused" in rekeyed ? rekeyed : { ...rekeyed, key };
}

/** The source a key opens; null for any other key. */
export function sourceOfKey(parts: Pick<Parts, "db">, key: string): Promise<SourceRow | null> {
  return sourceByKey(parts.db, hashOf(key));
}

/** `qs` and 160 random bits in hexadecimal digits: senders disagree about which other letters a key may have. */
function newKey(parts: Parts): { readonly key: string; readonly stored: StoredKey } {
  const key = `qs${Buffer.from(parts.world.random(20)).toString("hex")}`;
  return { key, stored: { hash: hashOf(key), prefix: key.slice(0, 8) } };
}
