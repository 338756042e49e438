/** R18: a thousand alerts a second on one node for as long as is asked: how many are refused, how long an answer takes, and how much the memory grows. */
import autocannon, { type Request } from "autocannon";
import { connections, webhookBody } from "./flood.ts";
import { residentOf } from "./memory.ts";
import { prepareOurs } from "./signals.ts";
import type { Line } from "./table.ts";

const perSecond = 1_000;

/** Runs it on an installation of its own. */
export async function steady(seconds: number): Promise<readonly Line[]> {
  const { server, sink, raised } = await prepareOurs();
  try {
    const before = residentOf(server.pid());
    let n = 0;
    const setupRequest = (request: Request) => {
      n += 1;
      return { ...request, body: JSON.stringify(webhookBody(n)) };
    };
    const result = await autocannon({
      url: `${server.url}/api/v1/alerts/alertmanager`,
      connections,
      duration: seconds,
      overallRate: perSecond,
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${raised.key}` },
      requests: [{ setupRequest }],
    });
    return [
      {
        what: `1,000 alerts/s for ${seconds} s: accepted`,
        value: result["2xx"] / result.duration,
        unit: "/s",
        of: { what: "asked for", value: perSecond },
        aim: "1 ×",
      },
      { what: "  refused or failed", value: result.non2xx + result.errors, unit: "", aim: "0" },
      { what: "  answer, p99", value: result.latency.p99, unit: "ms", aim: "≤ 250 ms" },
      { what: "  memory of the server grew by", value: residentOf(server.pid()) - before, unit: "MB", aim: "< 150 MB" },
    ];
  } finally {
    await server.remove();
    await sink.close();
  }
}
