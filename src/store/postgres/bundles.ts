/** Digests: several messages to a person that limits hold back, said by one. */
import { sql } from "kysely";
import type { Effect } from "../../core/kernel/effect.ts";
import type { Bundled, Finish, Held } from "../jobs.ts";
import { type Access, instant, json } from "./connection.ts";
import { lockPerson } from "./departures.ts";

type Bundling = Extract<Finish, { readonly to: "bundled" }>;

/** The person's digest that waits, or a new one. The person is locked, so that there is one. */
export async function digestFor({ db, now }: Access, person: string, { digest, at }: Bundling): Promise<string> {
  await lockPerson(db, person);
  const waiting = db.selectFrom("job").select("id").where("person", "=", person).where("effect_key", "like", "digest/%");
  const found = await waiting.where("state", "in", ["queued", "held"]).orderBy("n").limit(1).executeTakeFirst();
  if (found) return found.id;
  const { id, effect } = digest;
  const row = { id, stream: null, person, contact: null, effect_key: effect.key, effect: json(effect), lane: 0, page: null, reason: null };
  const insert = db.insertInto("job").values({ ...row, state: "queued", queued_at: sql<string>`${now}`, not_before: at, due_at: at });
  await insert.onConflict((conflict) => conflict.column("id").doNothing()).execute();
  return id;
}

/** As the contract says. */
export async function bundled({ db }: Access, digest: string): Promise<Bundled[]> {
  const rows = await db.selectFrom("job").selectAll().where("bundle", "=", digest).where("state", "=", "bundled").orderBy("n").execute();
  return rows.map(({ id, stream, effect, person, queued_at }) => ({ id, stream, effect: effect as Effect, person, queuedAt: instant(queued_at) }));
}

/** As the contract says; a digest that was sent keeps what it said. */
export async function unbundle(access: Access, member: { readonly id: string; readonly digest: string }, to: Held): Promise<void> {
  const { id, digest } = member;
  const open = sql<boolean>`exists (select 1 from job d where d.id = ${digest} and d.state not in ('sent', 'delivered'))`;
  const row = access.db.updateTable("job").where("id", "=", id).where("bundle", "=", digest).where("state", "=", "bundled");
  await row.where(open).set(outcomeOf(to)).execute();
}

function outcomeOf(to: Held) {
  if (to.to === "superseded") return { state: to.to, reason: to.reason, bundle: null };
  return { state: to.to, reason: to.reason, bundle: null, not_before: to.until, due_at: to.until };
}
