/** What operators watch: one registry per process, with the names the alert rules use. No label holds a person, an address or a title. */
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";

/** The metrics, and their text for Prometheus. */
export type Metrics = ReturnType<typeof metrics>;

const seconds = [0.005, 0.025, 0.1, 0.25, 0.5, 1, 2, 5, 15, 60, 300];

/** A new registry; `process` adds the figures of the process itself (once per process). */
export function metrics(options: { readonly process: boolean }) {
  const registry = new Registry();
  const registers = [registry];
  if (options.process) collectDefaultMetrics({ register: registry });
  const gauge = (name: string, help: string, labelNames: string[] = []) => new Gauge({ name, help, labelNames, registers });
  return {
    text: () => registry.metrics(),
    contentType: registry.contentType,
    pageDueLagSeconds: new Histogram({
      name: "page_due_lag_seconds",
      help: "From a page's due instant to the first byte of its attempt",
      buckets: seconds,
      registers,
    }),
    pageAttempts: new Counter({ name: "page_attempt_total", help: "Attempts", labelNames: ["channel", "outcome"], registers }),
    pagesUnknown: gauge("pages_unknown", "Messages whose outcome is not known yet"),
    incidentsWithoutWakeup: gauge("incidents_without_wakeup", "Open incidents whose wake-up is missing or long overdue; must be 0"),
    engineCycleAgeSeconds: gauge("engine_cycle_age_seconds", "Since the engine last looked for what is due"),
    ingestAckSeconds: new Histogram({ name: "ingest_ack_seconds", help: "From a signal's first byte to its acceptance", buckets: seconds, registers }),
    spoolBytes: gauge("spool_bytes", "Signals waiting on this node's disk"),
    providerCircuitState: gauge("provider_circuit_state", "0 closed, 1 open", ["channel"]),
    sseClients: gauge("sse_clients", "Open live feeds"),
    dbPoolWaitSeconds: new Histogram({ name: "db_pool_wait_seconds", help: "Waiting for a database connection", buckets: seconds, registers }),
    auditChainOk: gauge("audit_chain_ok", "1 while the audit log verifies"),
    backupAgeSeconds: gauge("backup_age_seconds", "Since the last good backup"),
    deadmanSentAgeSeconds: gauge("deadman_sent_age_seconds", "Since the last heartbeat that left"),
    httpSeconds: new Histogram({
      name: "http_request_seconds",
      help: "Requests by declared route",
      labelNames: ["method", "route", "status"],
      buckets: [0.005, 0.05, 0.25, 1, 5],
      registers,
    }),
  };
}
