/** Which tests run where: pure ones, those that need a database, and those in a real browser. */
import { existsSync } from "node:fs";
import { defineConfig } from "vitest/config";
import { closingLine } from "./test/closing-line.ts";

const needsPostgres = ["test/store/**/*.test.ts", "test/http/**/*.test.ts", "test/acceptance/**/*.test.ts", "test/**/*.postgres.test.ts"];
const needsBrowser = ["test/browser/**/*.test.ts"];
const database = "test/postgres.ts";

export default defineConfig({
  test: {
    pool: "forks",
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    allowOnly: false,
    passWithNoTests: false,
    reporters: [process.env.VERBOSE ? "verbose" : "default", closingLine()],
    projects: [
      {
        extends: true,
        test: { name: "unit", include: ["test/**/*.test.ts"], exclude: [...needsPostgres, ...needsBrowser], sequence: { groupOrder: 1 } },
      },
      {
        extends: true,
        test: {
          name: "postgres",
          include: needsPostgres,
          exclude: needsBrowser,
          globalSetup: existsSync(new URL(database, import.meta.url)) ? [database] : [],
          sequence: { groupOrder: 2 },
        },
      },
      {
        extends: true,
        test: {
          name: "browser",
          include: needsBrowser,
          globalSetup: existsSync(new URL(database, import.meta.url)) ? [database] : [],
          testTimeout: 60_000,
          sequence: { groupOrder: 3 },
        },
      },
    ],
  },
});
