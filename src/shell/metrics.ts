/** What operators watch: one registry per process, with the names the alert rules use. No label holds a person, an address or a title. */
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import { epochMs } from "../core/kernel/time.ts";
import type { Circuit } from "./deliver/breakers.ts";
import type { WatchFigures } from "./watch/watch.ts";

/**
 * What is asked for at every scrape: messages in doubt, streams whose wake is long overdue, how long ago the engine looked, the circuits of providers, who
 * waits for a connection to the database (by pool), when the last backup was made, and how we watch ourselves.
 */
export type Watched = {
  readonly unknown: number;
  readonly overdue: number;
  readonly engineAgeMs: number;
  readonly circuits: ReadonlyMap<string, Circuit>;
  readonly waiting: Readonly<Record<string, number>>;
  readonly backupAgeSeconds: number | null;
  readonly watch: WatchFigures | null;
};

/** The metrics, and their text for Prometheus. */
export type Metrics = ReturnType<typeof metrics>;

const seconds = [0.005, 0.025, 0.1, 0.25, 0.5, 1, 2, 5, 15, 60, 300];

const circuitNumber: { readonly [C in Circuit]: number } = { closed: 0, half: 1, open: 2 };

/** The figures themselves. */
function figures(registers: Registry[]) {
  const gauge = (name: string, help: string) => new Gauge({ name, help, registers });
  return {
    pageDueLagSeconds: new Histogram({
      name: "page_due_lag_seconds",
      help: "From a page's due instant to the first byte of its attempt",
      buckets: seconds,
      registers,
    }),
    pageAttempts: new Counter({ name: "page_attempt_total", help: "Attempts", labelNames: ["channel", "outcome"], registers }),
    limitsReached: new Counter({ name: "limit_reached_total", help: "Messages that a limit or a pause held back", labelNames: ["channel"], registers }),
    providerCircuit: new Gauge({
      name: "provider_circuit_state",
      help: "0 closed, 1 half-open, 2 open: its messages go by other methods",
      labelNames: ["channel"],
      registers,
    }),
    pagesUnknown: gauge("pages_unknown", "Messages whose outcome is not known yet"),
    incidentsWithoutWakeup: gauge("incidents_without_wakeup", "Open incidents whose wake-up is missing or long overdue; must be 0"),
    engineCycleAgeSeconds: gauge("engine_cycle_age_seconds", "Since the engine last looked for what is due"),
    sseClients: gauge("sse_clients", "Open live feeds"),
    httpSeconds: new Histogram({
      name: "http_request_seconds",
      help: "Requests by declared route",
      labelNames: ["method", "route", "status"],
      buckets: [0.005, 0.05, 0.25, 1, 5],
      registers,
    }),
  };
}

const nothing: Watched = { unknown: 0, overdue: 0, engineAgeMs: 0, circuits: new Map(), waiting: {}, backupAgeSeconds: null, watch: null };

/** What the figures of the process say of its longest stretch, under the name that our rules use. */
async function lagOf(registry: Registry): Promise<number | undefined> {
  const found = await registry.getSingleMetric("nodejs_eventloop_lag_max_seconds")?.get();
  return found?.values[0]?.value;
}

/** The figures of watching ourselves. What nobody knows yet is NaN: no rule takes it for good or bad. */
function tellWatch(all: ReturnType<typeof watchFigures>, { now, syntheticPage, syntheticPageAgeSeconds, heartbeats, auditChainOk }: WatchFigures): void {
  all.syntheticPageAge.set(syntheticPageAgeSeconds ?? Number.NaN);
  all.syntheticPageSeconds.set(syntheticPage?.seconds ?? Number.NaN);
  all.auditChainOk.set(auditChainOk === null ? Number.NaN : Number(auditChainOk));
  for (const { host, sentAt } of heartbeats) {
    const age = sentAt === null ? Number.POSITIVE_INFINITY : (epochMs(now) - epochMs(sentAt)) / 1_000;
    all.deadmanSentAge.set({ receiver: host }, age);
  }
}

/** How we watch ourselves, and what carries the work. */
function watchFigures(registers: Registry[]) {
  const gauge = (name: string, help: string) => new Gauge({ name, help, registers });
  return {
    syntheticPageAge: gauge("synthetic_page_age_seconds", "Since a synthetic page last came back the whole way"),
    syntheticPageSeconds: gauge("synthetic_page_seconds", "How long the last synthetic page took from alert to answer"),
    deadmanSentAge: new Gauge({
      name: "deadman_sent_age_seconds",
      help: "Since a receiver outside last heard that all is well",
      labelNames: ["receiver"],
      registers,
    }),
    auditRepairs: new Counter({ name: "audit_repairs_total", help: "Streams that the auditor woke, as nothing else would have", registers }),
    auditChainOk: gauge("audit_chain_ok", "1 while the audit log's chain is whole, 0 where it is broken; looked at once an hour"),
    backupAge: gauge("backup_age_seconds", "Since the last backup was made"),
    poolWaiting: new Gauge({ name: "db_pool_waiting", help: "Who waits for a connection to the database", labelNames: ["pool"], registers }),
    eventLoopLag: gauge("event_loop_lag_seconds", "The longest the process was busy at a stretch, between the two looks before this one"),
    ingestAckSeconds: new Histogram({
      name: "ingest_ack_seconds",
      help: "From an alert's request to its answer, when it is on disk",
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5],
      registers,
    }),
  };
}

/** A new registry; `process` adds the figures of the process itself (once per process). */
export function metrics(options: { readonly process: boolean }) {
  const registry = new Registry();
  if (options.process) collectDefaultMetrics({ register: registry });
  const watched: { read: () => Promise<Watched> } = { read: async () => nothing };
  const all = { ...figures([registry]), ...watchFigures([registry]) };
  for (const unknown of [all.syntheticPageAge, all.syntheticPageSeconds, all.auditChainOk, all.backupAge]) unknown.set(Number.NaN);
  return {
    ...all,
    contentType: registry.contentType,
    /** Names who is asked, at every scrape, for what only the store and the loops know. */
    watch: (read: () => Promise<Watched>) => {
      watched.read = read;
    },
    /** Everything as Prometheus reads it. */
    text: async () => {
      const { unknown, overdue, engineAgeMs, circuits, waiting, backupAgeSeconds, watch } = await watched.read();
      all.pagesUnknown.set(unknown);
      all.incidentsWithoutWakeup.set(overdue + (watch?.found.asleep ?? 0));
      for (const [pool, count] of Object.entries(waiting)) all.poolWaiting.set({ pool }, count);
      all.backupAge.set(backupAgeSeconds ?? Number.NaN);
      all.eventLoopLag.set((await lagOf(registry)) ?? 0);
      if (watch) tellWatch(all, watch);
      all.engineCycleAgeSeconds.set(engineAgeMs / 1_000);
      for (const [channel, circuit] of circuits) all.providerCircuit.set({ channel }, circuitNumber[circuit]);
      return registry.metrics();
    },
  };
}
