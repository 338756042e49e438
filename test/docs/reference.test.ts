/** The reference and the command line's verbs are what the registries say today. */
import { execFile } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { channels } from "../../src/channels/index.ts";
import { templates } from "../../src/channels/templates/index.ts";
import { verbs } from "../../src/cli/verbs.ts";
import { commands } from "../../src/core/incident/index.ts";
import { slices } from "../../src/core/incident/slices.ts";
import type { AnyCommand } from "../../src/core/kernel/command.ts";
import { rules } from "../../src/core/rules/index.ts";
import { sources } from "../../src/sources/index.ts";
import { views } from "../../src/views/index.ts";
import { read, root } from "../architecture/plant.ts";
import { packData } from "../organisation.ts";

const heads = (page: string, depth: number) =>
  [...read(`docs/reference/${page}.md`).matchAll(new RegExp(`^${"#".repeat(depth)} (.+)$`, "gm"))].map(([, head]) => head);
const names = (all: readonly { readonly name: string }[]) => all.map(({ name }) => name);

it("nothing in it is stale", async () => {
  const checked = await promisify(execFile)(join(root, "node_modules/.bin/tsx"), ["scripts/docs.ts", "--check"], { cwd: root }).then(
    () => "",
    (failed: { stdout: string; stderr: string }) => failed.stdout + failed.stderr,
  );
  expect(checked).toBe("");
});

describe("every definition has its place", () => {
  it.each([
    ["commands", names(commands)],
    ["events", slices.flatMap((slice) => Object.keys(slice.on))],
    ["sources", names(sources)],
    ["channels", names(channels)],
    ["templates", names(templates)],
    ["views", names(views)],
  ])("%s", (page, all) => expect(heads(page, 2)).toEqual(all));

  it("kinds of rules", () => expect(heads("rules", 3)).toEqual(rules.map(({ key }) => key)));

  it("every sentence of every shipped process", () => {
    const rows = read("docs/reference/rules.md");
    const keys = readdirSync(join(root, "packs")).flatMap((file) => (file.endsWith(".yaml") ? [file.replace(/\.yaml$/, "")] : []));
    expect(keys.length).toBeGreaterThan(0);
    for (const key of keys) {
      const sentences = packData(key).sentences as Readonly<Record<string, { readonly says: string }>>;
      for (const [id, { says }] of Object.entries(sentences)) expect(rows).toContain(`| \`${id}\` | ${says.trim()}`);
    }
  });

  it("verbs of the command line", () => {
    const sendable = (commands as readonly AnyCommand[]).filter(({ may }) => may !== "program");
    expect(names(verbs.commands)).toEqual(names(sendable));
    expect(names(verbs.views)).toEqual(names(views));
  });
});
