/** The lines of a backup that are not rows, and reading a gzip'd stream line by line. */
import { pipeline, type Readable } from "node:stream";
import { StringDecoder } from "node:string_decoder";
import { createGunzip } from "node:zlib";
import { z } from "zod";
import { StoreRefused } from "../refused.ts";

/** The number of this format. */
export const FORMAT = 1;

/** The first line. */
export const headerLine = z.strictObject({ $backup: z.number().int(), schema: z.number().int(), createdAt: z.string() });

/** The line before a table's rows; the columns in the table's order. */
export const tableLine = z.strictObject({ $table: z.string(), columns: z.array(z.string()) });

/** Rows of one table: how many, and the SHA-256 of their lines with line ends. */
export const tally = z.strictObject({ rows: z.number().int(), sha256: z.string() });

/** The last line. */
export const footerLine = z.strictObject({
  $end: z.record(z.string(), tally),
  sequences: z.record(z.string(), z.strictObject({ last: z.string(), called: z.boolean() })),
});

export type Tally = z.infer<typeof tally>;
export type Footer = z.infer<typeof footerLine>;

/** An attachment of 25 MB is a line of 34 MB; nothing is longer than a few of them. */
const LONGEST_LINE = 200_000_000;
const CHUNK_BYTES = 262_144;

/** The lines of a gzip'd file. Throws StoreRefused("backup-damaged") when it cannot be unpacked or ends in the middle of a line. */
export async function* linesOf(readable: Readable): AsyncGenerator<string> {
  const unpacked = pipeline(readable, createGunzip({ chunkSize: CHUNK_BYTES }), () => undefined);
  const decoder = new StringDecoder("utf8");
  // Joined only when the line is whole: joining at every chunk would read a long line thousands of times.
  let parts: string[] = [];
  let length = 0;
  try {
    for await (const chunk of unpacked) {
      const [first = "", ...others] = decoder.write(chunk as Buffer).split("\n");
      parts.push(first);
      length += first.length;
      for (const other of others) {
        yield parts.join("");
        parts = [other];
        length = other.length;
      }
      if (length > LONGEST_LINE) throw damaged("it has a line without end");
    }
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    throw code?.startsWith("Z_") ? damaged(`it cannot be unpacked (${code})`, error) : error;
  }
  if (length > 0) throw damaged("it ends in the middle of a line");
}

/** Parses a line by its shape. */
export function parsed<T>(shape: z.ZodType<T>, line: string | undefined, what: string): T {
  try {
    return shape.parse(JSON.parse(line ?? ""));
  } catch (error) {
    throw damaged(`its ${what} is not readable`, error);
  }
}

/** The refusal of a backup that is not what was written. */
export function damaged(why: string, cause?: unknown): StoreRefused {
  return new StoreRefused("backup-damaged", `The backup is damaged: ${why}. Nothing was restored.`, { cause });
}
