/** A request body's bytes within a limit: refused before they are buffered, and bombs before they are unpacked. */
import type { IncomingHttpHeaders } from "node:http";
import type { Readable } from "node:stream";
import { promisify } from "node:util";
import { brotliDecompress, gunzip, inflate, inflateRaw } from "node:zlib";

/** Why a body was not taken, for problem+json. */
export type BodyProblem = {
  readonly code: "invalid_value" | "too_large" | "unsupported_media_type";
  readonly detail: string;
  /** A JSON pointer into the body. */
  readonly pointer?: string;
};

/** Shapes the answer of no. */
export function no(code: BodyProblem["code"], detail: string, pointer?: string): { readonly problem: BodyProblem } {
  return { problem: pointer === undefined ? { code, detail } : { code, detail, pointer } };
}

/** The body's bytes, unpacked: by itself for routes that check a signature over them. At most `limit`, both as sent and as unpacked. */
export async function readBytes(
  stream: Readable,
  headers: IncomingHttpHeaders,
  limit: number,
): Promise<{ readonly bytes: Buffer } | { readonly problem: BodyProblem }> {
  const unpack = unpackers.get((headers["content-encoding"] ?? "").trim().toLowerCase());
  if (!unpack) return unread(stream, no("unsupported_media_type", "Content-Encoding must be gzip, deflate, br or absent."));
  const tooLarge = no("too_large", `The body is larger than ${limit} bytes.`);
  if (Number(headers["content-length"] ?? 0) > limit) return unread(stream, tooLarge);
  const sent = await collect(stream, limit);
  if (sent === "too large") return unread(stream, tooLarge);
  if (sent === "broken off") return no("invalid_value", "The body ended before it was complete.");
  if (sent.length === 0) return { bytes: sent };
  if (unpack === unpackBrotli && hasWideWindow(sent)) return no("too_large", "The body needs a brotli window of more than 4 MiB (lgwin 22) to unpack.");
  try {
    return { bytes: await unpack(sent, { maxOutputLength: limit }) };
  } catch (error) {
    if ((error as { code?: unknown }).code === "ERR_BUFFER_TOO_LARGE") return no("too_large", `The unpacked body is larger than ${limit} bytes.`);
    return no("invalid_value", "The body does not unpack as its Content-Encoding says.");
  }
}

/** How much of a refused body is thrown away before the answer, and for how long: a sender still writing would lose the answer to a reset. */
const drainBytes = 4 * 1024 * 1024;
const drainMs = 250;

/** The answer of no to a body that was not read to its end. */
export function unread(stream: Readable, answer: { readonly problem: BodyProblem }): Promise<{ readonly problem: BodyProblem }> {
  return new Promise((resolve) => {
    let left = drainBytes;
    const done = () => {
      clearTimeout(timer);
      stream.off("data", onData).off("end", done).off("close", done).pause();
      resolve(answer);
    };
    const onData = (chunk: Buffer) => {
      left -= chunk.length;
      if (left < 0) done();
    };
    const timer = setTimeout(done, drainMs);
    stream.on("error", ignoreLater).on("data", onData).on("end", done).on("close", done).resume();
    if (stream.readableEnded || stream.destroyed) done();
  });
}

type Unpack = (bytes: Buffer, options: { maxOutputLength: number }) => Promise<Buffer>;
type Options = Parameters<Unpack>[1];

const asItIs: Unpack = async (bytes) => bytes;
const unpackGzip: Unpack = promisify<Buffer, Options, Buffer>(gunzip);
const unpackZlib: Unpack = promisify<Buffer, Options, Buffer>(inflate);
const unpackRaw: Unpack = promisify<Buffer, Options, Buffer>(inflateRaw);
const unpackBrotli: Unpack = promisify<Buffer, Options, Buffer>(brotliDecompress);

/** Whether a brotli stream declares a window of 8 or 16 MiB, which its decoder would fill before it gives a byte out (RFC 7932, 9.1: the low four bits). */
function hasWideWindow(brotli: Buffer): boolean {
  const windowBits = brotli[0]! & 15;
  return windowBits === 0b1101 || windowBits === 0b1111;
}

/** Senders of `deflate` disagree on whether it has a zlib header: the low four bits of its first byte tell (8 where it has). */
const unpackDeflate: Unpack = (bytes, options) => ((bytes[0]! & 15) === 8 ? unpackZlib : unpackRaw)(bytes, options);

const unpackers: ReadonlyMap<string, Unpack> = new Map([
  ["", asItIs],
  ["identity", asItIs],
  ["gzip", unpackGzip],
  ["x-gzip", unpackGzip],
  ["deflate", unpackDeflate],
  ["br", unpackBrotli],
]);

/** The stream's bytes while they fit; the stream stays open, so that an answer can still leave. */
function collect(stream: Readable, limit: number): Promise<Buffer | "too large" | "broken off"> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let length = 0;
    const settle = (outcome: Buffer | "too large" | "broken off") => {
      stream.off("data", onData).off("end", onEnd).off("close", onBreak).pause();
      resolve(outcome);
    };
    const onData = (chunk: Buffer) => {
      length += chunk.length;
      if (length > limit) settle("too large");
      else chunks.push(chunk);
    };
    const onEnd = () => settle(Buffer.concat(chunks, length));
    const onBreak = () => settle("broken off");
    stream.on("error", ignoreLater).on("data", onData).on("end", onEnd).on("close", onBreak);
    if (stream.destroyed) onBreak();
  });
}

function ignoreLater(): void {
  // A broken stream also closes, and that is listened to; one that breaks after its body was judged changes nothing.
}
