/** The audit log, for admins: who did what, and whether the chain is whole. */
import { z } from "zod";
import { checkAudit, showAudit } from "../../shell/directory/office.ts";
import type { App, Deps } from "../deps.ts";
import { answer } from "../outcome.ts";

const query = z.object({
  before: z.coerce.number().int().min(1).optional(),
  subject: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});

const lineOut = z
  .object({
    seq: z.number(),
    at: z.string(),
    actor: z.string(),
    action: z.string(),
    subject: z.string(),
    details: z.unknown(),
    ip: z.string().nullable(),
    node: z.string().nullable(),
    hash: z.string(),
  })
  .meta({ id: "AuditLine" });

/** The routes under /api/v1/audit. */
export function auditRoutes(app: App, { parts }: Deps): void {
  const config = { needs: "admin" as const };
  app.get("/api/v1/audit", { config, schema: { querystring: query, response: { 200: z.object({ lines: z.array(lineOut) }) } } }, async (request, reply) =>
    answer(reply, await showAudit(parts, request.query)),
  );
  const checked = z.object({ ok: z.boolean(), lines: z.number(), brokenAt: z.number().nullable(), head: z.string() });
  app.get("/api/v1/audit/verify", { config, schema: { response: { 200: checked } } }, async (_request, reply) => answer(reply, await checkAudit(parts)));
}
