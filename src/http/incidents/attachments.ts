/** Files of an incident: taken in by their real type, and given out as downloads that no browser runs. */
import multipart from "@fastify/multipart";
import type { FastifyReply, FastifyRequest } from "fastify";
import { fileTypeFromBuffer } from "file-type";
import { z } from "zod";
import { isRefusal, type Refusal, refuse } from "../../core/kernel/refusal.ts";
import { speaker } from "../auth/request.ts";
import type { RoutePlugin } from "../deps.ts";
import { answer } from "../outcome.ts";
import { incidentPath } from "./commands.ts";
import type { IncidentParts } from "./parts.ts";
import { accepted, carry, keyOf, streamOf } from "./wish.ts";

const mostBytes = 25 * 1024 * 1024;
const path = "/api/v1/incidents/:id/attachments";

/** `POST` takes one file in the field `file`, `GET …/{aid}` gives it back. */
export function attachmentRoutes(parts: IncidentParts): RoutePlugin {
  return async (app) => {
    app.removeAllContentTypeParsers();
    await app.register(multipart, { limits: { fileSize: mostBytes, files: 1, fields: 5, parts: 6, fieldSize: 1_000, headerPairs: 20 } });
    app.setSerializerCompiler(() => (value) => JSON.stringify(value));
    const named = { tags: ["attachments"], params: incidentPath };
    const upload = { ...named, operationId: "upload-attachment", summary: "Attach a file", consumes: ["multipart/form-data"], response: { 201: accepted } };
    app.post(
      path,
      { config: { needs: "respond" }, schema: upload, bodyLimit: mostBytes + 64 * 1024 },
      (request, reply) => take(parts, request as never, reply as never) as never,
    );
    const one = { ...named, operationId: "attachment", summary: "A file", params: incidentPath.extend({ aid: z.string().min(1).max(60) }) };
    app.get(`${path}/:aid`, { config: { needs: "read" }, schema: one }, (request, reply) => give(parts, request as never, reply as never) as never);
  };
}

async function take(parts: IncidentParts, request: FastifyRequest, reply: FastifyReply): Promise<never> {
  const stream = await streamOf(parts, request, (request.params as { id: string }).id);
  if (typeof stream !== "string") return answer(reply, stream);
  const key = keyOf(request);
  if (isRefusal(key)) return answer(reply, key);
  const wanted = { stream, name: "attach-file", actor: request.actor, viewer: request.viewer };
  // Whoever may not attach is told before anything is stored: an unknown file is the only thing left to refuse.
  const may = await parts.dispatch({ ...wanted, input: { attachment: "not uploaded yet" }, dryRun: true });
  if (isRefusal(may) && may.pointer !== "/attachment") return answer(reply, may);
  const file = await fileIn(request);
  if (isRefusal(file)) return answer(reply, file);
  const kept = await parts.files.keep({ ...file, incident: stream, person: speaker(request).person, ip: request.ip });
  if (isRefusal(kept)) return answer(reply, kept);
  return carry(parts, reply, { ...wanted, input: { attachment: kept.id }, ...key });
}

type File = { readonly name: string; readonly mediaType: string; readonly bytes: Buffer };

async function fileIn(request: FastifyRequest): Promise<File | Refusal> {
  if (!request.isMultipart()) return refuse("unsupported_media_type", "Send the file as multipart/form-data.");
  try {
    const part = await request.file();
    if (!part) return refuse("missing_fields", "There is no file in it.", { pointer: "/file" });
    const bytes = await part.toBuffer();
    return { name: nameOf(part.filename), mediaType: await typeOf(bytes), bytes };
  } catch (failed) {
    const { code } = failed as { code?: unknown };
    if (code === "FST_REQ_FILE_TOO_LARGE") return refuse("too_large", "A file may have 25 MB.");
    if (typeof code === "string" && /^FST_(FILES|PARTS|FIELDS|REQ)/.test(code)) return refuse("invalid_value", "Send one file.", { pointer: "/file" });
    throw failed;
  }
}

/** One line without a path; what reorders or hides letters is taken out. */
function nameOf(given: string | undefined): string {
  const last = (given ?? "").split(/[\\/]/).at(-1) ?? "";
  const name = last
    .replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, "")
    .trim()
    .slice(0, 200);
  return name === "" || name === "." || name === ".." ? "file" : name;
}

/** What the bytes are, whatever the sender calls them; text is text, and markup is text too. */
async function typeOf(bytes: Buffer): Promise<string> {
  const known = await fileTypeFromBuffer(bytes);
  if (known) return known.mime;
  const isText = !bytes.includes(0) && !bytes.toString("utf8").includes("\ufffd");
  return isText ? "text/plain; charset=utf-8" : "application/octet-stream";
}

async function give(parts: IncidentParts, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { id, aid } = request.params as { id: string; aid: string };
  const stream = await streamOf(parts, request, id);
  const file = typeof stream === "string" ? await parts.files.get(aid) : null;
  if (!file || file.incident !== stream) return answer(reply, refuse("not_found", "There is no such file."));
  void reply.header(
    "content-disposition",
    `attachment; filename="file"; filename*=UTF-8''${encodeURIComponent(file.name).replace(/['()*]/g, (found) => `%${found.charCodeAt(0).toString(16).toUpperCase()}`)}`,
  );
  void reply.header("content-security-policy", "sandbox; default-src 'none'");
  void reply.header("x-content-type-options", "nosniff");
  return reply.type(file.mediaType).send(file.bytes);
}
