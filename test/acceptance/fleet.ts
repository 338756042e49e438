/** A whole organisation on three nodes, whose people are reached by webhooks of a receiver that notes what came when and can be slow or silent. */
import { type Cluster, makeCluster } from "../cluster.ts";
import { loopbackServer } from "../fakes/http-server.ts";
import type { Caller } from "./api.ts";
import { addSource, invite, office, type Person, type Source, setUp } from "./crew.ts";
import { type Stream, startStream } from "./stream.ts";

/** One message as it arrived: its idempotency key, the path it came to, and when, in milliseconds that only grow. */
export type Arrival = { readonly id: string; readonly path: string; readonly at: number };

/** The receiver. `delayMs` is how long it takes to say yes; while it `hangs` at a path it says nothing there. */
export type Receiver = {
  readonly url: string;
  readonly arrivals: readonly Arrival[];
  readonly state: { delayMs: number; hangs: (path: string) => boolean };
  /** The pages among them. */
  readonly pages: () => readonly Arrival[];
  readonly close: () => Promise<void>;
};

/** Starts it. */
export async function startReceiver(): Promise<Receiver> {
  const arrivals: (Arrival & { readonly page: boolean })[] = [];
  const state: Receiver["state"] = { delayMs: 0, hangs: () => false };
  const server = await loopbackServer((request, response) => {
    const page = request.body.startsWith('{"type":"message.page');
    arrivals.push({ id: String(request.headers["webhook-id"]), path: request.path, at: performance.now(), page });
    if (state.hangs(request.path)) return;
    setTimeout(() => response.writeHead(200).end(), state.delayMs);
  });
  return { url: server.url, arrivals, state, pages: () => arrivals.filter(({ page }) => page), close: server.close };
}

/** Who and what is there: ana, ben and cleo, each with one way. */
export type Fleet = {
  readonly cluster: Cluster;
  readonly receiver: Receiver;
  readonly people: readonly Person[];
  readonly admin: Person;
  readonly area: string;
  /** Adds a way to a person; resolves with its id. */
  readonly addWay: (person: Person, path: string) => Promise<string>;
  readonly remove: () => Promise<void>;
};

/** Starts everything; people are limited by nothing, so that what is counted is what was sent. */
export async function openFleet(settings: Readonly<Record<string, string>> = {}): Promise<Fleet> {
  const receiver = await startReceiver();
  const cluster = await makeCluster({ WEBHOOK_ALLOW: "127.0.0.1/32", LOG_LEVEL: "warn", ...settings });
  await cluster.http.start();
  const admin = await setUp(cluster.http);
  await Promise.all([cluster.worker.start(), cluster.both.start()]);
  const people = [admin, await invite(admin, "Demo Ben", null), await invite(admin, "Demo Cleo", null)];
  const addWay = async (person: Person, path: string) => {
    const asked = { channel: "webhook", address: `${receiver.url}${path}`, vouched: true };
    return (await admin.post<{ method: { id: string } }>(`/people/${person.id}/methods`, asked)).method.id;
  };
  for (const [index, person] of people.entries()) await addWay(person, `/${"abc"[index]}`);
  const { version } = await admin.get<{ version: number }>("/limits");
  await admin.ask("PUT", "/api/v1/limits", { version, overrides: { person: { most: 10_000, perSeconds: 60 } } });
  const { area } = await office(admin, people);
  const remove = async () => {
    await cluster.remove();
    await receiver.close();
  };
  return { cluster, receiver, people, admin, area, addWay, remove };
}

/** A source that may send as much as it likes and opens as many incidents as there are groups. */
export async function generousSource({ admin, area }: Pick<Fleet, "admin" | "area">): Promise<Source> {
  const source = await addSource(admin, "alertmanager", area);
  await admin.patch(`/sources/${source.id}`, { version: source.version, perMinute: 100_000, burst: 100_000 });
  return source;
}

/** A stream of alerts in groups of their own names to one node. */
export function streamTo(
  url: string,
  source: Source,
  { groups, senders, name }: { readonly groups: number; readonly senders: number; readonly name: string },
): Stream {
  const names = Array.from({ length: groups }, (_, index) => `{}:{alertname="${name}${index}"}`);
  return startStream({ url: `${url}/api/v1/alerts/alertmanager`, key: source.key, groups: names, senders });
}

/** Declares an incident that pages the three. */
export const declare = (caller: Caller, area: string, title = "Checkout is down") => caller.does("", "declare", { title, severity: 1, area });

/** How often each id came, of those that came more than once. */
export function repeated(arrivals: readonly Arrival[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { id } of arrivals) counts.set(id, (counts.get(id) ?? 0) + 1);
  return new Map([...counts].filter(([, count]) => count > 1));
}

/** What the database says of accepted alerts: how many were counted, how many keys came, and whether any group is open twice or leads nowhere. */
export async function counted({ pool }: Cluster, sources: readonly Source[]) {
  const ids = sources.map(({ id }) => id);
  const { rows } = await pool.query<{ counted: number; keys: number; waiting: number; groups: number; twice: number; nowhere: number }>(
    `select (select coalesce(sum(count), 0)::int from signal_group where source = any ($1)) as counted,
      (select count(*)::int from arrival_key where source = any ($1)) as keys,
      (select count(*)::int from signal where source = any ($1) and routed_at is null) as waiting,
      (select count(distinct (source, group_key))::int from signal_group where source = any ($1)) as groups,
      (select count(*)::int from (select from signal_group where source = any ($1) and closed is null group by source, group_key having count(*) > 1) as twice) as twice,
      (select count(*)::int from signal_group g where source = any ($1) and not exists (select from stream s where s.id = g.incident)) as nowhere`,
    [ids],
  );
  return rows[0]!;
}

/** Messages that have not come to an end, but for what waits for somebody's morning. */
export async function unsent({ pool }: Cluster): Promise<number> {
  const { rows } = await pool.query<{ n: number }>("select count(*)::int as n from job where due_at is not null and person is not null and state <> 'held'");
  return rows[0]!.n;
}
