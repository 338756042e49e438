/** Request bodies as values: unpacked, decoded, parsed and cleaned within bounds; every no is a value and none is a 5xx. */
import type { IncomingHttpHeaders } from "node:http";
import type { Readable } from "node:stream";
import type { FastifyInstance } from "fastify";
import { bounded, bounds, clean } from "../sources/bounded.ts";
import { type BodyProblem, no, readBytes, unread } from "./bytes.ts";
import { nestsDeeperThan, parseJson } from "./json-text.ts";

/** Which bodies a group of routes takes. */
export type BodyRules = {
  /** Limit on the bytes sent and, separately, on the bytes they unpack to. */
  readonly bytes: number;
  /** Whether `text/plain` and a missing Content-Type are read as JSON (Amazon SNS sends the first). */
  readonly lenient: boolean;
  readonly form: boolean;
  /** Whether XML is taken, as a text. */
  readonly xml?: boolean;
};

/** Bodies of signal routes. */
export const signalBodies: BodyRules = { bytes: 512 * 1024, lenient: true, form: true };

/** Bodies of the API: JSON only, which no HTML form can send from another site. */
export const apiBodies: BodyRules = { bytes: 1024 * 1024, lenient: false, form: false };

/** The HTTP status of each body problem. */
export const bodyStatus: Readonly<Record<BodyProblem["code"], number>> = { invalid_value: 400, too_large: 413, unsupported_media_type: 415 };

/** Carries a body problem through Fastify, whose parsers can only refuse with an error. */
export class BodyRefused extends Error {
  readonly problem: BodyProblem;
  readonly statusCode: number;
  constructor(problem: BodyProblem) {
    super(problem.detail);
    this.name = "BodyRefused";
    this.problem = problem;
    this.statusCode = bodyStatus[problem.code];
  }
}

/** The body problem in an error that reached the error handler: ours, or Fastify's own about a body; null for any other error. */
export function bodyProblem(error: unknown): BodyProblem | null {
  if (error instanceof BodyRefused) return error.problem;
  const code = error instanceof Error ? (error as { code?: unknown }).code : undefined;
  if (code === "FST_ERR_CTP_BODY_TOO_LARGE") return { code: "too_large", detail: "The body is too large." };
  if (code === "FST_ERR_CTP_INVALID_MEDIA_TYPE") return { code: "unsupported_media_type", detail: "The Content-Type header cannot be read." };
  return typeof code === "string" && code.startsWith("FST_ERR_CTP_") ? { code: "invalid_value", detail: "The body cannot be read." } : null;
}

/** Makes the routes of this (encapsulated) instance read bodies by these rules only; an empty body is `undefined`. */
export function acceptBodies(app: FastifyInstance, rules: BodyRules): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("*", async (request: { headers: IncomingHttpHeaders }, stream: Readable) => {
    const body = await readBody(stream, request, rules);
    if ("problem" in body) throw new BodyRefused(body.problem);
    return body.value;
  });
}

/** Reads, unpacks, parses and cleans one body. */
async function readBody(
  stream: Readable,
  request: { readonly headers: IncomingHttpHeaders },
  rules: BodyRules,
): Promise<{ readonly value: unknown } | { readonly problem: BodyProblem }> {
  const { headers } = request;
  const kind = kindOf(headers["content-type"], rules);
  const wanted = rules.form ? "application/json or a form" : "application/json";
  if (kind === null) return unread(stream, no("unsupported_media_type", `Send the body as ${wanted}.`));
  const bytes = await readBytes(stream, headers, rules.bytes);
  if ("problem" in bytes) return bytes;
  if (headers["x-hub-signature-256"] !== undefined) signed.set(request, bytes.bytes);
  return read(bytes.bytes, kind);
}

/** The bytes that a signature is over. */
const signed = new WeakMap<object, Buffer>();

/** The bytes of a request that came with a signature; null for one that did not. */
export function signedBytes(request: object): Buffer | null {
  return signed.get(request) ?? null;
}

type Kind = "json" | "form" | "xml";

function kindOf(contentType: string | undefined, rules: BodyRules): Kind | null {
  const type = (contentType ?? "").split(";", 1)[0]!.trim().toLowerCase();
  if (/^application\/(?:[\w.+-]+\+)?json$/.test(type)) return "json";
  if (/^(?:application|text)\/xml$/.test(type)) return rules.xml ? "xml" : null;
  if (type === "application/x-www-form-urlencoded") return rules.form ? "form" : null;
  return rules.lenient && (type === "" || type === "text/plain") ? "json" : null;
}

function read(bytes: Buffer, kind: Kind): { readonly value: unknown } | { readonly problem: BodyProblem } {
  const text = decode(bytes);
  if (text === null) return no("invalid_value", "The body is not valid UTF-8.");
  if (text.trim() === "") return { value: undefined };
  if (kind === "xml") return { value: clean(text) };
  const parsed = kind === "json" ? fromJson(text) : fromForm(text);
  if ("problem" in parsed) return parsed;
  const safe = bounded(parsed.value);
  return "problem" in safe ? no("invalid_value", safe.problem.detail, safe.problem.pointer) : safe;
}

/** Strict UTF-8; a byte order mark is dropped. */
function decode(bytes: Buffer): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

function fromJson(text: string): { readonly value: unknown } | { readonly problem: BodyProblem } {
  if (nestsDeeperThan(text, bounds.depth)) return no("invalid_value", `The payload is nested deeper than ${bounds.depth} levels.`);
  const parsed = parseJson(text);
  if ("value" in parsed) return parsed;
  const before = text.slice(0, parsed.syntaxErrorAt).split("\n");
  const place = `position ${parsed.syntaxErrorAt} (line ${before.length}, column ${before.at(-1)!.length + 1})`;
  return no("invalid_value", `The body is not valid JSON: it breaks at ${place}.`);
}

/** A flat record; of a name given twice the last counts. */
function fromForm(text: string): { readonly value: unknown } | { readonly problem: BodyProblem } {
  const fields = new Map(new URLSearchParams(text.trim()));
  return { value: Object.fromEntries(fields) };
}
