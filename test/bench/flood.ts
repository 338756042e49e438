/** Many connections that each send one request after another: the same load for whoever is measured. */
import autocannon, { type Request } from "autocannon";
import { payload } from "../acceptance/stream.ts";

/** What came of a flood: yeses a second, other answers, and the time of an answer in milliseconds. */
export type Flooded = { readonly perSecond: number; readonly others: number; readonly p50: number; readonly p99: number };

/** Where to send, and the n-th body. */
export type Aim = { readonly url: string; readonly headers?: Readonly<Record<string, string>>; readonly body: (n: number) => unknown };

export const connections = 32;

/** Sends for so many seconds. */
export async function flood({ url, headers = {}, body }: Aim, seconds: number): Promise<Flooded> {
  let n = 0;
  const setupRequest = (request: Request) => {
    n += 1;
    return { ...request, body: JSON.stringify(body(n)) };
  };
  const json = { "content-type": "application/json", ...headers };
  const result = await autocannon({ url, connections, duration: seconds, method: "POST", headers: json, requests: [{ setupRequest }] });
  const { latency } = result;
  return { perSecond: result["2xx"] / result.duration, others: result.non2xx + result.errors, p50: latency.p50, p99: latency.p99 };
}

/** A flood comes in so many groups: one incident each at ours, one notification for each alert at Alertmanager (`group_by: ['...']`). */
const groups = 20;

/** One alert in Alertmanager's webhook payload. */
export const webhookBody = (n: number) => payload(`{}:{alertname="Flood${n % groups}"}`, n);

/** The same alert as Prometheus posts it to Alertmanager. */
export const prometheusBody = (n: number) => [
  { labels: { alertname: `Flood${n % groups}`, instance: `host-${n}`, severity: "critical" }, annotations: { summary: `Flood${n % groups} is firing` } },
];
