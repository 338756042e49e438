/** Processes over the API: import, export, check, compare, copy, write anew, put in force. */
import { z } from "zod";
import { isRefusal } from "../../core/kernel/refusal.ts";
import { packJsonSchema } from "../../core/pack/schema.ts";
import { mayKeep } from "../../shell/processes/keeper.ts";
import {
  checkPack,
  comparePacks,
  discardDraft,
  exportPack,
  forkPack,
  importPack,
  nextVersion,
  notInForce,
  numbered,
  putInForce,
  rewriteDraft,
  takePlanBack,
  versionsOf,
} from "../../shell/processes/processes.ts";
import type { App, Deps } from "../deps.ts";
import { answer, sendRefusal } from "../outcome.ts";
import { agreementRoutes } from "./agreement.ts";
import { careRoutes } from "./care.ts";
import { answerKeeper, keeperOf } from "./keeper.ts";

const path = "/api/v1/processes";
const versioned = z.object({ key: z.string().max(40), version: z.coerce.number().int().min(1) });
const text = z.strictObject({ text: z.string().max(500_000).meta({ description: "The pack as YAML or JSON" }) });
const row = z
  .object({
    key: z.string(),
    version: z.number(),
    status: z.enum(["draft", "planned", "active", "retired"]),
    origin: z.enum(["shipped", "own"]),
    effectiveFrom: z.string().nullable(),
    createdAt: z.string(),
    revision: z.string().meta({ description: "Names the text; whoever writes a draft anew sends the one they read" }),
  })
  .meta({ id: "ProcessVersion" });
const problem = z.object({ at: z.string(), detail: z.string(), line: z.number().nullable(), code: z.string().optional() });
const question = z
  .object({ question: z.number(), asks: z.string(), at: z.string(), line: z.number().nullable(), stands: z.string(), instead: z.string() })
  .meta({ id: "OpenQuestion", description: "A question that every process answers somehow, and what happens where this one does not" });
const checked = z.object({ problems: z.array(problem), warnings: z.array(problem), open: z.array(question) });
const advised = row.extend({ warnings: z.array(problem) });
const difference = z.object({ at: z.string(), says: z.string(), before: z.unknown(), after: z.unknown() });

/** The routes under /api/v1/processes that change or move packs; reading them is the view's. */
export function processRoutes(app: App, deps: Deps): void {
  const { db } = deps.parts;
  const read = { needs: "read" as const };
  app.get(`${path}/schema.json`, { config: { needs: "public" }, schema: { response: { 200: z.unknown() } } }, async () => packJsonSchema());
  const waiting = z.object({ items: z.array(z.object({ key: z.string(), name: z.string() })) });
  app.get("/api/v1/process-drafts", { config: read, schema: { response: { 200: waiting } } }, async (_request, reply) =>
    answer(reply, { items: await notInForce(db) }),
  );
  app.post(`${path}/check`, { config: read, schema: { body: text, response: { 200: checked } } }, async (request, reply) =>
    answer(reply, checkPack(request.body.text)),
  );
  app.get(`${path}/:key/:version`, { config: read, schema: { params: versioned, hide: false } }, async (request, reply) => {
    const found = numbered(await exportPack(db, request.params.key, request.params.version));
    if (isRefusal(found)) return sendRefusal(reply, found);
    // A browser or curl gets the file; a program that asks for JSON gets it with its version.
    if (/\bapplication\/json\b/.test(request.headers.accept ?? "")) return reply.send(found);
    return reply.type("application/yaml; charset=utf-8").send(found.text);
  });
  app.get(`${path}/:key/:version/lint`, { config: read, schema: { params: versioned, response: { 200: checked } } }, async (request, reply) => {
    const found = await exportPack(db, request.params.key, request.params.version);
    return answer(reply, isRefusal(found) ? found : checkPack(found.text));
  });
  const compared = z.object({ with: z.coerce.number().int().min(1), key: z.string().max(40).optional() });
  app.get(
    `${path}/:key/:version/diff`,
    { config: read, schema: { params: versioned, querystring: compared, response: { 200: z.object({ differences: z.array(difference) }) } } },
    async (request, reply) => {
      const { key, version } = request.params;
      const differences = await comparePacks(db, { key: request.query.key ?? key, version: request.query.with }, { key, version });
      return answer(reply, isRefusal(differences) ? differences : { differences });
    },
  );
  ownRoutes(app, deps);
  draftRoutes(app, deps);
  agreementRoutes(app, deps);
  careRoutes(app, deps);
}

/** Whoever responds comes as far as the process itself, which only its owner and administrators change. */
const keeps = { needs: "respond" as const };

/** What makes a process one's own, and puts it in force. */
function ownRoutes(app: App, deps: Deps): void {
  const { db, now } = deps.parts;
  const by = keeperOf(deps);
  app.post(path, { config: keeps, schema: { body: text, response: { 201: advised } } }, async (request, reply) =>
    answerKeeper(deps, request, reply, { value: numbered(await importPack(db, by(request), request.body.text)), status: 201 }),
  );
  const copy = z.strictObject({ key: z.string().regex(/^[a-z][a-z0-9-]{1,39}$/), name: z.string().min(1).max(80) });
  app.post(
    `${path}/:key/:version/fork`,
    { config: { needs: "admin" }, schema: { params: versioned, body: copy, response: { 201: row } } },
    async (request, reply) => answer(reply, numbered(await forkPack(db, by(request), request.params, request.body)), 201),
  );
  app.post(
    `${path}/:key/:version/activate`,
    { config: keeps, schema: { params: versioned, body: z.strictObject({ from: z.iso.datetime().optional() }), response: { 200: advised } } },
    async (request, reply) => {
      const today = await now();
      const { from = today } = request.body;
      return answerKeeper(deps, request, reply, { value: numbered(await putInForce(db, by(request), request.params, from > today ? from : today)) });
    },
  );
}

/** Drafts and plans: what is not in force yet may be changed, taken back and thrown away. */
function draftRoutes(app: App, deps: Deps): void {
  const { db } = deps.parts;
  const by = keeperOf(deps);
  const params = versioned;
  const listed = z.object({
    name: z.string(),
    items: z.array(row),
    mayChange: z.boolean().meta({ description: "Whether whoever asks may write in it and put it in force" }),
  });
  const keyed = z.object({ key: z.string().max(40) });
  app.get(`${path}/:key/versions`, { config: { needs: "read" }, schema: { params: keyed, response: { 200: listed } } }, async (request, reply) => {
    const found = await versionsOf(db, request.params.key);
    return answer(reply, isRefusal(found) ? found : { ...found, mayChange: await mayKeep(db, by(request), request.params.key) });
  });
  app.post(`${path}/:key/:version/next`, { config: keeps, schema: { params, response: { 201: advised } } }, async (request, reply) =>
    answerKeeper(deps, request, reply, { value: numbered(await nextVersion(db, by(request), request.params)), status: 201 }),
  );
  const rewritten = text.extend({ was: z.string().max(40).meta({ description: "The revision of the text it was written from" }) });
  app.put(`${path}/:key/:version`, { config: keeps, schema: { params, body: rewritten, response: { 200: advised } } }, async (request, reply) =>
    answerKeeper(deps, request, reply, { value: numbered(await rewriteDraft(db, by(request), request.params, request.body)) }),
  );
  app.delete(`${path}/:key/:version`, { config: keeps, schema: { params, response: { 200: z.object({ gone: z.literal(true) }) } } }, async (request, reply) =>
    answerKeeper(deps, request, reply, { value: await discardDraft(db, by(request), request.params) }),
  );
  app.delete(`${path}/:key/:version/plan`, { config: keeps, schema: { params, response: { 200: row } } }, async (request, reply) =>
    answerKeeper(deps, request, reply, { value: numbered(await takePlanBack(db, by(request), request.params)) }),
  );
}
