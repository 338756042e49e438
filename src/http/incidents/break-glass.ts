/** An administrator opens a secret incident without being let in: it stands in its log, and its owners are called at once (K6). */
import { z } from "zod";
import { codenameIn } from "../../core/incident/secrecy/codename.ts";
import { isRefusal, refuse } from "../../core/kernel/refusal.ts";
import { program } from "../../core/kernel/viewer.ts";
import { speaker } from "../auth/request.ts";
import type { RoutePlugin } from "../deps.ts";
import { answer } from "../outcome.ts";
import type { IncidentParts } from "./parts.ts";

const body = z.strictObject({ reason: z.string().trim().min(10, "say why, in a sentence").max(500) });
const opened = z.object({ ok: z.literal(true), id: z.string() });

type Parts = Pick<IncidentParts, "dispatch" | "guessed" | "views">;

/** Whoever heard its codename has heard all that there is of it; two that are called the same are opened by their ids. */
async function idOf({ views }: Parts, said: string): Promise<string | null> {
  const codename = codenameIn(said);
  if (codename === null) return said.includes("/") ? null : said.trim();
  const found = await views.store.read.incidents(program, { confidential: true, text: codename, limit: 10 });
  const named = found.filter(({ title }) => title === codename);
  return named.length === 1 ? named[0]!.id : null;
}

/** `POST /api/v1/incidents/{id}/break-glass`, by its id or its codename: a secret has no number, and there is no list of secrets. */
export function breakGlassRoutes(parts: Parts): RoutePlugin {
  return (app) => {
    const schema = {
      operationId: "break-glass",
      summary: "Open a secret incident in an emergency",
      description:
        "By its id or its codename, for administrators who were not let in. Everybody who works on it is paged, and it stands in its log for ever. Ten tries in a quarter of an hour.",
      tags: ["commands"],
      params: z.object({ id: z.string().min(1).max(60) }),
      body,
      response: { 201: opened },
    };
    app.post("/api/v1/incidents/:id/break-glass", { config: { needs: "admin" }, schema }, async (request, reply) => {
      const { person } = speaker(request);
      const tooMany = await parts.guessed(`glass:${person}`, request.ip);
      if (tooMany) return answer(reply, tooMany);
      const id = await idOf(parts, request.params.id);
      // What is no secret is not opened this way, and what there is none of is the same.
      const nothing = refuse("not_found", "There is no such incident.");
      if (id === null) return answer(reply, nothing);
      const input = { person, reason: request.body.reason };
      const said = await parts.dispatch({ stream: id, name: "break-glass", input, actor: "system", viewer: program });
      if (isRefusal(said) || "elsewhere" in said) return answer(reply, nothing);
      return answer(reply, { ok: true as const, id }, 201);
    });
  };
}
