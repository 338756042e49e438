/** Alerts in and out: how many are taken in a second, and how long until they are handed on, at ours and at Alertmanager. */
import { startAlertmanager } from "../acceptance/alertmanager.ts";
import type { Caller } from "../acceptance/api.ts";
import { office, type Person, type Source, setUp } from "../acceptance/crew.ts";
import { payload } from "../acceptance/stream.ts";
import { type Installation, install } from "../server.ts";
import { until } from "../until.ts";
import { type Flooded, flood, prometheusBody, webhookBody } from "./flood.ts";
import { handOver, quantile, startSink } from "./sink.ts";

/** How long and how often. */
export type Size = { readonly floodSeconds: number; readonly handOvers: number; readonly everyMs: number };

/** What was measured of one system; the times from accepted to handed over in milliseconds. */
export type Measured = { readonly accepted: Flooded; readonly p50: number; readonly p99: number };

type Sink = Awaited<ReturnType<typeof startSink>>;

/** Posts and reads the answer; throws unless it is a yes. */
async function send(url: string, headers: Readonly<Record<string, string>>, body: unknown): Promise<void> {
  const response = await fetch(url, { method: "POST", headers: { "content-type": "application/json", ...headers }, body: JSON.stringify(body) });
  await response.arrayBuffer();
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
}

const measuredOf = (accepted: Flooded, times: readonly number[]): Measured => ({ accepted, p50: quantile(times, 0.5), p99: quantile(times, 0.99) });

/** Alertmanager: every alert is a group of its own and is sent to the sink at once. */
export async function measureAlertmanager({ floodSeconds, handOvers, everyMs }: Size): Promise<Measured> {
  const sink = await startSink();
  const alertmanager = await startAlertmanager({ url: sink.url, key: "unused", groupBy: ["..."], groupWait: "0s", groupInterval: "5m" });
  try {
    const url = `${alertmanager.url}/api/v2/alerts`;
    const one = (mark: string) => [{ labels: { alertname: mark, severity: "critical" }, annotations: { summary: mark } }];
    const times = await handOver(sink, { name: "theirs", count: handOvers, everyMs, send: (mark) => send(url, {}, one(mark)) });
    return measuredOf(await flood({ url, body: prometheusBody }, floodSeconds), times);
  } finally {
    await alertmanager.stop();
    await sink.close();
  }
}

/** Ours, prepared: one person whose only way is the sink, and two sources, one with a raised quota. */
export type Ours = { readonly server: Installation; readonly sink: Sink; readonly raised: Source; readonly usual: Source; readonly coldMs: number };

/** A fresh installation; webhooks may reach this machine. */
export async function prepareOurs(): Promise<Ours> {
  const sink = await startSink();
  const server = await install({ WEBHOOK_ALLOW: "127.0.0.1/32", LOG_LEVEL: "warn" });
  const coldMs = await server.start();
  const admin = await setUp(server);
  await onlyWebhook(admin, sink);
  const { area } = await office(admin, [admin]);
  const usual = await addDeclaring(admin, area);
  const raised = await addDeclaring(admin, area);
  await admin.patch(`/sources/${raised.id}`, { version: raised.version, perMinute: 100_000, burst: 100_000 });
  return { server, sink, raised, usual, coldMs };
}

async function onlyWebhook(admin: Person, sink: Sink): Promise<void> {
  await admin.post("/people/me/methods", { channel: "webhook", address: sink.url, vouched: true });
}

function addDeclaring(admin: Caller, area: string): Promise<Source> {
  const settings = { area, declare: "incident", severity: { map: { critical: 1 } } };
  return admin.post<Source>("/sources", { kind: "alertmanager", title: "Bench", settings });
}

/** Ours: every alert of the second part is an incident of its own that pages a person at the sink. */
export async function measureOurs({ server, sink, raised, usual }: Ours, size: Size): Promise<Measured & { readonly usual: Flooded }> {
  const url = `${server.url}/api/v1/alerts/alertmanager`;
  const headers = { authorization: `Bearer ${raised.key}` };
  const one = (mark: string, n: number) => {
    const body = payload(`{}:{alertname="${mark}"}`, n);
    return { ...body, alerts: body.alerts.map((alert) => ({ ...alert, annotations: { summary: mark } })) };
  };
  const times = await handOver(sink, { name: "ours", count: size.handOvers, everyMs: size.everyMs, send: (mark, n) => send(url, headers, one(mark, n)) });
  const accepted = await flood({ url, headers, body: webhookBody }, size.floodSeconds);
  await caughtUp(sink, (mark) => send(url, headers, one(mark, 0)));
  const limited = await flood({ url, headers: { authorization: `Bearer ${usual.key}` }, body: webhookBody }, size.floodSeconds);
  return { ...measuredOf(accepted, times), usual: limited };
}

/** A last alert goes behind all that were accepted: when it arrives, they are counted. */
async function caughtUp(sink: Sink, last: (mark: string) => Promise<void>): Promise<void> {
  const mark = "mark-last-0-";
  await last(mark);
  await until("the flood is worked off", () => sink.heard.has(mark), 300_000, 20);
}
