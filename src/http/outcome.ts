/** What a caller hears: a value, or a refusal as problem+json (RFC 9457) that names the sentence of the process behind it. */
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { hasZodFastifySchemaValidationErrors, isResponseSerializationError } from "fastify-type-provider-zod";
import { z } from "zod";
import { type Code, codes, isRefusal, type Refusal, refuse } from "../core/kernel/refusal.ts";
import { BodyRefused, bodyProblem, bodyStatus } from "./body.ts";

/** The shape of every error. */
export const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    code: z.string(),
    detail: z.string(),
    rule: z.array(z.string()).meta({ description: "Catalog IDs of the sentences of the process that refuse it" }),
    policy: z.string().optional().meta({ description: "Where the pack says so" }),
    unmet: z.array(z.string()).optional(),
    pointer: z.string().optional().meta({ description: "The input field at fault, as a JSON pointer" }),
    override: z.object({ role: z.string(), reasonRequired: z.literal(true) }).optional(),
    instead: z.string().optional().meta({ description: "The command that would mend it" }),
    versions: z.object({ yours: z.string(), theirs: z.string() }).optional(),
    retryAfterSeconds: z.number().optional(),
    request: z.string().meta({ description: "Id of the request, for whoever looks at the log" }),
  })
  .meta({ id: "Problem" });

/** One error as it is sent. */
export type Problem = z.infer<typeof problemSchema>;

/** The body for a refusal; `status` where it is not the code's own. */
function problemOf(refusal: Refusal, request: string, status: number = codes[refusal.code]): Problem {
  const { refused: _refused, code, detail, rule, ...more } = refusal;
  const title = code.charAt(0).toUpperCase() + code.slice(1).replaceAll("_", " ");
  const { unmet, ...rest } = more;
  return { type: `urn:quarterdeck:problem:${code}`, title, status, code, detail, rule: [...rule], ...rest, ...(unmet ? { unmet: [...unmet] } : {}), request };
}

/** What sending needs of a reply, whatever the types of its route. */
type Out = Pick<FastifyReply, "header" | "request" | "sent"> & {
  code(status: number): unknown;
  send(payload?: unknown): unknown;
  serializer(serialize: (payload: unknown) => string): unknown;
};

/** Sends a refusal. */
export function sendRefusal(reply: Out, refusal: Refusal, status: number = codes[refusal.code]): void {
  if (refusal.retryAfterSeconds !== undefined) void reply.header("retry-after", String(Math.ceil(refusal.retryAfterSeconds)));
  if (status === 401) void reply.header("www-authenticate", 'Bearer realm="quarterdeck"');
  // The text is made here: the declared answer of the route is for its successes.
  reply.serializer(String);
  reply.code(status);
  void reply.header("content-type", "application/problem+json; charset=utf-8");
  reply.send(JSON.stringify(problemOf(refusal, reply.request.id, status)));
}

/** Sends a value, or its refusal. Handlers `return answer(reply, …)`. */
export function answer(reply: Out, value: object | Refusal, status = 200): never {
  if (isRefusal(value)) sendRefusal(reply, value);
  else {
    reply.code(status);
    reply.send(value);
  }
  // Fastify takes the reply itself as "already answered", under whatever types the route declared.
  return reply as never;
}

/** The refusal for an error that reached the top: the caller's fault in our own words, or nothing but "unavailable". */
export function refusalOf(error: FastifyError | Error): { readonly refusal: Refusal; readonly status: number } {
  if (hasZodFastifySchemaValidationErrors(error)) {
    const first = error.validation[0];
    const where = error.validationContext === "body" ? "" : `/${error.validationContext ?? ""}`;
    return coded("invalid_value", first?.message ?? "Something in this request is not right.", { pointer: `${where}${first?.instancePath ?? ""}` });
  }
  const body = bodyProblem(error);
  if (body !== null) {
    const refusal = refuse(body.code, body.detail, body.pointer === undefined ? {} : { pointer: body.pointer });
    return { refusal, status: error instanceof BodyRefused ? error.statusCode : bodyStatus[body.code] };
  }
  const status = "statusCode" in error && typeof error.statusCode === "number" ? error.statusCode : 500;
  if (status >= 400 && status < 500) return { refusal: refuse("invalid_value", "This request cannot be read."), status };
  if (databaseIsAway(error)) return coded("unavailable", "The database does not answer just now. Try again in a moment.", { retryAfterSeconds: 2 });
  return { refusal: refuse("unavailable", "Something went wrong here. It was written down under the number of this request."), status: 500 };
}

function coded(code: Code, detail: string, more: Partial<Refusal>): { readonly refusal: Refusal; readonly status: number } {
  return { refusal: refuse(code, detail, more), status: codes[code] };
}

/** Connection refused, lost, shutting down, or out of connections. */
function databaseIsAway(error: Error): boolean {
  const code = "code" in error ? String(error.code) : "";
  return /^(08|53|57P0|ECONN|EPIPE|ETIMEDOUT|ENOENT)/.test(code) || /Connection terminated|timeout exceeded when trying to connect/.test(error.message);
}

/** Makes every error of an app a problem, and logs what is a bug. */
export function problems(app: FastifyInstance, known: (method: string, path: string) => readonly string[]): void {
  app.setErrorHandler((error: FastifyError, request: FastifyRequest, reply: FastifyReply) => {
    const { refusal, status } = refusalOf(error);
    if (status >= 500 || isResponseSerializationError(error)) request.log.error({ err: error, request: request.id }, "a request failed");
    sendRefusal(reply, refusal, status);
  });
  app.setNotFoundHandler((request, reply) => {
    const methods = known(request.method, request.url.split("?", 1)[0]!);
    if (methods.length > 0) {
      void reply.header("allow", methods.join(", "));
      return sendRefusal(reply, refuse("method_not_allowed", `Use ${methods.join(" or ")} here.`));
    }
    return sendRefusal(reply, refuse("not_found", "There is nothing here."));
  });
}
