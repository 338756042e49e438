/** Alerts from anything that can send a few fields: JSON records, a form or a query, with the names other tools already use. */
import { z } from "zod";
import { isPoisonous, stableHash, step } from "./bounded.ts";
import { examples } from "./generic-examples.ts";
import { firstText, plainMap, plainText, recordOf, signalLimits, signalOf } from "./signal.ts";
import { type Arrival, type Signal, source, type Unreadable } from "./source.ts";

type Values = Readonly<Record<string, unknown>>;

const most = 200;

/** Every name a field may have, the preferred one first. */
const names = {
  group: ["group"],
  fingerprint: ["fingerprint", "key", "dedup_key", "dedup", "alert_uid"],
  status: ["status", "state", "event_action", "action"],
  title: ["title", "summary"],
  text: ["text", "message", "description", "details"],
  link: ["link", "url", "link_to_upstream_details", "image_url"],
  startsAt: ["startsAt", "starts_at", "timestamp"],
} as const;

const words: Readonly<Record<Signal["status"], readonly string[]>> = {
  firing: ["firing", "alerting", "trigger", "triggered", "open", "down"],
  acknowledged: ["acknowledged", "acknowledge", "ack"],
  resolved: ["resolved", "resolve", "ok", "up", "close", "closed"],
};

const taken: ReadonlySet<string> = new Set([...Object.values(names).flat(), "labels", "links"]);

function parse({ payload, query }: Arrival): readonly Signal[] | Unreadable {
  if (Array.isArray(payload)) return parseAll(payload);
  const record = isEmpty(payload) ? fromQuery(query) : recordOf(payload);
  if (!record) return { unreadable: "The body must be a JSON object, an array of objects, or a form.", pointer: "" };
  const signal = readRecord(record, "");
  return "unreadable" in signal ? signal : [signal];
}

function parseAll(records: readonly unknown[]): readonly Signal[] | Unreadable {
  if (records.length === 0) return { unreadable: "The array is empty: there is nothing to record.", pointer: "" };
  if (records.length > most) return { unreadable: `At most ${most} alerts fit in one request.`, pointer: step(most) };
  const signals: Signal[] = [];
  for (const [index, value] of records.entries()) {
    const record = recordOf(value);
    if (!record) return { unreadable: "Each alert must be an object.", pointer: step(index) };
    const signal = readRecord(record, step(index));
    if ("unreadable" in signal) return signal;
    signals.push(signal);
  }
  return signals;
}

function isEmpty(payload: unknown): boolean {
  const record = recordOf(payload);
  return payload === undefined || payload === null || payload === "" || (record !== null && Object.keys(record).length === 0);
}

/** In a query `key` and `token` are the source's key, never an alert's. */
function fromQuery(query: Arrival["query"]): Values {
  return Object.fromEntries(Object.entries(query).filter(([name]) => name !== "key" && name !== "token"));
}

function readRecord(record: Values, pointer: string): Signal | Unreadable {
  const wrong = Object.values(names)
    .flat()
    .find((name) => typeof record[name] === "object" && record[name] !== null);
  if (wrong) return { unreadable: `${wrong} must be a text.`, pointer: pointer + step(wrong) };
  const status = statusOf(record);
  if (status === null)
    return {
      unreadable: "status must be firing, acknowledged or resolved (or alerting, trigger, ok, resolve).",
      pointer: pointer + step(nameOf(record, names.status) ?? "status"),
    };
  const labels = labelsOf(record, pointer);
  if ("unreadable" in labels) return labels;
  const links = linksOf(record, pointer);
  if ("unreadable" in links) return links;
  const text = read(record, names.text) ?? "";
  const key = read(record, names.fingerprint) ?? read(record, names.group);
  const title = read(record, names.title) ?? (text.trim().split("\n")[0]! || (status === "firing" ? null : key));
  if (title === null) return { unreadable: "title (or summary) is missing: it is what people read first.", pointer: `${pointer}/title` };
  const fingerprint = key ?? stableHash(title);
  const cutTitle = [...title].length > signalLimits.title && !text.trim().startsWith(title) ? `${title}\n\n` : "";
  return signalOf({
    group: read(record, names.group) ?? fingerprint,
    fingerprint,
    status,
    title,
    text: cutTitle + text,
    labels: labels.map,
    links,
    startsAt: read(record, names.startsAt),
  });
}

function nameOf(record: Values, choices: readonly string[]): string | undefined {
  return choices.find((name) => Object.hasOwn(record, name) && plainText(record[name]) !== null);
}

function read(record: Values, choices: readonly string[]): string | null {
  return firstText(...choices.map((name) => (Object.hasOwn(record, name) ? record[name] : null)));
}

function statusOf(record: Values): Signal["status"] | null {
  const said = read(record, names.status)?.trim().toLowerCase() ?? "firing";
  for (const status of ["firing", "acknowledged", "resolved"] as const) {
    if (words[status].includes(said)) return status;
  }
  return null;
}

/** `labels`, then `labels.<name>` as flat records write them, then any other plain field. */
function labelsOf(record: Values, pointer: string): { readonly map: Values } | Unreadable {
  const given = plainMap(record.labels, `${pointer}/labels`, "labels");
  if ("unreadable" in given) return given;
  const severity = record.severity;
  if (typeof severity === "object" && severity !== null) return { unreadable: "severity must be a text.", pointer: `${pointer}/severity` };
  const labels = new Map<string, unknown>(plainText(severity) === null ? [] : [["severity", severity]]);
  for (const [name, value] of Object.entries(given.map)) if (!labels.has(name)) labels.set(name, value);
  for (const [field, value] of Object.entries(record)) {
    const name = field.replace(/^labels\./, "");
    if (!taken.has(field) && !labels.has(name) && !isPoisonous(name) && plainText(value) !== null) labels.set(name, value);
  }
  return { map: Object.fromEntries(labels) };
}

function linksOf(record: Values, pointer: string): { href: unknown; text: unknown }[] | Unreadable {
  const given = record.links ?? [];
  const list = typeof given === "string" ? given.split(/\s+/) : given;
  if (!Array.isArray(list)) return { unreadable: "links must be an array of addresses or of {href, text}.", pointer: `${pointer}/links` };
  const links: { href: unknown; text: unknown }[] = [];
  for (const [index, entry] of list.entries()) {
    const link = typeof entry === "string" ? { href: entry } : recordOf(entry);
    if (!link || typeof link.href !== "string") return { unreadable: "Each link must be an address or {href, text}.", pointer: `${pointer}/links/${index}` };
    links.push({ href: link.href, text: "text" in link ? link.text : null });
  }
  for (const name of names.link) links.push({ href: record[name], text: name === "image_url" ? "Image" : null });
  return links;
}

/** Our own plain format. Without `fingerprint` an alert is known by its group, else by its title. */
export const generic = source("generic", {
  title: "Anything that sends JSON, a form or a query",
  howTo: [
    "Send one alert, or an array of up to 200:",
    '```sh\ncurl {url} -H "Authorization: Bearer {key}" -H "Content-Type: application/json" \\\n  -d \'{"title": "Disk of db-1 is full", "key": "disk/db-1", "severity": "critical"}\'\n```',
    "Send the same `key` with `status: resolved` when it is over. `group`, `text`, `labels`, `links` and `startsAt` are welcome; any other plain field becomes a label.",
  ].join("\n\n"),
  settings: z.strictObject({}),
  parse,
  examples,
});
