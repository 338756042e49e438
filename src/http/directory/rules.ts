/** A person's own rules: which method when, per urgency. The whole list is read and written at once. */
import { z } from "zod";
import { putRules, showRules } from "../../shell/directory/rules.ts";
import { speaker } from "../auth/request.ts";
import type { App, Deps } from "../deps.ts";
import { answer } from "../outcome.ts";
import { idPath, personIn, uuid, version } from "./shapes.ts";

const rule = z.strictObject({ method: uuid, afterSeconds: z.number().int().min(0).max(86_400).default(0) });
/** Notices do not repeat over other methods: only the order counts. */
const notice = z.strictObject({ method: uuid, afterSeconds: z.literal(0).default(0) });
const input = z.strictObject({ version, page: z.array(rule).max(20), notice: z.array(notice).max(20) });

const out = z.object({ method: z.string(), afterSeconds: z.number() });
const rulesOut = z
  .object({
    version: z.number(),
    page: z.array(out),
    notice: z.array(out),
    warnings: z.array(z.object({ code: z.string(), detail: z.string() })),
  })
  .meta({ id: "NotificationRules" });

/** `GET` and `PUT /api/v1/people/{id}/rules`. */
export function ruleRoutes(app: App, { parts }: Deps): void {
  const path = "/api/v1/people/:id/rules";
  app.get(path, { config: { needs: "read" }, schema: { params: idPath, response: { 200: rulesOut } } }, async (request, reply) =>
    answer(reply, await showRules(parts, speaker(request), personIn(request.params.id, speaker(request)))),
  );
  app.put(path, { config: { needs: "session" }, schema: { params: idPath, body: input, response: { 200: rulesOut } } }, async (request, reply) => {
    const change = { person: personIn(request.params.id, speaker(request)), ...request.body };
    return answer(reply, await putRules(parts, speaker(request), change, request.from));
  });
}
