/** Who looks after a process, when it was read over and tried out, and how well the house is prepared for it (R-PD-S09). */
import { z } from "zod";
import { isRefusal } from "../core/kernel/refusal.ts";
import { byPerson } from "../shell/access/parts.ts";
import { preparedFor } from "../shell/process-care.ts";
import { giveCare, noteCare } from "../store/directory/process-care.ts";
import { speaker } from "./auth/request.ts";
import type { App, Deps } from "./deps.ts";
import { answer } from "./outcome.ts";

const path = "/api/v1/processes/:key/care";
const params = z.object({ key: z.string().max(40) });
const instant = z.string().nullable();
const item = z.object({ key: z.string(), title: z.string(), ready: z.boolean(), detail: z.string() });
const care = z
  .object({ owner: z.uuid().nullable(), reviewedAt: instant, reviewedBy: z.uuid().nullable(), testedAt: instant, testedBy: z.uuid().nullable() })
  .extend({ version: z.number(), items: z.array(item) })
  .meta({ id: "ProcessCare" });

/** `GET` and `PATCH /api/v1/processes/{key}/care`, and `POST` of what was done: `reviewed` or `tested`. */
export function careRoutes(app: App, deps: Deps): void {
  const { db, now, node } = deps.parts;
  const admin = { needs: "admin" as const };
  const response = { 200: care };
  app.get(path, { config: { needs: "read" }, schema: { params, response } }, async (request, reply) =>
    answer(reply, await preparedFor(db, request.params.key, await now())),
  );
  const named = z.strictObject({ owner: z.uuid().nullable(), version: z.number().int().min(0) });
  app.patch(path, { config: admin, schema: { params, body: named, response } }, async (request, reply) => {
    const { key } = request.params;
    const there = await preparedFor(db, key, await now());
    if (isRefusal(there)) return answer(reply, there);
    const given = await giveCare(db, byPerson({ node }, speaker(request).person, request.from), key, request.body);
    return answer(reply, isRefusal(given) ? given : await preparedFor(db, key, await now()));
  });
  const noted = params.extend({ what: z.enum(["reviewed", "tested"]) });
  app.post(`${path}/:what`, { config: admin, schema: { params: noted, response } }, async (request, reply) => {
    const { key, what } = request.params;
    const at = await now();
    const there = await preparedFor(db, key, at);
    if (isRefusal(there)) return answer(reply, there);
    const { person } = speaker(request);
    const done = await noteCare(db, byPerson({ node }, person, request.from), { process: key, what, person, at });
    return answer(reply, isRefusal(done) ? done : await preparedFor(db, key, at));
  });
}
