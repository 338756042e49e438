/** Processes that are being written: valid, whole in their sentences, and not shipped before each sentence has its proof. */
import { readdirSync } from "node:fs";
import { expect, it } from "vitest";
import { packData, packOf } from "../organisation.ts";

const drafts = readdirSync(new URL("../../packs/drafts", import.meta.url)).map((file) => file.replace(/\.yaml$/, ""));
const sentences: Readonly<Record<string, readonly [prefix: string, count: number][]>> = {
  radar: [["PE", 43]],
};

it.each(drafts)("%s can be read, and has the sentences of the catalog", (key) => {
  const pack = packOf(packData(`drafts/${key}`));
  const expected = sentences[key]!.flatMap(([prefix, count]) => Array.from({ length: count }, (_, index) => `${prefix}-${String(index + 1).padStart(2, "0")}`));
  expect(Object.keys(pack.sentences)).toEqual(expected);
});
