/** How a person is reached, as they set it up themselves: add, prove with a code, try out, remove. */
import { type Refusal, refuse } from "../../core/kernel/refusal.ts";
import { countAttempt } from "../../store/access/attempts.ts";
import { proveMethod, storeCode } from "../../store/access/codes.ts";
import { hashOf } from "../../store/access/secrets.ts";
import { inTransaction } from "../../store/directory/change.ts";
import { addMethod, type Method } from "../../store/directory/methods.ts";
import { tellOthers } from "./method-news.ts";
import { byPerson, type From, type Parts } from "./parts.ts";
import { guess } from "./password.ts";
import { sendToMethod } from "./send.ts";
import type { Identity } from "./sign-in.ts";

/** A method to add. `secret`: what the address needs beside itself, where the channel has such (a token). `vouched`: an admin says that it works, so that it counts without a code. */
export type MethodInput = {
  readonly person: string;
  readonly channel: string;
  readonly address: string;
  readonly secret: string | null;
  readonly label: string;
  readonly vouched: boolean;
};

/** Adds a method and tells the person's other ways. A channel that signs gets its signing secret here, which is shown this once. */
export async function addContactMethod(
  parts: Parts,
  identity: Identity,
  input: MethodInput,
  from: From,
): Promise<{ readonly method: Method; readonly secret: string | null } | Refusal> {
  const channel = parts.channels.find(({ name }) => name === input.channel);
  if (channel === undefined) return refuse("invalid_value", `There is no channel ${input.channel}.`, { pointer: "/channel" });
  const taken = channel.take?.(input) ?? { address: input.address, secrets: [] };
  if ("problem" in taken) return refuse("invalid_value", taken.problem, { pointer: "/address" });
  const address = channel.address.safeParse(taken.address);
  if (!address.success) return refuse("invalid_value", address.error.issues[0]!.message, { pointer: "/address" });
  if (input.vouched && !identity.admin) return refuse("not_permitted", "Only an admin can vouch for an address. Prove it with a code instead.");
  const id = parts.world.id();
  const secret = channel.addressSecret ? `whsec_${Buffer.from(parts.world.random(32)).toString("base64")}` : null;
  const all = secret === null ? taken.secrets : [secret];
  const secrets = all.length === 0 ? null : parts.keys.seal(JSON.stringify(all), `contact_method/${id}`);
  const { person, label, vouched: verified } = input;
  const added = await inTransaction(parts.db, (tx) =>
    addMethod(tx, byPerson(parts, identity.person, from), { id, person, channel: channel.name, address: address.data, label, secrets, verified }),
  );
  if ("refused" in added) return added;
  await tellOthers(parts, added, "added", identity.person);
  return { method: added, secret };
}

/** Sends a new code to a method. At most ten an hour for one person: every SMS costs. */
export async function sendCode(parts: Parts, method: Method): Promise<{ readonly sent: true; readonly minutes: number } | Refusal> {
  const tooMany = await tooManyMessages(parts, method.person);
  if (tooMany) return tooMany;
  const code = sixDigits(parts);
  await storeCode(parts.db, method.id, codeHash(method, code));
  await sendToMethod(parts, method, { template: "method-code", params: { minutes: "10" }, sealed: { code } });
  return { sent: true, minutes: 10 };
}

/** Proves a method with the code that came over it. */
export async function verifyMethod(
  parts: Parts,
  identity: Identity,
  given: { readonly method: Method; readonly code: string },
  from: From,
): Promise<{ readonly verified: string } | Refusal> {
  const { method, code } = given;
  const tooMany = await guess(parts, `code:${method.person}`, from);
  if (tooMany) return tooMany;
  return proveMethod(parts.db, byPerson(parts, identity.person, from), method, codeHash(method, code));
}

/** Sends a test message to a method, now; its id leads to what became of it. */
export async function testMethod(parts: Parts, identity: Identity, method: Method): Promise<{ readonly message: string } | Refusal> {
  const tooMany = await tooManyMessages(parts, method.person);
  if (tooMany) return tooMany;
  return { message: await sendToMethod(parts, method, { template: "test-message", params: { by: identity.person, channel: method.channel } }) };
}

async function tooManyMessages(parts: Parts, person: string): Promise<Refusal | null> {
  const wait = await countAttempt(parts.db, [{ bucket: `messages:${person}`, most: 10, minutes: 60 }]);
  return wait === null ? null : refuse("rate_limited", "Ten codes and tests an hour are enough. Wait a little.", { retryAfterSeconds: wait });
}

function codeHash(method: Pick<Method, "id">, code: string): string {
  return hashOf(`${method.id}:${code}`);
}

/** Each of the million codes is equally likely: numbers beyond the last whole million are drawn again. */
function sixDigits(parts: Pick<Parts, "world">): string {
  for (;;) {
    const drawn = Buffer.from(parts.world.random(4)).readUInt32BE();
    if (drawn < 4_294_000_000) return String(drawn % 1_000_000).padStart(6, "0");
  }
}
