/** Small bodies that unpack to very large ones. */
import { once } from "node:events";
import type { Transform } from "node:stream";
import { constants, createBrotliCompress, createDeflate, createGzip } from "node:zlib";

/** A body that unpacks to `megabytes` of blanks; made in pieces, so that making it needs no memory. */
export async function bomb(encoding: "gzip" | "deflate" | "br", megabytes: number, window = 22): Promise<Buffer> {
  const packers: Record<typeof encoding, () => Transform> = {
    gzip: createGzip,
    deflate: createDeflate,
    br: () => createBrotliCompress({ params: { [constants.BROTLI_PARAM_QUALITY]: 5, [constants.BROTLI_PARAM_LGWIN]: window } }),
  };
  const packer = packers[encoding]();
  const chunks: Buffer[] = [];
  packer.on("data", (chunk: Buffer) => chunks.push(chunk));
  const piece = Buffer.alloc(1024 * 1024, 32);
  for (let i = 0; i < megabytes; i += 1) if (!packer.write(piece)) await once(packer, "drain");
  packer.end();
  await once(packer, "end");
  return Buffer.concat(chunks);
}
