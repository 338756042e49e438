/** Mail in: a mail server hands over raw mails with the key of a source of kind `email`; replies, bounces and customers' answers are ours, everything else is an alert. */
import type { IncomingHttpHeaders } from "node:http";
import type { Readable } from "node:stream";
import type { FastifyReply, FastifyRequest } from "fastify";
import { refuse } from "../../core/kernel/refusal.ts";
import { bounded } from "../../sources/bounded.ts";
import { bodyStatus } from "../body.ts";
import { readBytes } from "../bytes.ts";
import type { RoutePlugin } from "../deps.ts";
import { sendRefusal } from "../outcome.ts";
import { buckets } from "./bucket.ts";
import { readMail } from "./mail-body.ts";
import type { IncidentParts } from "./parts.ts";
import { taker } from "./signals.ts";

/** A mail with attachments; what is in them is not read. */
const mostBytes = 4 * 1024 * 1024;

type Read = Awaited<ReturnType<typeof readBytes>>;

/** `POST /api/v1/mail/{key}`. */
export function mailRoutes(parts: IncidentParts): RoutePlugin {
  return (app) => {
    app.removeAllContentTypeParsers();
    app.addContentTypeParser("*", async (request: { headers: IncomingHttpHeaders }, stream: Readable) => readBytes(stream, request.headers, mostBytes));
    const take = taker(parts);
    const bucket = buckets(parts.world.monotonicMs);
    const schema = {
      operationId: "mail",
      tags: ["signals"],
      summary: "Mail in",
      description:
        "A raw mail (message/rfc822) with the key of a source of kind email in the path: a reply to a page, a bounce, what a customer answers to a message of ours, or an alert.",
      response: {},
    };
    const handler = async (request: FastifyRequest, reply: FastifyReply) => {
      const key = (request.params as { source: string }).source;
      const source = await parts.sourceOfKey(key);
      if (source?.kind !== "email") return no(reply, refuse("unauthenticated", "No source for mail has this key."));
      const quota = bucket(source.id, source);
      if (!quota.ok)
        return no(reply, refuse("rate_limited", `This source may send ${source.perMinute} mails a minute.`, { retryAfterSeconds: quota.afterSeconds }));
      const body = (request.body ?? { bytes: Buffer.alloc(0) }) as Read;
      if ("problem" in body) return no(reply, refuse(body.problem.code, body.problem.detail), bodyStatus[body.problem.code]);
      const mail = await readMail(body.bytes);
      if (mail === null) return no(reply, refuse("invalid_value", "This is no mail. Send it raw, as it came."), 400);
      const came = await parts.receiveMail(mail);
      if (came !== "alert") return reply.code(202).send({ accepted: 0, came });
      const { from, to, subject, text } = mail;
      const clean = bounded({ from: from ?? "", to, subject, text: text.slice(0, 20_000) });
      request.body = "problem" in clean ? {} : clean.value;
      return take(request, reply);
    };
    app.post("/api/v1/mail/:source", { config: { needs: "nobody" }, schema }, handler as never);
  };
}

function no(reply: FastifyReply, refusal: Parameters<typeof sendRefusal>[1], status?: number): FastifyReply {
  sendRefusal(reply, refusal, status);
  return reply;
}
