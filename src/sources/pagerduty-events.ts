/** Alerts in the format of PagerDuty's Events API version 2, so that a sender needs another address and nothing else. */
import { z } from "zod";
import { clean, cut, stableHash, step } from "./bounded.ts";
import { isChangeEvent, readChangeEvent } from "./change-event.ts";
import { firstText, plainText, recordOf, signalLimits, signalOf } from "./signal.ts";
import { type Arrival, type Signal, source, type Unreadable } from "./source.ts";

type Values = Readonly<Record<string, unknown>>;

const statuses = { trigger: "firing", acknowledge: "acknowledged", resolve: "resolved" } as const;
type Action = keyof typeof statuses;
const severities: readonly unknown[] = ["critical", "error", "warning", "info"];
const summaryLimit = 1_024;

function parse(arrival: Arrival): readonly Signal[] | Unreadable {
  if (isChangeEvent(arrival)) {
    const read = readChangeEvent(arrival);
    return "unreadable" in read ? read : [];
  }
  const event = recordOf(arrival.payload);
  if (!event) return { unreadable: "The event must be a JSON object", pointer: "" };
  if (plainText(event.routing_key) === null) return missing("routing_key");
  const action = event.event_action;
  if (action === undefined || action === null || action === "") return missing("event_action");
  if (!isAction(action)) return { unreadable: "'event_action' is invalid (must be one of trigger, acknowledge or resolve)", pointer: "/event_action" };
  const dedupKey = plainText(event.dedup_key);
  if (dedupKey === null && event.dedup_key !== undefined && event.dedup_key !== null && event.dedup_key !== "") {
    return { unreadable: "'dedup_key' is invalid (must be a string)", pointer: "/dedup_key" };
  }
  if (action !== "trigger") return dedupKey === null ? missing("dedup_key") : [signalFrom(event, action, dedupKey)];
  const problem = triggerProblem(event);
  return problem ?? [signalFrom(event, action, dedupKey ?? stableHash([arrival.payload, arrival.receivedAt]))];
}

function isAction(value: unknown): value is Action {
  return typeof value === "string" && Object.hasOwn(statuses, value);
}

function triggerProblem(event: Values): Unreadable | null {
  const payload = recordOf(event.payload);
  if (!payload) return event.payload === undefined ? missing("payload") : { unreadable: "'payload' is invalid (must be an object)", pointer: "/payload" };
  for (const field of ["summary", "source", "severity"]) {
    if (payload[field] !== null && typeof payload[field] === "object")
      return { unreadable: `'payload.${field}' is invalid (must be a string)`, pointer: `/payload/${field}` };
    if (plainText(payload[field]) === null) return missing(`payload.${field}`);
  }
  if (!severities.includes(String(payload.severity).toLowerCase())) {
    return { unreadable: "'payload.severity' is invalid (must be one of critical, warning, error or info)", pointer: "/payload/severity" };
  }
  return linkProblem(event, "links", "href") ?? linkProblem(event, "images", "src");
}

function linkProblem(event: Values, list: "links" | "images", required: "href" | "src"): Unreadable | null {
  const links = event[list] ?? [];
  if (!Array.isArray(links)) return { unreadable: `'${list}' is invalid (must be an array)`, pointer: `/${list}` };
  const wrong = links.findIndex((link) => typeof recordOf(link)?.[required] !== "string");
  return wrong < 0 ? null : { unreadable: `'${list}[${wrong}].${required}' is missing or blank`, pointer: `/${list}${step(wrong)}/${required}` };
}

function missing(field: string): Unreadable {
  return { unreadable: `'${field}' is missing or blank`, pointer: `/${field.replaceAll(".", "/")}` };
}

function signalFrom(event: Values, action: Action, dedupKey: string): Signal {
  const payload = recordOf(event.payload) ?? {};
  const details = recordOf(payload.custom_details) ?? {};
  const summary = cut(clean(firstText(payload.summary) ?? dedupKey), summaryLimit);
  const told = firstText(details.description, details.message, details.firing);
  return signalOf({
    group: dedupKey,
    fingerprint: dedupKey,
    status: statuses[action],
    title: summary,
    text: [[...summary].length > signalLimits.title ? summary : null, told].filter((part) => part !== null).join("\n\n"),
    labels: labelsFrom(event, payload),
    links: linksFrom(event),
    startsAt: payload.timestamp,
  });
}

/** PagerDuty's own fields first: a custom detail of the same name does not replace them. */
function labelsFrom(event: Values, payload: Values): Values {
  const own = {
    severity: plainText(payload.severity)?.toLowerCase(),
    source: payload.source,
    component: payload.component,
    group: payload.group,
    class: payload.class,
    client: event.client,
  };
  const labels = new Map<string, unknown>(Object.entries(own).filter(([, value]) => plainText(value) !== null));
  for (const [name, value] of Object.entries(customDetails(payload.custom_details))) {
    if (!labels.has(name)) labels.set(name, typeof value === "object" && value !== null ? JSON.stringify(value) : value);
  }
  return Object.fromEntries(labels);
}

function customDetails(value: unknown): Values {
  return recordOf(value) ?? (value === undefined || value === null ? {} : { custom_details: value });
}

function linksFrom(event: Values): { href: unknown; text: unknown }[] {
  const links = [{ href: event.client_url, text: firstText(event.client) ?? "Client" }];
  for (const link of records(event.links)) links.push({ href: link.href, text: firstText(link.text) ?? "Link" });
  for (const image of records(event.images)) links.push({ href: firstText(image.href, image.src), text: firstText(image.alt) ?? "Image" });
  return links;
}

function records(value: unknown): readonly Values[] {
  return Array.isArray(value) ? value.map(recordOf).filter((record) => record !== null) : [];
}

/** PagerDuty's Events API v2: one event, one signal; `dedup_key` is its group and its identity. */
export const pagerdutyEvents = source("pagerduty-events", {
  title: "PagerDuty Events API v2",
  howTo: [
    "Point anything that speaks PagerDuty's Events API v2 at `{url}` and use `{key}` as its routing (integration) key. In `alertmanager.yml`:",
    "```yaml\nreceivers:\n  - name: quarterdeck\n    pagerduty_configs:\n      - url: {url}\n        routing_key: {key}\n```",
    "Its change events come in at `/v2/change/enqueue` on the same server, with the same key: they notify nobody, and whoever looks for a cause finds what changed shortly before.",
  ].join("\n\n"),
  settings: z.strictObject({}),
  keyIn: (payload) => plainText(recordOf(payload)?.routing_key),
  parse,
  changes: (arrival) => (isChangeEvent(arrival) ? readChangeEvent(arrival) : []),
  accepted: (arrival, signals) => {
    const body = isChangeEvent(arrival)
      ? { status: "success", message: "Change event processed" }
      : { status: "success", message: "Event processed", dedup_key: signals[0]?.fingerprint ?? "" };
    return { status: 202, body };
  },
  refused: (problem) => ({ status: 400, body: { status: "invalid event", message: "Event object is invalid", errors: [problem.unreadable] } }),
  examples: [
    {
      title: "A trigger with everything",
      payload: {
        routing_key: "0123456789abcdef0123456789abcdef",
        event_action: "trigger",
        dedup_key: "checkout/latency",
        client: "Demo Monitor",
        client_url: "https://monitor.example.test/checkout",
        links: [{ href: "https://graphs.example.test/latency", text: "Latency" }],
        images: [{ src: "https://graphs.example.test/latency.png", alt: "Last hour" }],
        payload: {
          summary: "Checkout answers in 9 s",
          source: "checkout-1.example.test",
          severity: "critical",
          timestamp: "2026-03-01T10:30:00.000+0100",
          component: "checkout",
          custom_details: { description: "Nine of ten carts are lost.", region: "eu", load: { "1m": 12 }, severity: "not this one" },
        },
      },
      signals: [
        {
          group: "checkout/latency",
          fingerprint: "checkout/latency",
          status: "firing",
          title: "Checkout answers in 9 s",
          text: "Nine of ten carts are lost.",
          labels: {
            severity: "critical",
            source: "checkout-1.example.test",
            component: "checkout",
            client: "Demo Monitor",
            description: "Nine of ten carts are lost.",
            region: "eu",
            load: '{"1m":12}',
          },
          links: [
            { href: "https://monitor.example.test/checkout", text: "Demo Monitor" },
            { href: "https://graphs.example.test/latency", text: "Latency" },
            { href: "https://graphs.example.test/latency.png", text: "Last hour" },
          ],
          startsAt: "2026-03-01T09:30:00.000Z",
        },
      ],
    },
    {
      title: "A resolve needs no payload",
      payload: { routing_key: "0123456789abcdef0123456789abcdef", event_action: "resolve", dedup_key: "checkout/latency" },
      signals: [{ group: "checkout/latency", fingerprint: "checkout/latency", status: "resolved", title: "checkout/latency" }],
    },
    {
      title: "An acknowledge without a dedup_key",
      payload: { routing_key: "0123456789abcdef0123456789abcdef", event_action: "acknowledge" },
      signals: { unreadable: "'dedup_key' is missing or blank", pointer: "/dedup_key" },
    },
    {
      title: "A severity PagerDuty does not know",
      payload: {
        routing_key: "0123456789abcdef0123456789abcdef",
        event_action: "trigger",
        payload: { summary: "Disk full", source: "db-1", severity: "page" },
      },
      signals: { unreadable: "'payload.severity' is invalid (must be one of critical, warning, error or info)", pointer: "/payload/severity" },
    },
  ],
});
