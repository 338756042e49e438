/** A reporter that ends every run with `N passed, N failed`, alone on the last line, and lets no empty run pass. */
import { appendFileSync, writeSync } from "node:fs";
import type { Reporter, TestModule } from "vitest/node";

/** How many tests passed and failed. */
export type Tally = { readonly passed: number; readonly failed: number };

/** Counts a run. A file that could not be loaded, or an error outside any test, counts as one failed test. */
export function tallyOf(modules: readonly Pick<TestModule, "children" | "errors">[], errorsOutside: number): Tally {
  let passed = 0;
  let failed = errorsOutside;
  for (const module of modules) {
    failed += module.errors().length;
    for (const test of module.children.allTests()) {
      const { state } = test.result();
      if (state === "passed") passed += 1;
      if (state === "failed") failed += 1;
    }
    for (const suite of module.children.allSuites()) failed += suite.errors().length;
  }
  return { passed, failed };
}

/**
 * The reporter. Where TALLY_FILE names a file the run is one of several: its numbers are appended there as a line of JSON and whoever
 * started the runs prints their sum. Else the line is printed when the process ends, after everything else.
 */
export function closingLine(): Reporter {
  let tally: Tally = { passed: 0, failed: 0 };
  return {
    // Not earlier: the configuration is read once per project, the run begins once.
    onInit() {
      process.once("exit", () => {
        if (!process.env.TALLY_FILE) writeSync(1, `${tally.passed} passed, ${tally.failed} failed\n`);
      });
    },
    onTestRunEnd(modules, errors) {
      tally = tallyOf(modules, errors.length);
      if (tally.failed > 0 || tally.passed === 0) process.exitCode = 1;
      if (process.env.TALLY_FILE) appendFileSync(process.env.TALLY_FILE, `${JSON.stringify(tally)}\n`);
    },
  };
}
