/** Who agreed to use a process, and who was taught it (PE-06, PE-07). */
import { randomUUID } from "node:crypto";
import { z } from "zod";
import { isRefusal } from "../core/kernel/refusal.ts";
import { byPerson } from "../shell/access/parts.ts";
import { exportPack } from "../shell/processes.ts";
import { agreementOf, agreeTo, recordTraining, trainingsOf } from "../store/directory/agreement.ts";
import { speaker } from "./auth/request.ts";
import type { App, Deps } from "./deps.ts";
import { answer } from "./outcome.ts";

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
  const shown = async (key: string, of: number) => {
    const found = await exportPack(db, key, of);
    if (isRefusal(found)) return found;
    const { members, agreed } = await agreementOf(db, { key, version: of });
    const missing = members.filter((person) => !agreed.includes(person));
    return { version: of, members: members.length, agreed, missing, coverage: members.length === 0 ? 1 : agreed.length / members.length };
  };
  const path = "/api/v1/processes/:key/agreement";
  app.get(path, { config: read, schema: { params, querystring: version, response: { 200: shape } } }, async (request, reply) =>
    answer(reply, await shown(request.params.key, request.query.version)),
  );
  app.post(path, { config: { needs: "respond" }, schema: { params, body: version, response: { 200: shape } } }, async (request, reply) => {
    const { key } = request.params;
    const found = await exportPack(db, key, request.body.version);
    if (isRefusal(found)) return answer(reply, found);
    const { person } = speaker(request);
    await agreeTo(db, byPerson({ node }, person, request.from), { key, version: request.body.version }, person);
    return answer(reply, await shown(key, request.body.version));
  });
  const listed = z.object({ items: z.array(training), untaught: people.meta({ description: "Who was in no training yet" }) });
  app.get("/api/v1/processes/:key/trainings", { config: read, schema: { params, response: { 200: listed } } }, async (request, reply) => {
    const { key } = request.params;
    const { members, attended } = await agreementOf(db, { key, version: 0 });
    const items = (await trainingsOf(db, key)).map((one) => ({ ...one, incidents: [...one.incidents], attendees: [...one.attendees] }));
    return answer(reply, { items, untaught: members.filter((person) => !attended.includes(person)) });
  });
  app.post(
    "/api/v1/processes/:key/trainings",
    { config: { needs: "admin" }, schema: { params, body: held, response: { 201: training } } },
    async (request, reply) => {
      const { person } = speaker(request);
      const recorded = await recordTraining(db, byPerson({ node }, person, request.from), request.params.key, {
        id: randomUUID(),
        ...request.body,
        recordedBy: person,
      });
      return answer(reply, { ...recorded, incidents: [...recorded.incidents], attendees: [...recorded.attendees] }, 201);
    },
  );
}
