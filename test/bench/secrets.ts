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

/** The median of each read, the reads taking turns so that whatever else goes on meets all of them. */
async function medians(who: Caller, paths: readonly string[]): Promise<readonly number[]> {
  const taken = paths.map(() => [] as number[]);
  for (let turn = 0; turn < samples; turn++)
    for (const [index, path] of paths.entries()) taken[index]!.push(await msOf(() => who.ask("GET", `/api/v1${path}`)));
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

/** Runs it on an installation of its own. */
export async function secrets(): Promise<readonly Line[]> {
  const server = await install({ LOG_LEVEL: "warn" });
  try {
    await server.start();
    const ana = await setUp(server);
    const eve = await invite(ana, "Demo Eve", null);
    await ana.does("", "declare", { title: "Checkout is down", severity: 2 });
    const lists = ["/board", "/incidents"];
    const without = await medians(await outsider(server.url, eve), lists);
    const { id } = await ana.does("", "declare", { title: "Customer data stand on a page of strangers", severity: 1, security: true });
    const kept = await medians(await outsider(server.url, eve), lists);
    const [never = 0, hidden = 0] = await medians(await outsider(server.url, eve), [`/incidents/${unlike(id)}/room`, `/incidents/${id}/room`]);
    const aim = "1 ×, within 2 ms";
    return [
      ...lists.map(
        (path, index): Line => ({
          what: `${path}, median, with a secret`,
          value: kept[index]!,
          unit: "ms",
          of: { what: "without", value: without[index]! },
          aim,
        }),
      ),
      { what: "the room of a secret, median, for an outsider", value: hidden, unit: "ms", of: { what: "what never was", value: never }, aim },
    ];
  } finally {
    await server.remove();
  }
}
