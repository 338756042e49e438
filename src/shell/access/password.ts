/** Passwords: argon2id, and the same work for an account that does not exist (S10, S11). */
import { hash, verify } from "@node-rs/argon2";
import { type Refusal, refuse } from "../../core/kernel/refusal.ts";
import { countAttempt, forgetAttempts } from "../../store/access/attempts.ts";
import { hashOf } from "../../store/access/secrets.ts";
import type { From, Parts } from "./parts.ts";

/** The library's own algorithm is argon2id; its cost is set here. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Hash of a password that nobody has. */
let nobodysHash: Promise<string> | undefined;

/** The hash to store. */
export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize("NFKC"), cost);
}

/** Whether it is the password of that hash; without a hash the answer is no, after the same work. */
export async function passwordFits(stored: string | null, password: string): Promise<boolean> {
  nobodysHash ??= hash("a password that nobody has", cost);
  const fits = await verify(stored ?? (await nobodysHash), password.normalize("NFKC"));
  return fits && stored !== null;
}

/** Counts one guess at an account and from an address, over all nodes; a refusal where there were too many. The account need not exist. */
export async function guess(parts: Pick<Parts, "db">, account: string, from: Pick<From, "ip">): Promise<Refusal | null> {
  const wait = await countAttempt(parts.db, [
    { bucket: accountBucket(account), most: 10, minutes: 15 },
    { bucket: `ip:${from.ip}`, most: 100, minutes: 15 },
  ]);
  return wait === null ? null : refuse("rate_limited", "Too many tries. Wait a little, then try again.", { retryAfterSeconds: wait });
}

/** The guess was right: the account's counter starts anew. The address's does not. */
export function forgive(parts: Pick<Parts, "db">, account: string): Promise<void> {
  return forgetAttempts(parts.db, accountBucket(account));
}

function accountBucket(account: string): string {
  return `account:${hashOf(account.toLowerCase()).slice(0, 32)}`;
}
