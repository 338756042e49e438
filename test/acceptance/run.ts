/** `npm run acceptance`: what it needs is installed, the program built, and every test of this folder run against it. */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

process.chdir(fileURLToPath(new URL("../..", import.meta.url)));
const steps = [
  [process.execPath, "scripts/install-test-needs.mjs"],
  [process.execPath, "scripts/build-if-stale.mjs"],
  [join("node_modules", ".bin", "vitest"), "run", "test/acceptance"],
] as const;
for (const [program, ...words] of steps) {
  const { status } = spawnSync(program, words, { stdio: "inherit" });
  if (status !== 0) process.exit(status ?? 1);
}
