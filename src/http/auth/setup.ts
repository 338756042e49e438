/** The first start over HTTP: open until there is an organisation, then not there any more. */
import { z } from "zod";
import { refuse } from "../../core/kernel/refusal.ts";
import { contactFields, contactPlaces } from "../../core/rules/tell/contact-summary/value.ts";
import { setUp, setupIsOpen } from "../../shell/access/setup.ts";
import { processCards } from "../../shell/processes/processes.ts";
import type { App, Deps } from "../deps.ts";
import { email, line, password, slug, zone } from "../directory/shapes.ts";
import { answer } from "../outcome.ts";
import { setSession } from "./cookie.ts";

const input = z.strictObject({
  token: z.string().min(1).max(200),
  admin: z.strictObject({ name: line(200), email, password }),
  organisation: z.strictObject({ name: line(200), zone }),
  process: slug,
  contacts: z.strictObject(contactPlaces).omit({ commander: true }).optional(),
});

const card = z.object({
  key: z.string(),
  name: z.string(),
  summary: z.string(),
  severities: z.number(),
  roles: z.array(z.string()),
  asks: z.array(z.enum(contactFields)),
});

/** `GET /api/v1/setup` says whether it is to be done, `POST` does it. */
export function setupRoutes(app: App, deps: Deps): void {
  const config = { needs: "public" as const };
  app.get(
    "/api/v1/setup",
    { config, schema: { response: { 200: z.object({ open: z.literal(true), processes: z.array(card) }) } } },
    async (_request, reply) => {
      const open = await setupIsOpen(deps.parts);
      return answer(reply, open ? { open, processes: await processCards(deps.parts.db) } : refuse("not_found", "There is nothing here."));
    },
  );
  app.post("/api/v1/setup", { config, schema: { body: input, response: { 201: z.object({ person: z.string() }) } } }, async (request, reply) => {
    const made = await setUp(deps.parts, request.body, request.from);
    if ("refused" in made) return answer(reply, made);
    setSession(reply, deps.parts.publicUrl, made.cookie);
    return answer(reply, { person: made.person }, 201);
  });
}
