/** What a policy would do before it is saved: `POST /api/v1/escalations/preview`. */
import { z } from "zod";
import { refuse } from "../../core/kernel/refusal.ts";
import { policyDefinition } from "../../core/oncall/policy.ts";
import { previewOf, previewQuery, previewShape } from "../../views/escalation-preview.ts";
import type { RoutePlugin } from "../deps.ts";
import type { IncidentParts } from "../incidents/parts.ts";
import { answer } from "../outcome.ts";

const asked = z.strictObject({ ...policyDefinition.shape, ...previewQuery.shape });

/** The route; nothing is saved. */
export function previewRoutes({ views }: Pick<IncidentParts, "views">): RoutePlugin {
  return (app) => {
    const schema = { operationId: "escalation-preview-unsaved", tags: ["views"], body: asked, response: { 200: previewShape } };
    app.post("/api/v1/escalations/preview", { config: { needs: "read" }, schema }, async (request, reply) => {
      const { at, severity, area, process, ...definition } = request.body;
      const question = Object.fromEntries(Object.entries({ at, severity, area, process }).filter(([, value]) => value !== undefined));
      const preview = await previewOf(views, { id: "unsaved", title: "Unsaved", ...definition }, question);
      return answer(reply, (preview as never) ?? refuse("invalid_value", "There is no such process in force.", { pointer: "/process" }));
    });
  };
}
