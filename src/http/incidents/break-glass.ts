/** An administrator opens a secret incident without being let in: it stands in its log, and its owners are called at once (K6). */
import { z } from "zod";
import { isRefusal, refuse } from "../../core/kernel/refusal.ts";
import { program } from "../../core/kernel/viewer.ts";
import { speaker } from "../auth/request.ts";
import type { RoutePlugin } from "../deps.ts";
import { answer } from "../outcome.ts";
import type { IncidentParts } from "./parts.ts";

const body = z.strictObject({ reason: z.string().trim().min(10, "say why, in a sentence").max(500) });
const opened = z.object({ ok: z.literal(true), id: z.string() });

/** `POST /api/v1/incidents/{id}/break-glass`, by its id alone: a secret has no number, and there is no list of secrets. */
export function breakGlassRoutes({ dispatch }: Pick<IncidentParts, "dispatch">): RoutePlugin {
  return (app) => {
    const schema = {
      operationId: "break-glass",
      summary: "Open a secret incident in an emergency",
      description: "For administrators who were not let in. Everybody who works on it is paged, and it stands in its log for ever.",
      tags: ["commands"],
      params: z.object({ id: z.string().min(1).max(60) }),
      body,
      response: { 201: opened },
    };
    app.post("/api/v1/incidents/:id/break-glass", { config: { needs: "admin" }, schema }, async (request, reply) => {
      const { id } = request.params;
      if (id.includes("/")) return answer(reply, refuse("not_found", "There is no such incident."));
      const input = { person: speaker(request).person, reason: request.body.reason };
      const said = await dispatch({ stream: id, name: "break-glass", input, actor: "system", viewer: program });
      // What is no secret is not opened this way, and what there is none of is the same.
      if (isRefusal(said) || "elsewhere" in said) return answer(reply, refuse("not_found", "There is no such incident."));
      return answer(reply, { ok: true as const, id }, 201);
    });
  };
}
