/** Tokens against a model of what they may be worth, over random histories. */
import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createToken } from "../../src/shell/access/keys.ts";
import { type Identity, identify } from "../../src/shell/access/sign-in.ts";
import { dropToken } from "../../src/shell/directory/office.ts";
import { deactivatePerson, patchPerson, reactivatePerson } from "../../src/shell/directory/people.ts";
import { inTransaction } from "../../src/store/directory/change.ts";
import { addPerson } from "../../src/store/directory/people.ts";
import { type Server, startServer } from "./server.ts";

/** So many random histories; promise S3 asks for 2,000 before a release: `SEQUENCES=2000`. */
const sequences = Number(process.env.SEQUENCES ?? 100);

let server: Server;
let root: Identity;
const from = { ip: "10.9.9.9", agent: null };

beforeAll(async () => {
  server = await startServer();
  const admin = await server.setUp();
  root = (await identify(server.parts, { cookie: admin.cookie!.split("=")[1]!, bearer: null }))!;
});
afterAll(() => server.stop());

type Scope = "read" | "respond" | "admin";
type Step =
  | { readonly does: "token"; readonly scope: Scope; readonly with: "session" | "token" }
  | { readonly does: "promote" | "demote" | "leave" | "return" | "revoke" | "promote-self" };

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    does: fc.constant("token" as const),
    scope: fc.constantFrom<Scope>("read", "respond", "admin"),
    with: fc.constantFrom("session" as const, "token" as const),
  }),
  fc.record({ does: fc.constantFrom("promote" as const, "demote" as const, "leave" as const, "return" as const, "revoke" as const, "promote-self" as const) }),
);

const reaches: { readonly [S in Scope]: readonly Scope[] } = { read: ["read"], respond: ["read", "respond"], admin: ["read", "respond", "admin"] };

/** What ought to be true of one person and their tokens. */
type Model = { admin: boolean; active: boolean; tokens: Map<string, { readonly token: string; readonly scope: Scope }> };

async function begin(): Promise<string> {
  const id = server.parts.world.id();
  const person = { id, name: "Demo Ben", email: `${id}@example.test`, admin: false };
  await inTransaction(server.parts.db, (tx) => addPerson(tx, { actor: "system", ip: null, node: "test" }, person));
  return id;
}

/** The person as their own session would be, at this moment. */
function session(id: string, model: Model): Identity {
  const scopes: Scope[] = model.admin ? ["read", "respond", "admin"] : ["read", "respond"];
  return { person: id, name: "Demo Ben", admin: model.admin, via: "session", scopes, fresh: true, credential: "none" };
}

async function take(id: string, model: Model, next: Step): Promise<void> {
  const version = async () => (await server.fresh.pool.query<{ version: number }>("select version from person where id = $1", [id])).rows[0]!.version;
  const [first] = model.tokens.values();
  switch (next.does) {
    case "token": {
      const speaker = next.with === "session" ? session(id, model) : first && (await identify(server.parts, { cookie: null, bearer: first.token }));
      if (!speaker || !model.active) return;
      const made = await createToken(server.parts, speaker, { name: "x", scopes: [next.scope], expiresAt: null }, from);
      expect("refused" in made).toBe(!speaker.scopes.includes(next.scope));
      if (!("refused" in made)) model.tokens.set(made.id, { token: made.token, scope: next.scope });
      return;
    }
    case "promote":
    case "demote": {
      const changed = await patchPerson(server.parts, root, { id, version: await version(), fields: { admin: next.does === "promote" } }, from);
      if (!("refused" in changed)) model.admin = next.does === "promote";
      return;
    }
    case "promote-self": {
      const speaker = first && (await identify(server.parts, { cookie: null, bearer: first.token }));
      if (speaker) expect(await patchPerson(server.parts, speaker, { id, version: await version(), fields: { admin: true } }, from)).toHaveProperty("refused");
      return;
    }
    case "leave":
      await deactivatePerson(server.parts, root, id, from);
      model.active = false;
      return model.tokens.clear();
    case "return":
      await reactivatePerson(server.parts, root, id, from);
      model.active = true;
      return;
    case "revoke": {
      const [key] = model.tokens.keys();
      if (key === undefined) return;
      await dropToken(server.parts, session(id, model), key, from);
      model.tokens.delete(key);
    }
  }
}

it("S3 over random histories of promotions, departures and new tokens, no token is ever worth more than its scope and its owner", {
  timeout: 30_000 + sequences * 300,
}, async () => {
  const history = fc.array(step, { minLength: 3, maxLength: 14 });
  await fc.assert(
    fc.asyncProperty(history, async (steps) => {
      const id = await begin();
      const model: Model = { admin: false, active: true, tokens: new Map() };
      const everMade = new Map<string, string>();
      for (const next of steps) {
        await take(id, model, next);
        for (const [key, { token }] of model.tokens) everMade.set(key, token);
        for (const [key, token] of everMade) {
          const worth = await identify(server.parts, { cookie: null, bearer: token });
          const known = model.tokens.get(key);
          const wanted = known && model.active ? reaches[known.scope].filter((scope) => scope !== "admin" || model.admin) : null;
          expect(worth?.scopes ?? null).toEqual(wanted);
          expect(worth?.admin ?? false).toBe(wanted?.includes("admin") ?? false);
        }
      }
    }),
    { numRuns: sequences },
  );
});
