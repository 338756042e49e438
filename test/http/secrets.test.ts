/** Secrets at rest. */
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { here } from "../../src/shell/world.ts";
import { openKeyring } from "../../src/store/access/secrets.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "quarterdeck-key-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const key = () => Buffer.from(here.random(32)).toString("base64");

describe("S16", () => {
  it("the key is made once, for its owner only, and opens what it sealed, in its place and unchanged", async () => {
    const file = join(folder, "inner", "key");
    const ring = await openKeyring(file, here.random, true);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const sealed = ring.seal("a secret", "contact_method/1");
    expect(sealed).not.toContain("a secret");
    expect(ring.seal("a secret", "contact_method/1")).not.toBe(sealed);
    const again = await openKeyring(file, here.random, true);
    expect(again.open(sealed, "contact_method/1")).toBe("a secret");
    expect(() => again.open(sealed, "contact_method/2")).toThrow();
    const at = sealed.length - 5;
    expect(() => again.open(`${sealed.slice(0, at)}${sealed[at] === "A" ? "B" : "A"}${sealed.slice(at + 1)}`, "contact_method/1")).toThrow();
  });

  it("a new first key seals from then on, the old one still opens", async () => {
    const file = join(folder, "key");
    const first = await openKeyring(file, here.random, true);
    const sealed = first.seal("a secret", "x");
    writeFileSync(file, `${key()}\n${readFileSync(file, "utf8")}`);
    const ring = await openKeyring(file, here.random, false);
    expect(ring.open(sealed, "x")).toBe("a secret");
    expect(ring.old(sealed)).toBe(true);
    expect(ring.old(ring.seal("a secret", "x"))).toBe(false);
    expect(() => first.open(ring.seal("a secret", "x"), "x")).toThrow(/No key/);
  });

  it("a missing, short, empty or made-up key is refused with words", async () => {
    const file = join(folder, "key");
    await expect(openKeyring(file, here.random, false)).rejects.toThrow(/is not there/);
    for (const [text, why] of [
      ["short", /exactly 32 bytes/],
      ["", /holds no key/],
      ["0".repeat(64), /not random/],
    ] as const) {
      writeFileSync(file, text);
      await expect(openKeyring(file, here.random, false)).rejects.toThrow(why);
    }
  });
});
