/** The API described by itself: OpenAPI 3.1 made from the routes' own schemas. */
import swagger from "@fastify/swagger";
import { jsonSchemaTransform, jsonSchemaTransformObject } from "fastify-type-provider-zod";
import { z } from "zod";
import type { App } from "./deps.ts";
import { problemSchema } from "./outcome.ts";

const problem = { description: "A refusal", content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } } };

/** Collects the routes registered after it. */
export async function describe(app: App, version: string): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: "3.1.0",
      info: {
        title: "Quarterdeck",
        version,
        description: "Times are RFC 3339 in UTC, durations ISO 8601. Every refusal is a problem (RFC 9457) that names its rule.",
      },
      components: { securitySchemes: { bearer: { type: "http", scheme: "bearer" } } },
      security: [{ bearer: [] }],
    },
    transform: jsonSchemaTransform,
    transformObject: (document) => withProblems(jsonSchemaTransformObject(document) as Document) as never,
  });
}

type Document = {
  paths?: { [path: string]: { [method: string]: { responses?: Record<string, unknown> } } };
  components?: { schemas?: Record<string, unknown> };
};

/** Every operation may refuse, and all refusals have one shape. */
function withProblems(document: Document): Document {
  const { $schema: _schema, id: _id, ...shape } = z.toJSONSchema(problemSchema) as Record<string, unknown>;
  document.components = { ...document.components, schemas: { ...document.components?.schemas, Problem: shape } };
  for (const operations of Object.values(document.paths ?? {})) {
    for (const operation of Object.values(operations)) operation.responses = { ...operation.responses, default: problem };
  }
  return document;
}

/** `GET /openapi.json`. */
export function openapiRoute(app: App): void {
  app.get("/openapi.json", { config: { needs: "public" }, schema: { hide: true } }, async (_request, reply) => {
    void reply.header("content-type", "application/json; charset=utf-8");
    return reply.send(app.swagger() as never);
  });
}
