/** Secrets at rest: AES-256-GCM under a key that lives outside the database, with the key's id on every value (S16). */
import { createCipheriv, createDecipheriv, createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, open, readFile, rename } from "node:fs/promises";
import { dirname } from "node:path";

/** A source of strong random bytes. */
type Random = (bytes: number) => Uint8Array;

/** One 256-bit key; its id is the beginning of its own hash. */
type Key = { readonly id: string; readonly bytes: Buffer };

/** The keys at hand, the current one first: it seals, every one opens. */
export type Keyring = {
  /** Seals a text. `about` names what it belongs to (`contact_method/<id>`): moved to another row it does not open. */
  readonly seal: (text: string, about: string) => string;
  /** Opens a sealed text. Throws where the key is not at hand or anything was changed. */
  readonly open: (sealed: string, about: string) => string;
  /** Whether a value was sealed under a former key and should be sealed anew. */
  readonly old: (sealed: string) => boolean;
  readonly currentKey: string;
};

/**
 * Reads the key file: base64 or hex of 32 bytes, one key a line, the current one first. A missing file is made, readable by its owner only, where `make` says so.
 * Throws an Error whose message tells a person what is wrong.
 */
export async function openKeyring(file: string, random: Random, make: boolean): Promise<Keyring> {
  if (!existsSync(file)) {
    if (!make) throw new Error(`The key file ${file} is not there.`);
    await makeKeyFile(file, random);
  }
  const lines = (await readFile(file, "utf8")).split("\n").map((line) => line.trim());
  const keys = lines.filter((line) => line !== "" && !line.startsWith("#")).map((line, index) => keyOf(line, `${file}, key ${index + 1}`));
  if (keys.length === 0) throw new Error(`The key file ${file} holds no key.`);
  return keyring(keys, random);
}

/** A key file appears whole or not at all. */
async function makeKeyFile(file: string, random: Random): Promise<void> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const handle = await open(`${file}.new`, "w", 0o600);
  await handle.writeFile(`${Buffer.from(random(32)).toString("base64")}\n`);
  await handle.sync();
  await handle.close();
  await rename(`${file}.new`, file);
}

function keyOf(line: string, where: string): Key {
  const bytes = /^[0-9a-f]{64}$/i.test(line) ? Buffer.from(line, "hex") : Buffer.from(line, "base64");
  if (bytes.length !== 32) throw new Error(`${where}: a key is the base64 or hex of exactly 32 bytes.`);
  if (new Set(bytes).size < 8) throw new Error(`${where}: this key is not random.`);
  return { id: createHash("sha256").update(bytes).digest("hex").slice(0, 8), bytes };
}

function keyring(keys: readonly Key[], random: Random): Keyring {
  const current = keys[0]!;
  return {
    currentKey: current.id,
    seal: (text, about) => {
      const nonce = Buffer.from(random(12));
      const cipher = createCipheriv("aes-256-gcm", current.bytes, nonce).setAAD(Buffer.from(about));
      const sealed = Buffer.concat([nonce, cipher.update(text, "utf8"), cipher.final(), cipher.getAuthTag()]);
      return `sealed:${current.id}:${sealed.toString("base64url")}`;
    },
    open: (sealed, about) => {
      const [, id, body] = /^sealed:([0-9a-f]{8}):([\w-]+)$/.exec(sealed) ?? [];
      const key = keys.find((one) => one.id === id);
      if (key === undefined || body === undefined) throw new Error(`No key ${id ?? "?"} at hand for ${about}.`);
      const bytes = Buffer.from(body, "base64url");
      const decipher = createDecipheriv("aes-256-gcm", key.bytes, bytes.subarray(0, 12)).setAAD(Buffer.from(about)).setAuthTag(bytes.subarray(-16));
      return decipher.update(bytes.subarray(12, -16), undefined, "utf8") + decipher.final("utf8");
    },
    old: (sealed) => !sealed.startsWith(`sealed:${current.id}:`),
  };
}

/** The SHA-256 of a token as it is stored: tokens are random and long, so no salt is needed. */
export function hashOf(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}
