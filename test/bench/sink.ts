/** A webhook receiver that says yes at once and notes when it first heard of each marked alert. */
import { loopbackServer } from "../fakes/http-server.ts";
import { until } from "../until.ts";

/** A mark in an alert that both systems carry through to the receiver. */
export const markOf = (run: string, n: number) => `mark-${run}-${n}-`;

export async function startSink() {
  const heard = new Map<string, number>();
  const state = { requests: 0 };
  const server = await loopbackServer((request, response) => {
    state.requests += 1;
    const now = performance.now();
    for (const [mark] of request.body.matchAll(/mark-\w+-\d+-/g)) if (!heard.has(mark)) heard.set(mark, now);
    response.writeHead(200).end();
  });
  return { url: `${server.url}/sink`, state, heard, close: server.close };
}

/** Sends one marked alert after another, and measures from the yes until the sink hears of it: milliseconds, sorted. */
export async function handOver(
  sink: Awaited<ReturnType<typeof startSink>>,
  run: { readonly name: string; readonly count: number; readonly everyMs: number; readonly send: (mark: string, n: number) => Promise<void> },
): Promise<readonly number[]> {
  const accepted = new Map<string, number>();
  const began = performance.now();
  for (let n = 0; n < run.count; n += 1) {
    await until("its turn", () => performance.now() >= began + n * run.everyMs, 600_000, 1);
    const mark = markOf(run.name, n);
    await run.send(mark, n);
    accepted.set(mark, performance.now());
  }
  await until(`the sink has heard of all of ${run.name}`, () => [...accepted.keys()].every((mark) => sink.heard.has(mark)), 120_000, 20);
  return [...accepted].map(([mark, at]) => sink.heard.get(mark)! - at).sort((a, b) => a - b);
}

/** The value that so much of the sorted values do not pass. */
export function quantile(sorted: readonly number[], part: number): number {
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * part) - 1)] ?? Number.NaN;
}
