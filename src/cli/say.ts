/** Answers in words: what each view looks like on a terminal. */
import type { BoardView, IncidentLine, OnCall, ProcessView } from "../views/board-shape.ts";
import type { DeliveryView, RoomView, TimelineEntry } from "../views/room-shape.ts";
import type { DutyView } from "../views/view.ts";
import { anything, isPlain } from "./anything.ts";
import { lines, oneLine } from "./harmless.ts";
import { type Cell, pairs, table } from "./table.ts";
import { flagOf } from "./verbs.ts";

type Width = number | null;
type Items<T> = { readonly items: readonly T[]; readonly next?: number | string | null };

/** An instant as `2026-03-02 10:05Z`. */
export function clock(at: string | null | undefined): string | null {
  return at ? at.replace(/^(\d{4}-\d\d-\d\d)T(\d\d:\d\d).*$/, "$1 $2Z") : null;
}

const severityOf = (severity: { readonly rank: number; readonly name: string } | null) => (severity === null ? null : `${severity.rank} ${severity.name}`);
const names = (people: readonly { readonly name: string }[]) => people.map(({ name }) => name).join(", ");
const headed = (head: string, body: string) => `\n${head}\n${body}`;

function incidents(rows: readonly IncidentLine[], width: Width): string {
  if (rows.length === 0) return "No incidents.\n";
  return table(
    ["no", "severity", "state", "commander", "reported", "next due", "title"],
    rows.map((one) => [
      one.number ?? one.id,
      severityOf(one.severity),
      one.drill ? `${one.phase} (drill)` : one.phase,
      one.commander?.name,
      clock(one.reportedAt),
      clock(one.nextDueAt),
      one.title,
    ]),
    width,
  );
}

function duties(rows: readonly DutyView[], width: Width): string {
  if (rows.length === 0) return "Nothing is owed.\n";
  return table(
    ["no", "due", "state", "who", "with", "what"],
    rows.map((one) => [
      one.incident.number ?? one.incident.id,
      clock(one.due),
      one.overdue ? "overdue" : one.state,
      one.mine ? "you" : names(one.who.people) || `${one.who.label} (nobody yet)`,
      one.by && verbFor(one.by),
      one.what,
    ]),
    width,
  );
}

/** The verb that discharges a duty, with what is known of its input. */
function verbFor({ name, input }: NonNullable<DutyView["by"]>): string {
  const known = Object.entries((input ?? {}) as Readonly<Record<string, unknown>>).filter(([, value]) => isPlain(value) && value !== null);
  return [name, ...known.map(([field, value]) => `--${flagOf(field)} ${String(value)}`)].join(" ");
}

function onCall(rows: readonly OnCall[], width: Width): string {
  if (rows.length === 0) return "There is no rota.\n";
  return table(
    ["rota", "zone", "in this order"],
    rows.map((one) => [one.schedule.name, one.zone, names(one.people)]),
    width,
  );
}

function board(view: BoardView, width: Width): string {
  const held = table(
    ["no", "to", "until", "why"],
    view.heldPages.map((one) => [one.incident.number, one.to, clock(one.until), one.why]),
    width,
  );
  return [
    `${oneLine(`${view.status.word}: ${view.status.why}`)}\n`,
    ...(view.paging === "held" ? ["Paging is held: no message leaves.\n"] : []),
    headed("Open incidents", incidents(view.incidents, width)),
    headed("Your duties", duties(view.duties, width)),
    headed("On call", onCall(view.onCall, width)),
    ...(view.heldPages.length === 0 ? [] : [headed("Held until later", held)]),
  ].join("");
}

function room(view: RoomView, width: Width): string {
  const { incident } = view;
  const roles = view.roles.flatMap((one) =>
    one.holders.length > 0
      ? one.holders.map(({ person, since }): Cell[] => [one.label, person.name, clock(since)])
      : one.openSeat
        ? [[one.label, "nobody yet", null]]
        : [],
  );
  return [
    `${oneLine(`${incident.drill ? "DRILL " : ""}#${incident.number ?? incident.id} ${incident.title}`)}\n`,
    pairs([
      ["state", incident.phase],
      ["severity", severityOf(incident.severity)],
      ["process", `${incident.process.name}${incident.process.version === null ? "" : `, version ${incident.process.version}`}`],
      ["area", incident.area?.name],
      ["reported", `${clock(incident.reportedAt)} by ${incident.reportedBy}`],
      ["status", incident.status?.text],
    ]),
    headed("Roles", table(["role", "who", "since"], roles, width)),
    headed("Owed", duties(view.duties, width)),
    headed("You can", pairs(view.abilities.filter(({ refused }) => refused === null).map(({ name, title }) => [name, title]))),
  ].join("");
}

function timeline({ items }: Items<TimelineEntry>, width: Width): string {
  return table(
    ["seq", "at", "who", "what"],
    items.map((one) => [one.seq, clock(one.at), one.actor.name, one.sentence]),
    width,
  );
}

function notifications({ items }: Items<DeliveryView>, width: Width): string {
  if (items.length === 0) return "No messages.\n";
  return table(
    ["queued", "to", "by", "what", "state", "why"],
    items.map((one) => [clock(one.queuedAt), one.to, one.channel, one.template, one.state, one.reason]),
    width,
  );
}

function processes({ items }: Items<ProcessView>, width: Width): string {
  return table(
    ["key", "version", "name", "what it is"],
    items.map((one) => [one.key, one.version, one.name, one.summary]),
    width,
  );
}

/** One process, to read. */
function process(view: ProcessView, width: Width): string {
  return [
    `${oneLine(`${view.name}, version ${view.version} (${view.key})`)}\n${lines(view.summary)}\n`,
    headed(
      "Severities",
      table(
        ["", "name", "what it is"],
        view.severities.map((one) => [one.rank, one.name, one.description]),
        width,
      ),
    ),
    headed(
      "Roles",
      table(
        ["role", "called", "what they do"],
        view.roles.map((one) => [one.role, one.label, one.says]),
        width,
      ),
    ),
    headed(
      "Sentences",
      table(
        ["id", "held", "says"],
        view.sentences.map((one) => [one.id, one.enforced, one.says]),
        width,
      ),
    ),
  ].join("");
}

const views: Readonly<Record<string, (value: never, width: Width) => string>> = {
  board,
  room,
  timeline,
  notifications,
  process,
  processes,
  duties: ({ items }: Items<DutyView>, width: Width) => duties(items, width),
  "my-duties": ({ items }: Items<DutyView>, width: Width) => duties(items, width),
  incidents: ({ items }: Items<IncidentLine>, width: Width) => incidents(items, width),
  "on-call": ({ onCall: rows }: { readonly onCall: readonly OnCall[] }, width: Width) => onCall(rows, width),
};

/** The words of a view's answer; `width` null leaves lines whole. */
export function inWords(view: string, value: unknown, width: Width): string {
  return (views[view] ?? anything)(value as never, width);
}
