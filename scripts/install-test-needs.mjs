/** Looks for the programs that the tests drive (a browser, a real Alertmanager) and installs those that are missing where it can. */
import { spawnSync } from "node:child_process";
import { accessSync, constants, existsSync, rmSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";

/** Each program, the Debian package that brings it, and what it is for. */
const needs = [
  { program: "chromium", debian: "chromium", use: "the browser journeys" },
  { program: "prometheus-alertmanager", debian: "prometheus-alertmanager", use: "alerts from a real Alertmanager" },
];

const folders = [...(process.env.PATH ?? "").split(delimiter), "/usr/bin", "/usr/local/bin"];

function has(program) {
  return folders.some((folder) => {
    try {
      accessSync(join(folder, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

function run(program, args) {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive", LC_ALL: "C" };
  const { status } = spawnSync(program, args, { stdio: ["ignore", 2, 2], env });
  return status === 0;
}

/** Installs without starting anything: Debian would otherwise run Alertmanager as a service, now and at every start of the machine. */
function install(packages) {
  const policy = "/usr/sbin/policy-rc.d";
  const ours = !existsSync(policy);
  if (ours) writeFileSync(policy, "#!/bin/sh\nexit 101\n", { mode: 0o755 });
  try {
    return (
      run("apt-get", ["update", "-qq"]) && run("apt-get", ["install", "-y", "-qq", "-o", "DPkg::Lock::Timeout=300", "--no-install-recommends", ...packages])
    );
  } finally {
    if (ours) rmSync(policy);
    if (existsSync("/run/systemd/system") && packages.includes("prometheus-alertmanager")) run("systemctl", ["disable", "--now", "prometheus-alertmanager"]);
  }
}

const missing = needs.filter((need) => !has(need.program));
const packages = missing.map((need) => need.debian);
const command = `apt-get update && apt-get install -y --no-install-recommends ${packages.join(" ")}`;

if (missing.length > 0) {
  console.log(`The tests need ${missing.map((need) => `${need.program} (${need.use})`).join(" and ")}.`);
  const may = process.getuid?.() === 0 && has("apt-get");
  if (!may) {
    console.error(has("apt-get") ? `Please run once: sudo sh -c '${command}'` : `Please install them so that they are found in PATH (on Debian: ${command}).`);
    process.exit(1);
  }
  console.log("Installing, once, without starting any service …");
  const done = install(packages);
  const still = needs.filter((need) => !has(need.program)).map((need) => need.program);
  if (!done || still.length > 0) {
    console.error(`That did not work${still.length ? `: ${still.join(", ")} still missing` : ""}. Please run: ${command}`);
    process.exit(1);
  }
}
