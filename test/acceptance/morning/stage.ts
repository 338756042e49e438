/** One morning in one organisation, the same for every process: nobody can pay, at half past eight on a Tuesday, and a rehearsal server that runs whichever process was picked. */
import { Temporal } from "temporal-polyfill";
import type { RoomView } from "../../../src/views/room-shape.ts";
import { type Installation, install } from "../../server.ts";
import { invite, type Person, setUp } from "../crew.ts";
import { messagesOf, roomOf, timelineOf } from "../looking.ts";

const names = ["Ben", "Cleo", "Dan", "Eve", "Fay", "Gus", "Hal", "Ira"] as const;
/** Ana runs the server and leads the shop team with Ben and Cleo, Eve knows how paying works, Dan sees that it does not. */
export type Cast = Readonly<Record<Lowercase<(typeof names)[number]> | "ana", Person>>;

/** The morning, once it has begun. */
export type Morning = Cast & {
  readonly server: Installation;
  readonly area: string;
  /** Dan says that nobody can pay; resolves with the number of the incident. */
  readonly declare: (severity: number) => Promise<number>;
  readonly room: () => Promise<RoomView>;
  /** Time passes, from wake to wake. */
  readonly pass: (duration: string) => Promise<void>;
  /** Who was written what so far, as `+10m page Demo Fay`; what waits for somebody's hours says until when. */
  readonly told: (...templates: readonly string[]) => Promise<readonly string[]>;
  /** What is owed now, as `in 30m: Say how it stands`. */
  readonly owed: () => Promise<readonly string[]>;
  /** Somebody says that they saw their newest page. */
  readonly answers: (person: Person) => Promise<void>;
  /** What is missing before somebody may do that. */
  readonly unmet: (person: Person, command: string, input?: object) => Promise<readonly string[]>;
  /** Somebody fills a document and says that it is ready. */
  readonly writes: (person: Person, kind: string) => Promise<void>;
};

/** Half past eight, the next Tuesday in Paris. */
function tuesday(now: string): string {
  const today = Temporal.Instant.from(now).toZonedDateTimeISO("Europe/Paris").toPlainDate();
  const day = today.add({ days: (2 - today.dayOfWeek + 7) % 7 || 7 });
  return day.toZonedDateTime({ timeZone: "Europe/Paris", plainTime: "08:30" }).toInstant().toString({ fractionalSecondDigits: 3 });
}

/** `10m`, `1h30m`, `now`: from one instant to another. */
function gap(from: string, to: string): string {
  const minutes = Math.round((Date.parse(to) - Date.parse(from)) / 60_000);
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  return minutes === 0 ? "0m" : `${hours > 0 ? `${hours}h` : ""}${rest > 0 ? `${rest}m` : ""}`;
}

/** Those outside the house: a stakeholder and a customer, each in their group. */
async function outside(admin: Person): Promise<void> {
  const contact = async (kind: string) => (await admin.post<{ id: string }>("/contacts", { name: `Demo ${kind}`, email: `${kind}@example.test`, kind })).id;
  const { version } = await admin.get<{ version: number }>("/groups/stakeholders");
  await admin.patch("/groups/stakeholders", { version, contacts: [await contact("stakeholder")] });
  await admin.post("/groups", { key: "customers", title: "Customers", contacts: [await contact("customer")] });
}

/** Starts a server under a process; `more` fits the organisation to what that process needs. */
export async function morning(process: string, more?: (made: Cast & { readonly team: string; readonly area: string }) => Promise<void>) {
  const server = await install();
  await server.start("rehearse");
  const ana = await setUp(server, process);
  const cast: Record<string, Person> = { ana };
  for (const name of names) cast[name.toLowerCase()] = await invite(ana, `Demo ${name}`, null);
  const people = cast as Cast;
  for (const person of Object.values(cast)) await ana.post(`/people/${person.id}/methods`, { channel: "sms", address: person.phone, vouched: true });
  const { id: team } = await ana.post<{ id: string }>("/teams", { name: "Shop team", members: [ana.id, people.ben.id, people.cleo.id] });
  const shop = { name: "Shop", says: "Basket, checkout, payment", keywords: ["pay"], team, experts: [people.eve.id] };
  const { id: area } = await ana.post<{ id: string }>("/areas", shop);
  await outside(ana);
  await more?.({ ...people, team, area });
  await ana.post("/clock", { set: tuesday((await ana.get<{ now: string }>("/clock")).now) });
  let number = 0;
  const room = () => roomOf(ana, number);
  const called = (id: string) => Object.values(cast).find((one) => one.id === id)?.name ?? id;
  const story: Morning = {
    ...people,
    server,
    area,
    room,
    declare: async (severity) => {
      const done = await people.dan.does("", "declare", { title: "Nobody can pay", severity, area });
      number = done.number!;
      return number;
    },
    pass: async (duration) => {
      await ana.post("/clock", { advance: duration });
    },
    told: async (...templates) => {
      const from = (await room()).incident.declaredAt!;
      const lines = (await messagesOf(ana, number))
        .filter(({ template }) => templates.length === 0 || templates.includes(template))
        .map(({ template, person, to, queuedAt, releaseAt }) => {
          const held = Date.parse(releaseAt) - Date.parse(queuedAt) > 60_000;
          return `+${gap(from, queuedAt)} ${template} ${person === null ? to : called(person)}${held ? ` (held until +${gap(from, releaseAt)})` : ""}`;
        });
      return [...new Set(lines)].sort();
    },
    owed: async () => {
      const { duties, now } = await room();
      return [...new Set(duties.map(({ what, due }) => `${due === null ? "now" : due < now ? "late" : `in ${gap(now, due)}`}: ${what}`))].sort();
    },
    answers: async (person) => {
      const paged = (await timelineOf(ana, number)).findLast(({ type, data }) => type === "paged" && (data as { person: string }).person === person.id);
      await person.does(number, "answer-page", { page: (paged!.data as { page: string }).page });
    },
    unmet: async (person, command, input) => (await person.refuses(number, command, input)).unmet ?? [],
    writes: async (person, kind) => {
      const found = (await room()).documents.find((one) => one.kind === kind)!;
      for (const { key, revision } of found.sections.filter(({ required, auto }) => required && !auto))
        await person.does(number, "edit-document", { kind, section: key, text: `Words about ${key}`, base: revision });
      await person.does(number, "mark-document-ready", { kind });
    },
  };
  return story;
}
