/** Key pairs of this installation, made once whoever starts first, their private half sealed. */
import type { Db } from "../directory/tables.ts";
import type { Keyring } from "./secrets.ts";

/** A pair in text form. */
export type KeyPair = { readonly publicKey: string; readonly privateKey: string };

/** The pair of that name; made with `make` where there is none. Of several nodes that start at once one makes it, and all get that one. */
export async function serverKey(db: Db, keys: Keyring, name: string, make: () => KeyPair): Promise<KeyPair> {
  const found = await read(db, keys, name);
  if (found) return found;
  const made = make();
  const row = { name, public_part: made.publicKey, sealed: keys.seal(made.privateKey, `server_key/${name}`) };
  await db
    .insertInto("server_key")
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return (await read(db, keys, name)) ?? made;
}

async function read(db: Db, keys: Keyring, name: string): Promise<KeyPair | null> {
  const row = await db.selectFrom("server_key").select(["public_part", "sealed"]).where("name", "=", name).executeTakeFirst();
  return row === undefined ? null : { publicKey: row.public_part, privateKey: keys.open(row.sealed, `server_key/${name}`) };
}
