/** Who agreed to use a process, and who was taught it (PE-06, PE-07). */
import { z } from "zod";
import { byPerson } from "../../shell/access/parts.ts";
import { agree, agreementTo, noteTraining, taught } from "../../shell/processes/agreement.ts";
import { speaker } from "../auth/request.ts";
import type { App, Deps } from "../deps.ts";
import { answer } from "../outcome.ts";
import { answerKeeper, keeperOf } from "./keeper.ts";

const params = z.object({ key: z.string().max(40) });
const version = z.object({ version: z.coerce.number().int().min(1) });
const people = z.array(z.string());
const shape = z
  .object({ version: z.number(), members: z.number(), agreed: people, missing: people.meta({ description: "Who has not agreed yet" }), coverage: z.number() })
  .meta({ id: "ProcessAgreement" });
const held = z.strictObject({
  kind: z.string().min(1).max(40).meta({ description: "For example workshop, talk or training" }),
  title: z.string().min(1).max(200),
  heldOn: z.iso.date(),
  incidents: z.array(z.string().max(80)).max(50).default([]).meta({ description: "The real cases it told of, by number or id" }),
  attendees: z.array(z.uuid()).min(1).max(2_000),
});
const training = held.extend({ id: z.string() }).meta({ id: "ProcessTraining" });

/** `/api/v1/processes/{key}/agreement` and `/trainings`. */
export function agreementRoutes(app: App, deps: Deps): void {
  const { db, node } = deps.parts;
  const read = { needs: "read" as const };
  const path = "/api/v1/processes/:key/agreement";
  app.get(path, { config: read, schema: { params, querystring: version, response: { 200: shape } } }, async (request, reply) =>
    answer(reply, await agreementTo(db, { key: request.params.key, version: request.query.version })),
  );
  app.post(path, { config: { needs: "respond" }, schema: { params, body: version, response: { 200: shape } } }, async (request, reply) => {
    const which = { key: request.params.key, version: request.body.version };
    const { person } = speaker(request);
    return answer(reply, await agree(db, byPerson({ node }, person, request.from), which, person));
  });
  const listed = z.object({
    items: z.array(training),
    untaught: people.meta({ description: "Who was in no training yet" }),
    kinds: z.array(z.string()).meta({ description: "What the process calls its trainings" }),
    mayChange: z.boolean().meta({ description: "Whether whoever asks may write one down" }),
  });
  app.get("/api/v1/processes/:key/trainings", { config: read, schema: { params, response: { 200: listed } } }, async (request, reply) =>
    answer(reply, await taught(db, request.params.key, keeperOf(deps)(request))),
  );
  app.post(
    "/api/v1/processes/:key/trainings",
    { config: { needs: "respond" }, schema: { params, body: held, response: { 201: training } } },
    async (request, reply) => {
      const held = { ...request.body, recordedBy: speaker(request).person };
      return answerKeeper(deps, request, reply, { value: await noteTraining(deps.parts, keeperOf(deps)(request), request.params.key, held), status: 201 });
    },
  );
}
