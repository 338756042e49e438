/** Small phrases that several templates say in the same way. */
import type { TemplateInput } from "../message.ts";

type Incident = NonNullable<TemplateInput["incident"]>;
type Params = TemplateInput["params"];

/** "Severity 1", with the process's own name for it where that says more: "Severity 1 (Critical)". Null while nobody has rated it. */
export function severityOf(incident: Pick<Incident, "severityRank" | "severityName">): string | null {
  const { severityRank, severityName } = incident;
  if (severityName !== null && /^severity\b/i.test(severityName)) return severityName;
  if (severityRank === null) return severityName;
  const says = severityName === null ? "" : severityName.replace(/^(sev|s|p)[\s-]?\d+\b[\s:–-]*/i, "").trim();
  return says === "" ? `Severity ${severityRank}` : `Severity ${severityRank} (${says})`;
}

/** Severity and topic, which every alert must state (SR-19): "Severity 1, #42: Checkout is down". */
export function topic(input: TemplateInput): string {
  const { incident } = input;
  if (incident === null) return input.organisation;
  const severity = severityOf(incident) ?? "Not rated yet";
  return `${severity}${incident.number === null ? "" : `, #${incident.number}`}: ${incident.title}`;
}

/** A text parameter, or null when it is absent or empty. */
export function text(params: Params, name: string): string | null {
  const value = params[name];
  if (typeof value === "number") return String(value);
  return typeof value === "string" && value.trim() !== "" ? value : null;
}

/** The name a text stands for, else the text: `constructor` stands for nothing. */
function nameIn(names: Readonly<Record<string, string>>, text: string): string {
  return Object.hasOwn(names, text) ? names[text]! : text;
}

/** A parameter that holds a person or a role: its name where it is known, else what it says. */
export function named(input: TemplateInput, name: string): string | null {
  const value = text(input.params, name);
  return value === null ? null : nameIn(input.names, value);
}

/** A parameter that holds several people or roles, as "Demo Ana, Demo Ben and Demo Cleo"; null when there are none. */
export function namedList(input: TemplateInput, name: string): string | null {
  const value = input.params[name];
  const ids = typeof value === "string" ? [value] : Array.isArray(value) ? (value as readonly string[]) : [];
  const names = ids.filter((id) => id !== "").map((id) => nameIn(input.names, id));
  if (names.length <= 1) return names[0] ?? null;
  return `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}

/** A parameter that holds an instant, in the recipient's zone: "Mon 2 Mar, 10:30 GMT+1"; null when it is absent. */
export function time(input: TemplateInput, name: string): string | null {
  const value = text(input.params, name);
  if (value === null) return null;
  const at = new Date(value);
  return Number.isNaN(at.getTime()) ? value : formatter(input.timeZone ?? "UTC").format(at);
}

/** A parameter that holds stretches of time (`from/until`), each in the recipient's zone: "Mon 2 Mar, 09:00 GMT to Mon 9 Mar, 09:00 GMT". */
export function spans(input: TemplateInput, name: string): string[] {
  const value = input.params[name];
  const all = typeof value === "string" ? [value] : Array.isArray(value) ? (value as readonly string[]) : [];
  const format = formatter(input.timeZone ?? "UTC");
  return all.flatMap((span) => {
    const [from = "", until = ""] = span.split("/");
    const ends = [new Date(from), new Date(until)];
    return ends.some((end) => Number.isNaN(end.getTime())) ? [] : [ends.map((end) => format.format(end)).join(" to ")];
  });
}

/** The page where everybody sees who is on call. */
export function onCallPage({ publicUrl }: TemplateInput): { label: string; url: string }[] {
  return publicUrl === undefined ? [] : [{ label: "On call", url: `${publicUrl}/on-call` }];
}

function formatter(timeZone: string): Intl.DateTimeFormat {
  const shape = { weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZoneName: "short" } as const;
  try {
    return new Intl.DateTimeFormat("en-GB", { ...shape, timeZone });
  } catch {
    return new Intl.DateTimeFormat("en-GB", { ...shape, timeZone: "UTC" });
  }
}

/** Only the sentences that have something to say. */
export function sentences(...all: readonly (string | null | false)[]): string[] {
  return all.filter((one): one is string => typeof one === "string" && one.trim() !== "");
}

/** Only the facts that have a value. */
export function facts(pairs: Readonly<Record<string, string | null>>): { label: string; value: string }[] {
  return Object.entries(pairs).flatMap(([label, value]) => (value === null ? [] : [{ label, value }]));
}

/** The places to go for an incident: its room and its thread. */
export function places(input: TemplateInput): { label: string; url: string }[] {
  const { incident } = input;
  if (incident === null) return [];
  const thread = incident.threadUrl === incident.url || incident.threadUrl === "" ? [] : [{ label: "Thread", url: incident.threadUrl }];
  return [...thread, { label: "Incident room", url: incident.url }];
}

/** The button of a page: the single-use answer link, else the room. */
export function answer(input: TemplateInput, label: string): { action?: { label: string; url: string } } {
  const url = input.answerUrl ?? input.incident?.url;
  return url === undefined ? {} : { action: { label, url } };
}

/** The button that opens the incident room. */
export function openRoom(input: TemplateInput, label = "Open the incident room"): { action?: { label: string; url: string } } {
  return input.incident === null ? {} : { action: { label, url: input.incident.url } };
}

const channelNames: Readonly<Record<string, string>> = { sms: "SMS", voice: "phone call", email: "mail", push: "push", ntfy: "ntfy", webhook: "webhook" };

/** The parameter `channel` as people say it; "one of the ways" where it is absent. */
export function channelName(input: TemplateInput): string {
  const name = text(input.params, "channel");
  return name === null ? "one of the ways" : nameIn(channelNames, name);
}
