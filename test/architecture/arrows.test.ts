/** The arrows between the folders: the tree keeps them, and each rule is seen to refuse what it forbids. */
import { join } from "node:path";
import { cruise, type IConfiguration, type ICruiseResult } from "dependency-cruiser";
import { beforeAll, describe, expect, test } from "vitest";
import { plant, root } from "./plant.ts";

const parts = ["core", "sources", "channels", "store", "views", "shell", "http", "cli"];

let rules: IConfiguration;

beforeAll(async () => {
  rules = ((await import(join(root, ".dependency-cruiser.mjs"))) as { default: IConfiguration }).default;
});

async function cruised(baseDir: string, folders: string[]): Promise<ICruiseResult> {
  const { output } = await cruise(folders, { ...rules.options, baseDir, validate: true, ruleSet: { forbidden: rules.forbidden ?? [] } });
  if (typeof output === "string") throw new Error("expected a result object");
  return output;
}

const violations = (result: ICruiseResult) => result.summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`);

describe("the tree", () => {
  let result: ICruiseResult;
  beforeAll(async () => {
    result = await cruised(root, ["src", "web", "test", "scripts"]);
  });

  test("keeps every arrow and has no cycle", () => {
    expect(result.summary.totalCruised).toBeGreaterThan(20);
    expect(violations(result)).toEqual([]);
  });

  test("only src/main.ts imports everything: any other file knows at most four other parts", () => {
    const crowded = result.modules
      .filter((module) => module.source.startsWith("src/") && module.source !== "src/main.ts")
      .map((module) => {
        const known = new Set(
          module.dependencies
            .map((one) => one.resolved.split("/"))
            .filter(([top, part]) => top === "src" && parts.includes(part ?? ""))
            .map(([, part]) => part),
        );
        return { file: module.source, known: [...known].filter((part) => part !== module.source.split("/")[1]) };
      })
      .filter(({ known }) => known.length > 4);
    expect(crowded).toEqual([]);
  });

  test("beside the parts stand only main.ts and config.ts", () => {
    const strangers = result.modules
      .map((module) => module.source)
      .filter((path) => path.startsWith("src/") && !parts.includes(path.split("/")[1] ?? ""))
      .filter((path) => path !== "src/main.ts" && path !== "src/config.ts");
    expect(strangers).toEqual([]);
  });
});

/** For each rule one import that it must refuse: the importing file, what it imports, and how. */
const planted: readonly { readonly rule: string; readonly from: string; readonly to: string; readonly how?: "type" | "lazy" | "value" }[] = [
  { rule: "core-imports-core", from: "src/core/kernel/time.ts", to: "src/shell/world.ts", how: "type" },
  { rule: "core-imports-core", from: "src/core/pack/lint.ts", to: "src/store/log.ts" },
  { rule: "core-libraries", from: "src/core/kernel/time.ts", to: "node:fs" },
  { rule: "core-libraries", from: "src/core/pack/read.ts", to: "yaml" },
  { rule: "core-kernel-first", from: "src/core/kernel/event.ts", to: "src/core/incident/roles/slice.ts", how: "type" },
  { rule: "core-oncall-is-calendar", from: "src/core/oncall/rotation.ts", to: "src/core/incident/roles/slice.ts" },
  { rule: "core-slices-before-commands", from: "src/core/incident/roles/slice.ts", to: "src/core/incident/roles/assign-role.ts" },
  { rule: "core-commands-before-rules", from: "src/core/incident/roles/assign-role.ts", to: "src/core/rules/roles/exclusions.ts" },
  { rule: "core-commands-before-rules", from: "src/core/incident/roles/assign-role.ts", to: "src/core/pack/schema.ts", how: "type" },
  { rule: "core-rules-before-pack", from: "src/core/rules/roles/exclusions.ts", to: "src/core/pack/schema.ts", how: "type" },
  { rule: "sources-import-core", from: "src/sources/grafana.ts", to: "src/store/signals.ts" },
  { rule: "sources-import-core", from: "src/sources/grafana.ts", to: "src/channels/message.ts", how: "type" },
  { rule: "sources-no-siblings", from: "src/sources/grafana.ts", to: "src/sources/alertmanager.ts" },
  { rule: "sources-no-siblings", from: "src/sources/grafana.ts", to: "src/sources/index.ts" },
  { rule: "channels-import-core", from: "src/channels/email.ts", to: "src/shell/world.ts", how: "type" },
  { rule: "channels-no-siblings", from: "src/channels/sms.ts", to: "src/channels/email.ts" },
  { rule: "channels-no-siblings", from: "src/channels/slack/blocks.ts", to: "src/channels/email.ts" },
  { rule: "channels-no-siblings", from: "src/channels/templates/page.ts", to: "src/channels/email.ts" },
  { rule: "edges-have-no-socket", from: "src/channels/sms.ts", to: "undici" },
  { rule: "edges-have-no-socket", from: "src/views/board.ts", to: "node:net" },
  { rule: "store-imports-core", from: "src/store/postgres.ts", to: "src/shell/world.ts", how: "type" },
  { rule: "store-imports-core", from: "src/store/postgres.ts", to: "src/views/board.ts" },
  { rule: "views-import-core-and-store", from: "src/views/board.ts", to: "src/shell/dispatch.ts" },
  { rule: "shell-imports-inward", from: "src/shell/ingest.ts", to: "src/sources/source.ts", how: "type" },
  { rule: "shell-imports-inward", from: "src/shell/dispatch.ts", to: "src/http/app.ts", how: "lazy" },
  { rule: "shell-knows-channels-by-contract", from: "src/shell/deliver.ts", to: "src/channels/index.ts" },
  { rule: "shell-knows-channels-by-contract", from: "src/shell/deliver.ts", to: "src/channels/email.ts" },
  { rule: "http-imports-shell-views-sources-core", from: "src/http/app.ts", to: "src/store/postgres.ts" },
  { rule: "http-imports-shell-views-sources-core", from: "src/http/app.ts", to: "src/channels/index.ts" },
  { rule: "cli-talks-http", from: "src/cli/run.ts", to: "src/shell/dispatch.ts" },
  { rule: "cli-takes-types-only", from: "src/cli/run.ts", to: "src/core/kernel/time.ts", how: "value" },
  { rule: "web-talks-http", from: "web/api.ts", to: "src/http/app.ts", how: "type" },
  { rule: "web-takes-types-only", from: "web/api.ts", to: "src/core/kernel/time.ts", how: "value" },
  { rule: "web-takes-types-only", from: "web/api.ts", to: "src/core/kernel/time.ts", how: "lazy" },
  { rule: "web-takes-types-only", from: "web/api.ts", to: "src/views/board.ts", how: "value" },
  { rule: "only-main-knows-everyone", from: "src/cli/run.ts", to: "src/main.ts" },
  { rule: "config-is-read-by-main", from: "src/http/app.ts", to: "src/config.ts", how: "type" },
  { rule: "config-imports-core", from: "src/config.ts", to: "src/store/postgres.ts" },
  { rule: "server-imports-server", from: "src/shell/dispatch.ts", to: "test/world.ts" },
  { rule: "server-imports-server", from: "src/http/app.ts", to: "web/api.ts", how: "type" },
  { rule: "no-dev-dependency-in-server", from: "src/http/app.ts", to: "vitest" },
  { rule: "no-unlisted-package", from: "src/http/app.ts", to: "avvio" },
  { rule: "no-unresolved-import", from: "src/http/app.ts", to: "src/http/gone.ts" },
  { rule: "no-cycle", from: "src/store/log.ts", to: "src/store/postgres.ts" },
];

function statement(from: string, to: string, how: "type" | "lazy" | "value") {
  const target = /^(src|web|test)\//.test(to) ? `${"../".repeat(from.split("/").length - 1)}${to}` : to;
  if (how === "lazy") return `export const late = await import("${target}");\n`;
  return how === "type" ? `import type { One } from "${target}";\nexport type Two = One;\n` : `import * as one from "${target}";\nexport const two = one;\n`;
}

describe("each rule refuses what it forbids", () => {
  test.each(planted)("$rule: $from → $to", async ({ rule, from, to, how = "value" }) => {
    const files: Record<string, string> = {};
    if (/^(src|web|test)\//.test(to) && rule !== "no-unresolved-import") files[to] = "export type One = 1;\n";
    if (rule === "no-cycle") files[to] = `import type { Two } from "./log.ts";\nexport type One = Two;\n`;
    files[from] = statement(from, to, how);
    const tree = plant(files);
    try {
      const found = await cruised(
        tree.folder,
        [...new Set([from, to].map((path) => path.split("/")[0] ?? ""))].filter((top) => /^(src|web|test)$/.test(top)),
      );
      expect(found.summary.violations.map((violation) => violation.rule.name)).toContain(rule);
    } finally {
      tree.remove();
    }
  });

  test("and every rule has such a case", () => {
    const named = (rules.forbidden ?? []).map((rule) => rule.name);
    expect([...new Set(planted.map((one) => one.rule))].sort()).toEqual([...named].sort());
  });

  test("every rule says why", () => {
    expect((rules.forbidden ?? []).filter((rule) => (rule.comment ?? "").length < 30)).toEqual([]);
  });
});

describe("what is allowed stays allowed", () => {
  test.each([
    ["web takes types of the core", "web/api.ts", "src/core/kernel/time.ts", "type"],
    ["web takes the shapes of views", "web/queries.ts", "src/views/board-shape.ts", "type"],
    ["the command line takes types of the core", "src/cli/run.ts", "src/core/kernel/time.ts", "type"],
    ["the registry lists the channels", "src/channels/index.ts", "src/channels/email.ts", "value"],
    ["a channel uses its contract", "src/channels/email.ts", "src/channels/channel.ts", "value"],
    ["a channel in a folder uses its own files", "src/channels/slack/channel.ts", "src/channels/slack/blocks.ts", "value"],
    ["the shell uses the channels' contract", "src/shell/deliver.ts", "src/channels/channel.ts", "value"],
    ["rules know commands", "src/core/rules/roles/exclusions.ts", "src/core/incident/roles/assign-role.ts", "type"],
    ["http reads views", "src/http/app.ts", "src/views/board.ts", "value"],
    ["main knows everyone", "src/main.ts", "src/http/app.ts", "value"],
  ] as const)("%s", async (_what, from, to, how) => {
    const tree = plant({ [from]: statement(from, to, how), [to]: "export type One = 1;\n" });
    try {
      expect(violations(await cruised(tree.folder, [...new Set([from, to].map((path) => path.split("/")[0] ?? ""))]))).toEqual([]);
    } finally {
      tree.remove();
    }
  });
});
