/** An engine room over a database of its own, with its loops at work, and a way out that ends in a list: to watch it watching itself. */
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";
import type { HttpReply, HttpRequest } from "../../src/channels/wire.ts";
import { type EngineRoom, openEngineRoom } from "../../src/shell/engine-room.ts";
import { here } from "../../src/shell/world.ts";
import { openKeyring } from "../../src/store/access/secrets.ts";
import { inTransaction } from "../../src/store/directory/change.ts";
import { addPerson } from "../../src/store/directory/people.ts";
import { addSource } from "../../src/store/directory/sources.ts";
import { type FreshDatabase, freshDatabase } from "../postgres.ts";

/** A running installation. */
export type Watching = {
  readonly room: EngineRoom;
  readonly fresh: FreshDatabase;
  /** What left, in its order. */
  readonly asked: HttpRequest[];
  readonly failures: string[];
  readonly repaired: string[];
  readonly stop: () => Promise<void>;
};

/** What may be set. */
export type WatchingOptions = {
  readonly heartbeatUrls?: readonly string[];
  readonly fresh?: FreshDatabase;
  readonly node?: string;
  readonly works?: boolean;
  /** Answers what leaves; 200 unless it says otherwise. */
  readonly http?: (request: HttpRequest) => Promise<HttpReply>;
};

const by = { actor: "system", ip: null, node: "test" } as const;
export const packsFolder = fileURLToPath(new URL("../../packs", import.meta.url));

/** Opens one; it ends with the test. */
export async function watching(options: WatchingOptions = {}): Promise<Watching> {
  const fresh = options.fresh ?? (await freshDatabase());
  const asked: HttpRequest[] = [];
  const [failures, repaired]: [string[], string[]] = [[], []];
  const http = async (request: HttpRequest) => {
    asked.push(request);
    return (await options.http?.(request)) ?? { status: 200, headers: {}, body: "" };
  };
  const key = `${process.env.TMPDIR ?? "/tmp"}/quarterdeck-watching-${crypto.randomUUID()}`;
  const room = await openEngineRoom({
    pool: fresh.pool,
    intake: fresh.pool,
    house: fresh.pool,
    keeping: {} as never,
    keys: await openKeyring(key, (bytes) => Buffer.from(here.random(bytes)), true),
    world: { ...here, http, mail: async () => "" },
    channels: [],
    settings: () => ({}),
    packsFolder,
    publicUrl: "https://quarterdeck.example.test",
    node: options.node ?? "one",
    version: "test",
    rehearsal: false,
    heartbeatUrls: options.heartbeatUrls ?? [],
    works: options.works ?? true,
    log: {
      attempt: () => undefined,
      alarm: (stream, reason) => void failures.push(`${stream} ${reason}`),
      repaired: (stream) => void repaired.push(stream),
      failed: (loop, error) => void failures.push(`${loop} ${String(error)}`),
    },
  } as Parameters<typeof openEngineRoom>[0]);
  let stopped: Promise<void> | null = null;
  const stop = () => (stopped ??= room.stop(1_000));
  onTestFinished(async () => {
    await stop();
    if (!options.fresh) await fresh.drop();
  });
  return { room, fresh, asked, failures, repaired, stop };
}

/** An organisation whose working day never ends. */
export async function organisation(at: Watching): Promise<void> {
  const working = JSON.stringify(Object.fromEntries([1, 2, 3, 4, 5, 6, 7].map((day) => [day, ["00:00", "23:59"]])));
  await at.fresh.pool.query(
    `insert into organisation (name, zone, working, quiet, default_process) values ('Demo Works', 'UTC', $1, '["00:00", "00:00"]', 'sitrep')`,
    [working],
  );
}

/** A person; an administrator where asked. */
export async function person(at: Watching, name: string, admin = false): Promise<string> {
  const id = here.id();
  await inTransaction(at.room.db, (tx) => addPerson(tx, by, { id, name, email: `${id}@example.test`, admin }));
  return id;
}

/** A source of alerts with these settings. */
export async function source(at: Watching, kind: string, settings: object): Promise<string> {
  const id = here.id();
  await addSource(at.room.db, by, { id, kind, title: `Demo ${kind}`, settings }, { hash: id, prefix: "qs" });
  return id;
}
