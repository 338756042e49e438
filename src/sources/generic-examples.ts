/** Examples of the generic source: run as tests and printed into the reference. */
import { stableHash } from "./bounded.ts";
import type { Source } from "./source.ts";

/** Payloads of the generic source and what they come to. */
export const examples: Source["examples"] = [
  {
    title: "One alert with everything",
    payload: {
      group: "checkout",
      fingerprint: "checkout/latency",
      status: "firing",
      title: "Checkout answers in 9 s",
      text: "Nine of ten carts are lost.",
      severity: "critical",
      labels: { region: "eu", shard: 3 },
      links: ["https://graphs.example.test/latency", { href: "https://runbooks.example.test/checkout", text: "Runbook" }],
      startsAt: "2026-03-01T10:30:00+01:00",
    },
    signals: [
      {
        group: "checkout",
        fingerprint: "checkout/latency",
        status: "firing",
        title: "Checkout answers in 9 s",
        text: "Nine of ten carts are lost.",
        labels: { severity: "critical", region: "eu", shard: "3" },
        links: [
          { href: "https://graphs.example.test/latency", text: "Link" },
          { href: "https://runbooks.example.test/checkout", text: "Runbook" },
        ],
        startsAt: "2026-03-01T09:30:00.000Z",
      },
    ],
  },
  {
    title: "A flat record, as a form or a query sends it",
    payload: { summary: "Disk full", key: "disk/db-1", state: "ok", "labels.team": "storage", host: "db-1" },
    signals: [{ group: "disk/db-1", fingerprint: "disk/db-1", status: "resolved", title: "Disk full", labels: { team: "storage", host: "db-1" } }],
  },
  {
    title: "Only a message: its first line is the title, and a hash of it the key",
    payload: [{ message: "Backup failed\nExit code 2" }],
    signals: [
      {
        group: stableHash("Backup failed"),
        fingerprint: stableHash("Backup failed"),
        status: "firing",
        title: "Backup failed",
        text: "Backup failed\nExit code 2",
      },
    ],
  },
  {
    title: "A status nobody knows",
    payload: [{ title: "Disk full" }, { title: "Disk full", status: "maybe" }],
    signals: { unreadable: "status must be firing, acknowledged or resolved (or alerting, trigger, ok, resolve).", pointer: "/1/status" },
  },
  {
    title: "Nothing to read",
    payload: { severity: "critical" },
    signals: { unreadable: "title (or summary) is missing: it is what people read first.", pointer: "/title" },
  },
];
