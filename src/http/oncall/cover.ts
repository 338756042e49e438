/** Requests for cover and exchange: asked, listed, answered. */
import { z } from "zod";
import { actOnCover, askCover, type CoverAct, listCover } from "../../shell/oncall/cover.ts";
import { speaker } from "../auth/request.ts";
import type { App, Deps } from "../deps.ts";
import { idPath } from "../directory/shapes.ts";
import { answer } from "../outcome.ts";
import { coverOut, instant, names, person, reason, rotationId } from "./shapes.ts";

const acts: readonly CoverAct[] = ["accept", "decline", "withdraw"];

/** The routes. */
export function coverRoutes(app: App, { parts }: Deps): void {
  const filter = z.object({ state: z.enum(["open", "accepted", "declined", "withdrawn", "expired"]).optional(), schedule: z.string().max(60).optional() });
  const list = z.object({ requests: z.array(coverOut), names });
  app.get("/api/v1/cover-requests", { config: { needs: "read" }, schema: { querystring: filter, response: { 200: list } } }, async (request, reply) =>
    answer(reply, await listCover(parts, speaker(request), request.query)),
  );
  const exchange = z.strictObject({ from: instant, until: instant }).nullable().default(null);
  const asked = z.strictObject({ from: instant, until: instant, rotation: rotationId, asked: person.nullable().default(null), exchange, reason });
  app.post(
    "/api/v1/schedules/:id/cover-requests",
    { config: { needs: "respond" }, schema: { params: idPath, body: asked, response: { 201: coverOut } } },
    async (request, reply) => answer(reply, await askCover(parts, speaker(request), { schedule: request.params.id, input: request.body }, request.from), 201),
  );
  for (const act of acts) {
    app.post(
      `/api/v1/cover-requests/:id/${act}`,
      { config: { needs: "respond" }, schema: { params: idPath, response: { 200: coverOut } } },
      async (request, reply) => answer(reply, await actOnCover(parts, speaker(request), { id: request.params.id, act }, request.from)),
    );
  }
}
