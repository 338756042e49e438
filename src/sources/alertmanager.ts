/** Alerts from Prometheus Alertmanager (webhook version 4) and from senders of the same body: Mimir, Loki's ruler, VictoriaMetrics. */
import { z } from "zod";
import type { Instant } from "../core/kernel/time.ts";
import { stableHash } from "./bounded.ts";
import { expectation } from "./expectation.ts";
import { firstText, instantIn, plainMap, recordOf, signalOf } from "./signal.ts";
import { type Arrival, type Signal, source, type Unreadable } from "./source.ts";

/** More than any group of alerts really has. */
const mostTruncated = 1_000_000;

/** The alert that always fires, and how often Alertmanager sends it again. */
const watchdog = z
  .strictObject({
    alertname: z.string().min(1).max(200).default("Watchdog").meta({ title: "Alert", description: "The alert that always fires." }),
    ...expectation,
  })
  .nullable()
  .default(null)
  .meta({ title: "Watchdog", description: "An alert that always fires counts as a sign of life; when it stays away, that is the alert." });

/** What of the settings says whether a signal is a sign of life. */
const watched = z.object({ watchdog: z.object({ alertname: z.string() }).nullable() });

type Values = Readonly<Record<string, unknown>>;

/** What the alerts of one notification share. */
type Group = { readonly key: string; readonly payload: Values; readonly labels: Values; readonly annotations: Values; readonly receivedAt: Instant };

function parse({ payload, receivedAt }: Arrival): readonly Signal[] | Unreadable {
  const body = recordOf(payload);
  if (!body) return { unreadable: "The body must be a JSON object as Alertmanager's webhook sends it (version 4).", pointer: "" };
  if (!Array.isArray(body.alerts))
    return { unreadable: "alerts must be an array; a custom webhook payload must keep Alertmanager's own fields.", pointer: "/alerts" };
  if (body.alerts.length === 0) return { unreadable: "alerts is empty: there is nothing to record.", pointer: "/alerts" };
  if (typeof body.groupKey !== "string" || body.groupKey.trim() === "")
    return { unreadable: "groupKey must be a text that names the group.", pointer: "/groupKey" };
  const labels = plainMap(body.commonLabels, "/commonLabels", "commonLabels");
  if ("unreadable" in labels) return labels;
  const annotations = plainMap(body.commonAnnotations, "/commonAnnotations", "commonAnnotations");
  if ("unreadable" in annotations) return annotations;
  const group: Group = { key: body.groupKey, payload: body, labels: labels.map, annotations: annotations.map, receivedAt };
  const signals: Signal[] = [];
  for (const [index, alert] of body.alerts.entries()) {
    const signal = readAlert(alert, `/alerts/${index}`, group);
    if ("unreadable" in signal) return signal;
    signals.push(signal);
  }
  return withTruncated(signals, body.truncatedAlerts);
}

/** A sender cuts long notifications and says how many alerts it left out: they count with the first that fires. */
function withTruncated(signals: readonly Signal[], truncated: unknown): readonly Signal[] {
  const more = typeof truncated === "number" && Number.isInteger(truncated) ? Math.min(truncated, mostTruncated) : 0;
  const first = signals.findIndex(({ status }) => status === "firing");
  return more < 1 ? signals : signals.map((signal, index) => (index === first ? { ...signal, more } : signal));
}

function readAlert(value: unknown, pointer: string, group: Group): Signal | Unreadable {
  const alert = recordOf(value);
  if (!alert) return { unreadable: "Each alert must be an object.", pointer };
  const own = plainMap(alert.labels, `${pointer}/labels`, "labels");
  if ("unreadable" in own) return own;
  const annotations = plainMap(alert.annotations, `${pointer}/annotations`, "annotations");
  if ("unreadable" in annotations) return annotations;
  const status = statusOf(alert, group);
  if (status === null) return { unreadable: 'status must be "firing" or "resolved".', pointer: `${pointer}/status` };
  const labels = { ...own.map, ...missingFrom(own.map, group.labels) };
  const notes = { ...group.annotations, ...annotations.map };
  if (Object.keys(labels).length === 0 && firstText(notes.summary, notes.description) === null) {
    return { unreadable: "The alert has neither labels nor a summary: nothing says what it is about.", pointer };
  }
  return signalOf({
    group: group.key,
    fingerprint: firstText(alert.fingerprint) ?? stableHash(own.map),
    status,
    title: titleOf(labels, annotations.map, group.annotations),
    text: firstText(notes.description, notes.message) ?? "",
    labels,
    links: [
      { href: notes.runbook_url, text: "Runbook" },
      { href: alert.generatorURL, text: "Where it comes from" },
      { href: group.payload.externalURL, text: "Alertmanager" },
    ],
    startsAt: alert.startsAt,
  });
}

/** Its own status, else whether its end has passed (`0001-…` is no end), else that of the notification. */
function statusOf(alert: Values, group: Group): "firing" | "resolved" | null {
  const endsAt = instantIn(alert.endsAt);
  const status = alert.status ?? (endsAt === null ? group.payload.status : endsAt <= group.receivedAt ? "resolved" : "firing");
  return status === "firing" || status === "resolved" ? status : null;
}

/** The labels an alert does not carry itself; its own come first, so that the limit on labels cuts the shared ones. */
function missingFrom(own: Values, shared: Values): Values {
  return Object.fromEntries(Object.entries(shared).filter(([name]) => !Object.hasOwn(own, name)));
}

function titleOf(labels: Values, annotations: Values, shared: Values): string {
  const summary = firstText(annotations.summary, shared.summary);
  if (summary !== null) return summary;
  const name = firstText(labels.alertname) ?? "Alert without a name";
  const instance = firstText(labels.instance);
  return instance === null ? name : `${name} on ${instance}`;
}

const firing = {
  version: "4",
  groupKey: '{}:{alertname="DiskFull"}',
  truncatedAlerts: 0,
  status: "firing",
  receiver: "quarterdeck",
  groupLabels: { alertname: "DiskFull" },
  commonLabels: { alertname: "DiskFull", severity: "critical" },
  commonAnnotations: { runbook_url: "https://runbooks.example.test/disk" },
  externalURL: "https://alertmanager.example.test",
  alerts: [
    {
      status: "firing",
      labels: { alertname: "DiskFull", instance: "db-1:9100", severity: "critical" },
      annotations: { summary: "Disk of db-1 is 96 % full", description: "Full in about 40 minutes." },
      startsAt: "2026-03-01T09:30:00.123456789Z",
      endsAt: "0001-01-01T00:00:00Z",
      generatorURL: "https://prometheus.example.test/graph",
      fingerprint: "a1b2c3d4e5f60718",
    },
    {
      status: "resolved",
      labels: { alertname: "DiskFull", instance: "db-2:9100", severity: "critical" },
      annotations: {},
      startsAt: "2026-03-01T08:00:00Z",
      endsAt: "2026-03-01T09:29:00Z",
      fingerprint: "b1b2c3d4e5f60718",
    },
  ],
};

/** Alertmanager's webhook: one signal per alert, grouped by `groupKey`, told apart by `fingerprint`. */
export const alertmanager = source("alertmanager", {
  title: "Prometheus Alertmanager",
  howTo: [
    "Add a receiver to `alertmanager.yml` and route to it:",
    "```yaml\nreceivers:\n  - name: quarterdeck\n    webhook_configs:\n      - url: {url}\n        max_alerts: 200\n        http_config:\n          authorization:\n            credentials: {key}\n```",
    "Where an alert always fires (Watchdog), give it a route of its own with `repeat_interval: 1m`, and name it in the settings: then its silence is noticed.",
    "Leave `send_resolved` on, and keep the standard payload: a custom one is refused with the field that is missing.",
  ].join("\n\n"),
  settings: z.strictObject({ watchdog }),
  parse,
  sign: (settings, { labels, status }) => {
    const read = watched.safeParse(settings);
    if (!read.success || read.data.watchdog === null || labels.alertname !== read.data.watchdog.alertname) return null;
    return status === "firing" ? "beat" : "failed";
  },
  examples: [
    {
      title: "One alert fires, another of the same group is over",
      payload: firing,
      signals: [
        {
          group: '{}:{alertname="DiskFull"}',
          fingerprint: "a1b2c3d4e5f60718",
          status: "firing",
          title: "Disk of db-1 is 96 % full",
          text: "Full in about 40 minutes.",
          labels: { alertname: "DiskFull", instance: "db-1:9100", severity: "critical" },
          startsAt: "2026-03-01T09:30:00.123Z",
        },
        { fingerprint: "b1b2c3d4e5f60718", status: "resolved", title: "DiskFull on db-2:9100", startsAt: "2026-03-01T08:00:00.000Z" },
      ],
    },
    {
      title: "A sender without fingerprints: told apart by a hash of the labels",
      payload: {
        version: "4",
        status: "firing",
        groupKey: "{}:{}",
        alerts: [{ labels: { alertname: "ApiDown", job: "api" }, endsAt: "0001-01-01T00:00:00Z" }],
      },
      signals: [
        { group: "{}:{}", fingerprint: stableHash({ job: "api", alertname: "ApiDown" }), status: "firing", title: "ApiDown", links: [], startsAt: null },
      ],
    },
    {
      title: "A notification that was cut: what was left out is counted",
      payload: { groupKey: "{}:{}", truncatedAlerts: 41, alerts: [{ status: "firing", labels: { alertname: "PodDown" } }] },
      signals: [{ group: "{}:{}", title: "PodDown", more: 41 }],
    },
    {
      title: "A custom payload without the alerts",
      payload: { text: "DiskFull is firing" },
      signals: { unreadable: "alerts must be an array; a custom webhook payload must keep Alertmanager's own fields.", pointer: "/alerts" },
    },
    {
      title: "A label that is no text",
      payload: { groupKey: "{}:{}", alerts: [{ status: "firing", labels: { alertname: { name: "DiskFull" } } }] },
      signals: { unreadable: "Each value in labels must be a text.", pointer: "/alerts/0/labels/alertname" },
    },
  ],
});
