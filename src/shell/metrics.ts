/** What operators watch: one registry per process, with the names the alert rules use. No label holds a person, an address or a title. */
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { Circuit } from "./deliver/breakers.ts";

/** What is asked for at every scrape: messages in doubt, streams whose wake is long overdue, how long ago the engine looked, and the circuits of providers. */
export type Watched = { readonly unknown: number; readonly overdue: number; readonly engineAgeMs: number; readonly circuits: ReadonlyMap<string, Circuit> };

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

/** A new registry; `process` adds the figures of the process itself (once per process). */
export function metrics(options: { readonly process: boolean }) {
  const registry = new Registry();
  if (options.process) collectDefaultMetrics({ register: registry });
  const watched: { read: () => Promise<Watched> } = { read: async () => ({ unknown: 0, overdue: 0, engineAgeMs: 0, circuits: new Map() }) };
  const all = figures([registry]);
  return {
    ...all,
    contentType: registry.contentType,
    /** Names who is asked, at every scrape, for what only the store and the loops know. */
    watch: (read: () => Promise<Watched>) => {
      watched.read = read;
    },
    /** Everything as Prometheus reads it. */
    text: async () => {
      const { unknown, overdue, engineAgeMs, circuits } = await watched.read();
      all.pagesUnknown.set(unknown);
      all.incidentsWithoutWakeup.set(overdue);
      all.engineCycleAgeSeconds.set(engineAgeMs / 1_000);
      for (const [channel, circuit] of circuits) all.providerCircuit.set({ channel }, circuitNumber[circuit]);
      return registry.metrics();
    },
  };
}
