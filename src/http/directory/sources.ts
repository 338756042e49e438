/** Sources of alerts: their keys are shown once; what they sent last can be looked at. */
import { z } from "zod";
import { type Refusal, refuse } from "../../core/kernel/refusal.ts";
import { createSource, rotateSourceKey } from "../../shell/access/keys.ts";
import { listSources, patchSource, recentOf, revokeSource, showSource } from "../../shell/directory/office.ts";
import { sourceNamed, sources } from "../../sources/index.ts";
import { sourceSettings } from "../../sources/settings.ts";
import { speaker } from "../auth/request.ts";
import type { App, Deps } from "../deps.ts";
import { answer } from "../outcome.ts";
import { idPath, line, sourceOut, version } from "./shapes.ts";

const path = "/api/v1/sources";
const settings = z.record(z.string(), z.unknown());
const added = z.strictObject({ kind: z.string().max(60), title: line(100), settings: settings.default({}) });
const quota = z.number().int().min(1).max(100_000);
const changed = z.strictObject({ version, title: line(100).optional(), settings: settings.optional(), perMinute: quota.optional(), burst: quota.optional() });
const withKey = sourceOut.extend({ key: z.string().meta({ description: "Shown this once" }) }).meta({ id: "SourceWithKey" });

/** Settings that every source has and those of its own format, each read by its own schema. */
function settingsOf(kind: string, given: Readonly<Record<string, unknown>>): { readonly settings: object } | Refusal {
  const known = sourceNamed(kind);
  if (known === undefined) return refuse("invalid_value", `There is no kind of source "${kind}".`, { pointer: "/kind" });
  const part = (common: boolean) => Object.fromEntries(Object.entries(given).filter(([name]) => Object.hasOwn(sourceSettings.shape, name) === common));
  const parsed = [sourceSettings.safeParse(part(true)), known.settings.safeParse(part(false))];
  const issue = parsed.flatMap(({ error }) => error?.issues ?? [])[0];
  if (issue !== undefined) return refuse("invalid_value", issue.message, { pointer: ["/settings", ...issue.path.map(String)].join("/") });
  return { settings: Object.assign({}, ...parsed.map(({ data }) => data)) as object };
}

/** The routes under /api/v1/sources. */
export function sourceRoutes(app: App, deps: Deps): void {
  const { parts } = deps;
  const config = { needs: "admin" as const };
  const kinds = sources.map(({ name, title, howTo }) => ({ name, title, howTo }));
  const list = z.object({ sources: z.array(sourceOut), kinds: z.array(z.object({ name: z.string(), title: z.string(), howTo: z.string() })) });
  app.get(path, { config, schema: { response: { 200: list } } }, async (_request, reply) => answer(reply, { sources: await listSources(parts), kinds }));
  app.post(path, { config, schema: { body: added, response: { 201: withKey } } }, async (request, reply) => {
    const read = settingsOf(request.body.kind, request.body.settings);
    return answer(reply, "refused" in read ? read : await createSource(parts, speaker(request), { ...request.body, ...read }, request.from), 201);
  });
  app.patch(`${path}/:id`, { config, schema: { params: idPath, body: changed, response: { 200: sourceOut } } }, async (request, reply) => {
    const { version: seen, ...fields } = request.body;
    const source = await showSource(parts, request.params.id);
    if ("refused" in source) return answer(reply, source);
    const read = fields.settings === undefined ? {} : settingsOf(source.kind, fields.settings);
    if ("refused" in read) return answer(reply, read);
    return answer(reply, await patchSource(parts, speaker(request), { id: source.id, version: seen, fields: { ...fields, ...read } }, request.from));
  });
  keyRoutes(app, deps);
}

function keyRoutes(app: App, { parts }: Deps): void {
  const config = { needs: "admin" as const };
  app.post(`${path}/:id/rotate`, { config, schema: { params: idPath, response: { 200: withKey } } }, async (request, reply) =>
    answer(reply, await rotateSourceKey(parts, speaker(request), request.params.id, request.from)),
  );
  app.post(`${path}/:id/revoke`, { config, schema: { params: idPath, response: { 200: sourceOut } } }, async (request, reply) =>
    answer(reply, await revokeSource(parts, speaker(request), request.params.id, request.from)),
  );
  const became = z.object({ incident: z.string().nullable(), reason: z.string() });
  const payload = z.object({ id: z.string(), at: z.string(), payload: z.string(), problem: z.string().nullable(), became: z.array(became) });
  app.get(`${path}/:id/recent`, { config, schema: { params: idPath, response: { 200: z.object({ payloads: z.array(payload) }) } } }, async (request, reply) =>
    answer(reply, await recentOf(parts, request.params.id)),
  );
}
