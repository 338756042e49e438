/** Silences and maintenance windows: what is silenced is stored and counted, and calls nobody until the window ends. */
import { z } from "zod";
import { instantOf } from "../../core/kernel/time.ts";
import { editSilence, listSilences, makeSilence, stopSilence } from "../../shell/directory/silences.ts";
import { speaker } from "../auth/request.ts";
import type { App, Deps } from "../deps.ts";
import { answer } from "../outcome.ts";
import { idPath, line, uuid, version } from "./shapes.ts";

const path = "/api/v1/silences";

/** An instant as people and programs write it; UTC with milliseconds once read. */
const at = z.iso.datetime({ offset: true }).transform((text) => instantOf(Date.parse(text)));
const stars = /^[^*]*(\*[^*]*){0,5}$/;

const matcher = z
  .strictObject({
    label: line(128).meta({ description: "A label; `title` also means the alert's title" }),
    is: z.enum(["equal", "prefix", "glob"]).default("equal").meta({ description: "glob: `*` stands for any run of characters, at most five of them" }),
    value: z.string().max(200),
  })
  .refine(({ is, value }) => is !== "glob" || stars.test(value), { message: "At most five stars.", path: ["value"] })
  .refine(({ is, value }) => is !== "prefix" || value !== "", { message: "Every text begins with nothing: say how it begins.", path: ["value"] });

const added = z.strictObject({
  source: uuid.nullable().default(null).meta({ description: "The source it is about; null: every source" }),
  matchers: z.array(matcher).max(10).default([]).meta({ description: "All must hold" }),
  from: at.nullable().default(null).meta({ description: "Now where it is left out" }),
  until: at,
  reason: line(300),
});
const changed = z.strictObject({ version, until: at.optional(), reason: line(300).optional() });

const states = z.enum(["upcoming", "active", "over"]);
const silence = z
  .object({
    id: z.string(),
    source: z.string().nullable(),
    matchers: z.array(z.object({ label: z.string(), is: z.string(), value: z.string() })),
    from: z.string(),
    until: z.string(),
    endedAt: z.string().nullable(),
    state: states,
    reason: z.string(),
    author: z.object({ id: z.string(), name: z.string() }),
    createdAt: z.string(),
    silenced: z.number().meta({ description: "Signals it was about" }),
    waiting: z.number().meta({ description: "Groups that fire and wait for its end" }),
    version: z.number(),
  })
  .meta({ id: "Silence" });

/** The routes under /api/v1/silences. */
export function silenceRoutes(app: App, { parts }: Deps): void {
  const read = { needs: "read" as const };
  const respond = { needs: "respond" as const };
  const tags = ["silences"];
  const query = z.object({ state: states.optional() });
  app.get(path, { config: read, schema: { tags, querystring: query, response: { 200: z.object({ silences: z.array(silence) }) } } }, async (request, reply) =>
    answer(reply, { silences: await listSilences(parts, request.query.state) }),
  );
  app.post(path, { config: respond, schema: { tags, body: added, response: { 201: silence } } }, async (request, reply) =>
    answer(reply, await makeSilence(parts, speaker(request), request.body, request.from), 201),
  );
  app.patch(`${path}/:id`, { config: respond, schema: { tags, params: idPath, body: changed, response: { 200: silence } } }, async (request, reply) => {
    const { version: seen, until, reason } = request.body;
    const change = { id: request.params.id, version: seen, ...(until === undefined ? {} : { until }), ...(reason === undefined ? {} : { reason }) };
    return answer(reply, await editSilence(parts, speaker(request), change, request.from));
  });
  const seen = z.object({ version: z.coerce.number().int().min(1) });
  app.delete(`${path}/:id`, { config: respond, schema: { tags, params: idPath, querystring: seen, response: { 200: silence } } }, async (request, reply) =>
    answer(reply, await stopSilence(parts, speaker(request), { id: request.params.id, version: request.query.version }, request.from)),
  );
}
