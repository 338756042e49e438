/** Providers call back: the signature is checked over the bytes as they came, before anything is read out of them (S6). */
import type { IncomingHttpHeaders } from "node:http";
import type { Readable } from "node:stream";
import { refuse } from "../../core/kernel/refusal.ts";
import { bodyStatus } from "../body.ts";
import { readBytes } from "../bytes.ts";
import type { RoutePlugin } from "../deps.ts";
import { answer, sendRefusal } from "../outcome.ts";
import type { IncidentParts } from "./parts.ts";

const mostBytes = 64 * 1024;

/** `POST /api/v1/callbacks/{channel}`. */
export function callbackRoutes({ receive }: Pick<IncidentParts, "receive">): RoutePlugin {
  return (app, deps) => {
    app.removeAllContentTypeParsers();
    app.addContentTypeParser("*", async (request: { headers: IncomingHttpHeaders }, stream: Readable) => readBytes(stream, request.headers, mostBytes));
    const schema = { operationId: "callback", summary: "A provider's word on a message", tags: ["signals"] };
    app.post("/api/v1/callbacks/:channel", { config: { needs: "nobody" }, schema }, async (request, reply) => {
      const body = (request.body ?? { bytes: Buffer.alloc(0) }) as Awaited<ReturnType<typeof readBytes>>;
      if ("problem" in body) {
        sendRefusal(reply, refuse(body.problem.code, body.problem.detail), bodyStatus[body.problem.code]);
        return reply as never;
      }
      const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, Array.isArray(value) ? value[0] : value]));
      const { channel } = request.params as { channel: string };
      const received = await receive(channel, { url: `${deps.parts.publicUrl}${request.url}`, headers, rawBody: body.bytes.toString("utf8") });
      if (received === null) return answer(reply, refuse("not_found", "There is nothing here."));
      if (received.forged) return answer(reply, refuse("unauthenticated", "The signature does not fit."));
      return reply
        .code(200)
        .type(received.type)
        .send(received.body as never);
    });
  };
}
