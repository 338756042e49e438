/** A real Prometheus Alertmanager (Debian's package) whose one receiver is a webhook, fed over its own API. */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "../server.ts";
import { until } from "../until.ts";

/** Where it sends and how it groups. Times as Alertmanager writes them. */
export type Routing = {
  readonly url: string;
  readonly key: string;
  readonly groupBy: readonly string[];
  readonly groupWait: string;
  readonly groupInterval: string;
};

/** One alert as Prometheus would post it. */
export type Alert = { readonly labels: Readonly<Record<string, string>>; readonly annotations?: Readonly<Record<string, string>>; readonly endsAt?: string };

/** A running Alertmanager. */
export type Alertmanager = {
  readonly url: string;
  /** Posts alerts to its API v2; throws unless it took them. */
  readonly post: (...alerts: readonly Alert[]) => Promise<void>;
  /** The fingerprints it gives to its alerts, by instance label. */
  readonly fingerprints: () => Promise<Readonly<Record<string, string>>>;
  readonly stop: () => Promise<void>;
};

/** The program as Debian installs it, or as found in PATH. */
const program = "prometheus-alertmanager";

/** Starts one in a folder of its own and waits until it is ready. */
export async function startAlertmanager(routing: Routing): Promise<Alertmanager> {
  const folder = await mkdtemp(join(tmpdir(), "quarterdeck-alertmanager-"));
  const config = join(folder, "alertmanager.yml");
  await writeFile(config, configOf(routing));
  const port = await freePort(0);
  const url = `http://127.0.0.1:${port}`;
  const child = spawn(
    program,
    [
      `--config.file=${config}`,
      `--storage.path=${join(folder, "state")}`,
      `--web.listen-address=127.0.0.1:${port}`,
      "--cluster.listen-address=",
      "--log.level=warn",
    ],
    { stdio: ["ignore", "pipe", "pipe"], env: { ...process.env, PATH: `${process.env.PATH}:/usr/bin:/usr/local/bin` } },
  );
  const said = listen(child);
  const ended = new Promise<void>((resolve) => {
    child.once("exit", () => resolve());
    child.once("error", () => resolve());
  });
  await until(`Alertmanager is ready (npm test installs it): ${said()}`, () =>
    fetch(`${url}/-/ready`).then(
      (response) => response.ok,
      () => false,
    ),
  );
  return {
    url,
    post: async (...alerts) => {
      const response = await fetch(`${url}/api/v2/alerts`, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(alerts) });
      if (!response.ok) throw new Error(`Alertmanager answered ${response.status}: ${await response.text()}`);
    },
    fingerprints: async () => {
      const alerts = (await (await fetch(`${url}/api/v2/alerts`)).json()) as { labels: Record<string, string>; fingerprint: string }[];
      return Object.fromEntries(alerts.map(({ labels, fingerprint }) => [labels.instance ?? "", fingerprint]));
    },
    stop: async () => {
      child.kill("SIGTERM");
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function listen(child: ChildProcess): () => string {
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream?.setEncoding("utf8").on("data", (text: string) => (said += text));
  child.once("error", (error) => (said += error.message));
  return () => said;
}

function configOf({ url, key, groupBy, groupWait, groupInterval }: Routing): string {
  return [
    "route:",
    "  receiver: quarterdeck",
    `  group_by: ${JSON.stringify(groupBy)}`,
    `  group_wait: ${groupWait}`,
    `  group_interval: ${groupInterval}`,
    "  repeat_interval: 12h",
    "receivers:",
    "  - name: quarterdeck",
    "    webhook_configs:",
    `      - url: ${url}`,
    "        send_resolved: true",
    "        http_config:",
    "          authorization:",
    `            credentials: ${key}`,
    "",
  ].join("\n");
}
