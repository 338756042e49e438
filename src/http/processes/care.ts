/** Who looks after a process, when it was read over and tried out, and how well the house is prepared for it (R-PD-S09). */
import { z } from "zod";
import { byPerson } from "../../shell/access/parts.ts";
import { nameKeeper, noteDone, preparedFor } from "../../shell/processes/care.ts";
import { speaker } from "../auth/request.ts";
import type { App, Deps } from "../deps.ts";
import { answer } from "../outcome.ts";
import { answerKeeper, keeperOf } from "./keeper.ts";

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
  const response = { 200: care };
  app.get(path, { config: { needs: "read" }, schema: { params, response } }, async (request, reply) =>
    answer(reply, await preparedFor(db, request.params.key, await now())),
  );
  const named = z.strictObject({ owner: z.uuid().nullable(), version: z.number().int().min(0) });
  app.patch(path, { config: { needs: "admin" }, schema: { params, body: named, response } }, async (request, reply) => {
    const asked = { process: request.params.key, at: await now() };
    return answer(reply, await nameKeeper(db, byPerson({ node }, speaker(request).person, request.from), asked, request.body));
  });
  const noted = params.extend({ what: z.enum(["reviewed", "tested"]) });
  app.post(`${path}/:what`, { config: { needs: "respond" }, schema: { params: noted, response } }, async (request, reply) => {
    const { key, what } = request.params;
    const note = { what, person: speaker(request).person };
    return answerKeeper(deps, request, reply, { value: await noteDone(db, keeperOf(deps)(request), { process: key, at: await now() }, note) });
  });
}
