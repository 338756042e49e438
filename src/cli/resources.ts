/** Verbs of on call and delivery: each is one request, written as a row of a table. */
import type { Command } from "commander";
import { anything } from "./anything.ts";
import { type ClientOptions, sessionOf, talk, withClientOptions } from "./client.ts";
import type { Request } from "./exchange.ts";
import { lines } from "./harmless.ts";
import { exits } from "./refusal.ts";
import { clock, inWords } from "./say.ts";
import { secrets } from "./secrets.ts";
import { table } from "./table.ts";
import type { Terminal } from "./terminal.ts";
import { undisturbed } from "./undisturbed.ts";

type Given = Readonly<Record<string, string | undefined>>;
type Width = number | null;

/** One verb: how it is typed, what it takes, the request it is, and how its answer is said (absent: as rows). */
type Verb = {
  readonly usage: string;
  readonly says: string;
  readonly takes?: Readonly<Record<string, string>>;
  readonly asks: (words: readonly string[], given: Given) => Request;
  readonly show?: (value: unknown, width: Width) => string;
};

const at = encodeURIComponent;
const dayMs = 86_400_000;
const iso = (text: string) => (Number.isNaN(Date.parse(text)) ? text : new Date(text).toISOString());

/** A stretch of days from now on, unless other instants are given. */
function stretch({ from, until, days = "14" }: Given): { from: string; until: string } {
  const start = iso(from ?? new Date(Math.floor(Date.now() / dayMs) * dayMs).toISOString());
  return { from: start, until: iso(until ?? new Date(Date.parse(start) + Number(days) * dayMs).toISOString()) };
}

const span = { "--from <instant>": "from when (today)", "--until <instant>": "until when", "--days <number>": "how many days (14)" };
const rows = (field: string) => (value: unknown, width: Width) => anything({ items: (value as Record<string, unknown>)[field] }, width);

const listed = (text: string) => text.split(",").filter((one) => one !== "");

/** What is said of somebody; what is not given stays. */
function abilitiesIn({ seen, title, manage, understands, skills }: Given): object {
  return {
    version: Number(seen),
    ...(title === undefined ? {} : { jobTitle: title }),
    ...(manage === undefined ? {} : { canManage: manage === "yes" }),
    ...(understands === undefined ? {} : { understands: listed(understands) }),
    ...(skills === undefined ? {} : { skills: Object.fromEntries(listed(skills).map((one) => [one.split("=")[0], Number(one.split("=")[1])])) }),
  };
}

type Shift = { readonly from: string; readonly until: string; readonly people: readonly string[] };
type Calendar = { readonly final: readonly Shift[]; readonly names: Readonly<Record<string, string>>; readonly warnings: readonly { readonly says: string }[] };

function calendar(value: unknown, width: Width): string {
  const { final, names, warnings } = value as Calendar;
  const who = ({ people }: Shift) => people.map((id) => names[id] ?? id).join(", ") || "nobody";
  const shown = table(
    ["from", "until", "on call"],
    final.map((shift) => [clock(shift.from), clock(shift.until), who(shift)]),
    width,
  );
  return shown.concat(lines(warnings.map(({ says }) => says).join("\n")));
}

type Way = { readonly channel: string; readonly minutes: number | null };
type Step = {
  readonly round: number;
  readonly step: number;
  readonly at: string | null;
  readonly skipped: string | null;
  readonly people: readonly { readonly name: string; readonly heldUntil: string | null; readonly ways: readonly Way[] }[];
};
type Preview = {
  readonly steps: readonly Step[];
  readonly lastResort: { readonly at: string; readonly people: readonly { readonly name: string }[] } | null;
  readonly warnings: readonly { readonly detail: string }[];
};

/** Who would be called, when and how: a line a person. */
function preview(value: unknown, width: Width): string {
  const { steps, lastResort, warnings } = value as Preview;
  const ways = (all: readonly Way[]) => all.map(({ channel, minutes }) => (minutes === null ? `else ${channel}` : `${channel} +${minutes} min`)).join(", ");
  const called = steps.flatMap(({ round, step, at: when, skipped, people }) =>
    skipped === null
      ? people.map(({ name, heldUntil, ways: all }) => [
          `${round}.${step}`,
          clock(heldUntil ?? when),
          name,
          heldUntil === null ? ways(all) : `held; ${ways(all)}`,
        ])
      : [[`${round}.${step}`, null, "nobody", skipped]],
  );
  const last = lastResort?.people.map(({ name }) => ["last resort", clock(lastResort.at), name, ""]) ?? [];
  return table(["step", "at", "who", "how"], [...called, ...last], width).concat(lines(warnings.map(({ detail }) => detail).join("\n")));
}

const verbs: Readonly<Record<string, { readonly says: string; readonly verbs: readonly Verb[] }>> = {
  "on-call": {
    says: "who is called first",
    verbs: [
      {
        usage: "now",
        says: "who is on call now, rota by rota",
        asks: () => ({ method: "GET", path: "/on-call" }),
        show: (value, width) => inWords("on-call", value, width),
      },
      {
        usage: "calendar <rota>",
        says: "who is on call in the days ahead",
        takes: span,
        asks: ([rota = ""], given) => ({ method: "GET", path: `/schedules/${at(rota)}/calendar`, query: stretch(given) }),
        show: calendar,
      },
      {
        usage: "shifts",
        says: "your own shifts, however far",
        asks: () => ({ method: "GET", path: "/people/me/shifts" }),
        show: rows("shifts"),
      },
      {
        usage: "explain <policy>",
        says: "for an alert at a time: these people, these channels, these minutes",
        takes: { "--at <instant>": "when (now)", "--severity <rank>": "how severe", "--area <id>": "of which area" },
        asks: ([policy = ""], { at: when, severity, area }) => ({
          method: "GET",
          path: `/escalations/${at(policy)}/preview`,
          query: { ...(when ? { at: iso(when) } : {}), severity, area },
        }),
        show: preview,
      },
      {
        usage: "override <rota>",
        says: "put somebody on call for a while, or take them out",
        takes: {
          "--from <instant>": "from when",
          "--until <instant>": "until when",
          "--kind <kind>": "add, remove or replace (replace)",
          "--person <id>": "who",
          "--instead-of <id>": "instead of whom",
          "--reason <text>": "because",
        },
        asks: ([rota = ""], { from = "", until = "", kind = "replace", person = null, insteadOf = null, reason = "" }) => ({
          method: "POST",
          path: `/schedules/${at(rota)}/overrides`,
          body: { from: iso(from), until: iso(until), kind, person, insteadOf, reason },
        }),
      },
      {
        usage: "cover",
        says: "who asks for cover",
        asks: () => ({ method: "GET", path: "/cover-requests", query: { state: "open" } }),
        show: rows("requests"),
      },
      {
        usage: "ask-cover <rota>",
        says: "ask others to take a time of yours",
        takes: { "--from <instant>": "from when", "--until <instant>": "until when", "--asked <id>": "one person (everybody)", "--reason <text>": "because" },
        asks: ([rota = ""], { from = "", until = "", asked, reason = "" }) => ({
          method: "POST",
          path: `/schedules/${at(rota)}/cover-requests`,
          body: { from: iso(from), until: iso(until), ...(asked ? { asked } : {}), reason },
        }),
      },
      ...["accept", "decline", "withdraw"].map(
        (verb): Verb => ({
          usage: `${verb}-cover <request>`,
          says: `${verb} a request for cover`,
          asks: ([request = ""]) => ({ method: "POST", path: `/cover-requests/${at(request)}/${verb}`, body: {} }),
        }),
      ),
      {
        usage: "subscribe [rota]",
        says: "a calendar address for your shifts, or for a whole rota; shown once",
        asks: ([rota]) => ({ method: "POST", path: "/calendar-addresses", body: rota ? { schedule: rota } : {} }),
      },
      { usage: "readiness", says: "who could really be reached", asks: () => ({ method: "GET", path: "/readiness/on-call" }) },
      {
        usage: "report",
        says: "hours, nights, weekends, holidays and pages by person",
        takes: span,
        asks: (_words, given) => ({ method: "GET", path: "/reports/on-call", query: { ...stretch(given), format: "json" } }),
        show: rows("rows"),
      },
    ],
  },
  escalation: {
    says: "who is called after whom",
    verbs: [
      { usage: "list", says: "the policies", asks: () => ({ method: "GET", path: "/escalations" }), show: rows("escalations") },
      { usage: "show <policy>", says: "one policy, whole", asks: ([policy = ""]) => ({ method: "GET", path: `/escalations/${at(policy)}` }) },
      { usage: "endpoints", says: "rooms and webhooks that a policy may call", asks: () => ({ method: "GET", path: "/endpoints" }), show: rows("endpoints") },
    ],
  },
  reach: {
    says: "how you are reached",
    verbs: [
      { usage: "methods", says: "your contact methods", asks: () => ({ method: "GET", path: "/me" }), show: rows("methods") },
      { usage: "rules", says: "your own rules: which method after how long", asks: () => ({ method: "GET", path: "/people/me/rules" }) },
      { usage: "test", says: "send yourself a test page by your own rules", asks: () => ({ method: "POST", path: "/people/me/test-page", body: {} }) },
    ],
  },
  person: {
    says: "what people can do in an incident",
    verbs: [
      { usage: "list", says: "everybody", asks: () => ({ method: "GET", path: "/people" }), show: rows("people") },
      {
        usage: "show <person>",
        says: "one person, with the version that a change names",
        asks: ([person = ""]) => ({ method: "GET", path: `/people/${at(person)}` }),
      },
      {
        usage: "can <person>",
        says: "say what they are, whether they may manage, and what they know",
        takes: {
          "--seen <version>": "the version you saw",
          "--title <text>": "job title",
          "--manage <yes|no>": "may be asked to manage an incident",
          "--understands <areas>": "areas by id, separated by commas",
          "--skills <area=level>": "1 to 5 by area, separated by commas",
        },
        asks: ([person = ""], given) => ({ method: "PATCH", path: `/people/${at(person)}`, body: abilitiesIn(given) }),
      },
    ],
  },
  silence: {
    says: "alerts that are counted and wake nobody for a while",
    verbs: [
      { usage: "list", says: "silences and maintenance windows", asks: () => ({ method: "GET", path: "/silences" }), show: rows("silences") },
      {
        usage: "add",
        says: "hold back alerts that match",
        takes: {
          "--source <id>": "of one source",
          "--label <name=value>": "whose label has this value",
          "--until <instant>": "until when",
          "--from <instant>": "from when (now)",
          "--reason <text>": "because",
        },
        asks: (_words, { source, label, until = "", from, reason = "" }) => ({
          method: "POST",
          path: "/silences",
          body: {
            ...(source ? { source } : {}),
            matchers: label ? [{ label: label.split("=")[0], is: "equal", value: label.split("=").slice(1).join("=") }] : [],
            ...(from ? { from: iso(from) } : {}),
            until: iso(until),
            reason,
          },
        }),
      },
    ],
  },
  watch: {
    says: "how the server watches itself",
    verbs: [
      { usage: "show", says: "the last synthetic page and the heartbeats that left", asks: () => ({ method: "GET", path: "/watch" }) },
      { usage: "heartbeats", says: "signs of life that are awaited", asks: () => ({ method: "GET", path: "/heartbeats" }), show: rows("monitors") },
    ],
  },
  ...undisturbed,
  ...secrets,
};

/** Adds every verb of the table. */
export function addResources(root: Command, terminal: Terminal): void {
  for (const [name, group] of Object.entries(verbs)) {
    const parent = root.command(name).description(group.says);
    for (const verb of group.verbs) addVerb(parent, verb, terminal);
  }
}

function addVerb(parent: Command, { usage, says, takes = {}, asks, show = anything }: Verb, terminal: Terminal): void {
  const command = withClientOptions(parent.command(usage).description(says));
  for (const [flags, means] of Object.entries(takes)) command.option(flags, means);
  command.action(async (...given: unknown[]) => {
    const options = given.at(-2) as ClientOptions & Given;
    const words = given.slice(0, -2).map((word) => (word === undefined ? "" : String(word)));
    const session = await sessionOf(terminal, options);
    const request = asks(words, options);
    terminal.done(await talk(session, request, { show: (value) => show(value, terminal.width), exit: () => exits.done }));
  });
}
