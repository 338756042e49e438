/** A stream of alerts from senders that, like Alertmanager, try each one until it was accepted, always under the same idempotency key. */
import { setTimeout as sleep } from "node:timers/promises";
import { until } from "../until.ts";

/** Where it goes and how many send at once. */
export type Load = { readonly url: string; readonly key: string; readonly groups: readonly string[]; readonly senders: number };

/** A running stream. */
export type Stream = {
  /** Waits until so many more were accepted. */
  readonly passes: (more: number) => Promise<void>;
  /** Stops after what is under way; resolves with the keys that were accepted, each once. */
  readonly end: () => Promise<readonly string[]>;
  /** The statuses of every answer that was not a yes. */
  readonly refused: () => readonly number[];
};

/** How long a sender waits before it tries the same alert again. */
const againMs = 100;

/** Starts the senders. */
export function startStream(load: Load): Stream {
  const accepted: string[] = [];
  const refused: number[] = [];
  let next = 0;
  let going = true;
  const sender = async () => {
    while (going) {
      const n = next;
      next += 1;
      while (!(await take(load, n, refused))) await sleep(againMs);
      accepted.push(keyOf(n));
    }
  };
  const senders = Promise.all(Array.from({ length: load.senders }, sender));
  return {
    passes: async (more) => {
      const from = accepted.length;
      await until(`${more} more alerts are accepted`, () => accepted.length >= from + more, 120_000);
    },
    end: async () => {
      going = false;
      await senders;
      return [...new Set(accepted)];
    },
    refused: () => refused,
  };
}

function keyOf(n: number): string {
  return `stream-${n}`;
}

/** One try of one alert; false where nobody knows whether it arrived, or it did not. */
async function take({ url, key, groups }: Load, n: number, refused: number[]): Promise<boolean> {
  try {
    const response = await fetch(url, {
      method: "POST",
      signal: AbortSignal.timeout(15_000),
      headers: { authorization: `Bearer ${key}`, "content-type": "application/json", "idempotency-key": keyOf(n) },
      body: JSON.stringify(payload(groups[n % groups.length]!, n)),
    });
    await response.text();
    if (response.status !== 202) refused.push(response.status);
    return response.status === 202;
  } catch {
    // No answer: the same key will tell whether it had arrived.
    return false;
  }
}

/** One alert as Alertmanager's webhook sends it. */
export function payload(groupKey: string, n: number) {
  const labels = { alertname: /alertname="(\w+)"/.exec(groupKey)?.[1] ?? "Direct", instance: `host-${n}`, severity: "critical" };
  return {
    version: "4",
    groupKey,
    status: "firing",
    receiver: "quarterdeck",
    groupLabels: {},
    commonLabels: labels,
    commonAnnotations: {},
    externalURL: "https://alertmanager.example.test",
    alerts: [
      {
        ...{ status: "firing", labels, annotations: { summary: `${labels.alertname} is firing` } },
        ...{ startsAt: "2026-03-02T10:00:00Z", endsAt: "0001-01-01T00:00:00Z", fingerprint: n.toString(16).padStart(16, "0") },
      },
    ],
  };
}
