/** S1: what an outsider's reads take with a secret and without, and of a secret beside what never was: medians of one run, asked turn by turn. */
import { type Caller, callerOf } from "../acceptance/api.ts";
import { invite, type Person, setUp } from "../acceptance/crew.ts";
import { install } from "../server.ts";
import type { Line } from "./table.ts";

/** As many as S1 asks for. */
const samples = 200;

async function msOf(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

type Read = { readonly who: Caller; readonly path: string };

/** The median of each read, the reads taking turns so that whatever else goes on meets all of them. */
async function medians(reads: readonly Read[]): Promise<readonly number[]> {
  const taken = reads.map(() => [] as number[]);
  for (let turn = 0; turn < samples; turn++)
    for (const [index, { who, path }] of reads.entries()) taken[index]!.push(await msOf(() => who.ask("GET", `/api/v1${path}`)));
  return taken.map(median);
}

/** A token of its own for each part: what one may ask in a minute is limited. */
async function outsider(url: string, eve: Person): Promise<Caller> {
  const { token } = await eve.post<{ token: string }>("/tokens", { name: "bench", scopes: ["read"] });
  const caller = callerOf(url, token);
  for (let warm = 0; warm < 20; warm++) await caller.get("/board");
  return caller;
}

const unlike = (id: string) => id.replace(/[0-9a-f]/g, (digit) => (Number.parseInt(digit, 16) ^ 1).toString(16));

/** A server with one open incident, and one secret beside it or none; Eve has no part in either. */
async function world(kept: boolean) {
  const server = await install({ LOG_LEVEL: "warn" });
  await server.start();
  const ana = await setUp(server);
  const eve = await invite(ana, "Demo Eve", null);
  await ana.does("", "declare", { title: "Checkout is down", severity: 2 });
  const secret = kept ? await ana.does("", "declare", { title: "Customer data stand on a page of strangers", severity: 1, security: true }) : null;
  return { id: secret?.id ?? "", who: () => outsider(server.url, eve), remove: server.remove };
}

/** Runs it on two installations of its own, one with a secret and one without. */
export async function secrets(): Promise<readonly Line[]> {
  const [kept, none] = [await world(true), await world(false)];
  try {
    const aim = "1 ×, within 2 ms";
    const lines: Line[] = [];
    for (const path of ["/board", "/incidents"]) {
      const [value = 0, without = 0] = await medians([
        { who: await kept.who(), path },
        { who: await none.who(), path },
      ]);
      lines.push({ what: `${path} with a secret, median for an outsider`, value, unit: "ms", of: { what: "without", value: without }, aim });
    }
    const who = await kept.who();
    const room = (id: string) => ({ who, path: `/incidents/${id}/room` });
    const [value = 0, never = 0] = await medians([room(kept.id), room(unlike(kept.id))]);
    return [...lines, { what: "the room of a secret, median for an outsider", value, unit: "ms", of: { what: "what never was", value: never }, aim }];
  } finally {
    await kept.remove();
    await none.remove();
  }
}
