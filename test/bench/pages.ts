/** Lateness of pages: 500 due in one second while the provider takes 200 ms, with one node at work and with three; the same number of bare requests is the floor. */
import { type Fleet, openFleet } from "../acceptance/fleet.ts";
import { until } from "../until.ts";
import { quantile } from "./sink.ts";
import type { Line } from "./table.ts";

const pages = 500;
const providerMs = 200;

/** Puts messages into the queue that are all due at one instant soon, and resolves with how late each arrived, in milliseconds, sorted. */
async function lateness({ cluster, receiver, people }: Fleet, run: string): Promise<readonly number[]> {
  receiver.state.delayMs = providerMs;
  const { rows } = await cluster.pool.query<{ in_ms: number }>(
    `with due as (select date_trunc('second', clock_timestamp()) + interval '3 seconds' as at), queued as (
      insert into job (id, stream, effect_key, effect, lane, person, state, queued_at, not_before, due_at)
      select $1 || n, null, 'bench/' || $1 || n, jsonb_build_object('key', 'bench/' || $1 || n, 'to', jsonb_build_object('person', $3::text), 'template', 'test-message',
        'urgency', 'page', 'params', '{}'::jsonb, 'cites', '[]'::jsonb, 'always', true)::json, 0, $3, 'queued', clock_timestamp(), at, at
      from generate_series(1, $2::int) n, due)
    select extract(epoch from at - clock_timestamp()) * 1000 as in_ms from due`,
    [`${run}-`, pages, people[0]!.id],
  );
  const due = performance.now() + Number(rows[0]!.in_ms);
  const came = () => new Map(receiver.arrivals.filter(({ id }) => id.startsWith(`${run}-`)).map(({ id, at }) => [id, at]));
  await until(`${pages} pages of ${run} arrive`, () => came().size === pages, 120_000, 50);
  return [...came().values()].map((at) => at - due).sort((a, b) => a - b);
}

/** The same requests sent by nobody but a loop with as many at once as three nodes' pools have. */
async function floor({ receiver }: Fleet): Promise<readonly number[]> {
  const began = performance.now();
  let next = 0;
  const times: number[] = [];
  const sender = async () => {
    while (next < pages) {
      next += 1;
      times.push(performance.now() - began);
      await fetch(`${receiver.url}/a`, { method: "POST", body: "{}" }).then((response) => response.arrayBuffer());
    }
  };
  await Promise.all(Array.from({ length: 120 }, sender));
  return times.sort((a, b) => a - b);
}

const lines = (what: string, times: readonly number[], base: readonly number[]): readonly Line[] =>
  ([0.5, 0.99, 1] as const).map((part) => ({
    what: `${what}, ${part === 1 ? "the last" : `p${part * 100}`}`,
    value: quantile(times, part),
    unit: "ms",
    of: { what: "bare requests", value: quantile(base, part) },
    ...(part === 1 ? { aim: "≤ 10,000 ms" } : {}),
  }));

/** Three nodes first, then the worker alone. */
export async function pageLateness(): Promise<readonly Line[]> {
  const fleet = await openFleet();
  try {
    fleet.receiver.state.delayMs = providerMs;
    const base = await floor(fleet);
    const three = await lateness(fleet, "three");
    await fleet.cluster.both.stop();
    const one = await lateness(fleet, "one");
    return [...lines("500 pages due at once, one node", one, base), ...lines("500 pages due at once, two working nodes of three", three, base)];
  } finally {
    await fleet.remove();
  }
}
