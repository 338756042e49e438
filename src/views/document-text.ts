/** The text of a document: hand-written sections from the log, automatic ones filled from the state (SR-26 … SR-30). */
import type { Document } from "../core/incident/documents/slice.ts";
import type { RecordedEvent, State } from "../core/incident/slices.ts";
import type { Engine } from "../core/kernel/engine.ts";
import { specOf } from "../core/kernel/engine.ts";
import type { Recorded, Say } from "../core/kernel/event.ts";
import { between } from "../core/kernel/time.ts";
import type { Pack } from "../core/pack/schema.ts";
import type { DocumentPolicy } from "../core/rules/end/documents/value.ts";
import { concealed } from "./concealed.ts";
import { fixText } from "./fix-times.ts";

/** What the sections are filled from. */
export type Filling = {
  readonly engine: Engine;
  readonly pack: Pack;
  readonly state: State;
  readonly events: readonly Recorded[];
  readonly say: Say;
  readonly actor: (actor: string) => string;
};

/** The hand-written texts of a document by section: the newest each. */
export function writtenSections(events: readonly Recorded[], kind: string): Map<string, string> {
  const texts = new Map<string, string>();
  for (const event of events as readonly RecordedEvent[])
    if (event.type === "document-edited" && event.data.kind === kind) texts.set(event.data.section, event.data.text);
  return texts;
}

/** What the log itself answers, by the key of the section. */
const answers: Readonly<Record<string, (from: Filling) => string>> = {
  reported: ({ state: { lifecycle } }) => [lifecycle.title, lifecycle.text, lifecycle.impact].filter((part) => part !== "").join("\n\n"),
  inShort,
  reportedAt: ({ state }) => state.lifecycle.reportedAt,
  closedAt: ({ state }) => state.lifecycle.resolvedAt ?? "not over yet",
  responseTime: ({ state: { lifecycle, pages } }) =>
    pages.firstResponseAt === null ? "nobody was paged, or nobody answered" : between(lifecycle.reportedAt, pages.firstResponseAt),
  roles: rolesText,
  participants: rolesText,
  timeline: timelineText,
  followUps: followUpsText,
  concerns: ({ events }) =>
    (events as readonly RecordedEvent[]).flatMap((event) => (event.type === "concern-raised" ? [`- ${event.data.text}`] : [])).join("\n") || "none",
  feedback: (from) => saidOf(from, ["feedback-given"]),
  deviations: (from) => saidOf(from, ["deviated"]),
  deployment: ({ state }) => fixText(state),
  tests: (from) => saidOf(from, proofEvents),
};

/** What the log itself answers for a section; nothing where it is written by hand. */
export const autoText = (key: string, from: Filling): string => answers[key]?.(from) ?? "";

function followUpsText(from: Filling): string {
  const lines = Object.values(from.state.actions.followUps).map(
    (one) => `- ${one.text}${one.owner ? ` (${from.say.person(one.owner)})` : ""}${notedBy(one, from)}${one.state === "done" ? " — done" : ""}`,
  );
  return lines.join("\n") || "none";
}

/** What it was, how severe, and from when to when. */
function inShort({ state: { lifecycle, severity }, say }: Filling): string {
  const severe = severity.rank === null ? "an incident" : `an incident of ${say.severity(severity.rank)}`;
  const ended =
    lifecycle.resolvedAt === null
      ? "It is not over yet."
      : `It was over at ${lifecycle.resolvedAt}, after ${between(lifecycle.reportedAt, lifecycle.resolvedAt)}.`;
  return `${lifecycle.title}: ${severe}, reported at ${lifecycle.reportedAt}. ${ended}${lifecycle.impact ? ` ${lifecycle.impact}` : ""}`;
}

/** Of what was noted in the room, who wrote it and when: there its context stands (PD-46). */
const notedBy = ({ by, at, message }: { readonly by: string; readonly at: string; readonly message?: string | undefined }, { actor, say }: Filling) =>
  message === undefined ? "" : `, noted by ${actor(by)} at ${say.instant(at)}`;

/** What proves a fix, and what was put off or cannot be. */
const proofEvents = ["tests-run", "tests-signed", "automated-tests-set", "tests-attested", "tests-co-attested", "tests-deferred"];

function saidOf(from: Filling, types: readonly string[]): string {
  const lines = from.events.filter(({ type }) => types.includes(type)).map((event) => `- ${sentence(from, event)}`);
  return lines.join("\n") || "none";
}

function rolesText({ state, say }: Filling): string {
  const past = state.roles.past.map((one) => ({ ...one, to: one.to as string | null }));
  const held = state.roles.held.map(({ role, person, since }) => ({ role, person, from: since, to: null }));
  const all = [...past, ...held].sort((a, b) => (a.from < b.from ? -1 : 1));
  return (
    all.map((one) => `- ${say.role(one.role)}: ${say.person(one.person)}, from ${one.from} to ${one.to ?? state.lifecycle.resolvedAt ?? "now"}`).join("\n") ||
    "nobody"
  );
}

function timelineText(from: Filling): string {
  const told = concealed(from.state, from.events).filter((event) => isForAll(from.engine, event));
  const lines = told.filter((event) => specOf(from.engine, event.type)?.spec.timeline !== false && !event.type.startsWith("document-"));
  return lines.map((event) => `- ${event.at} ${from.actor(event.actor)}: ${sentence(from, event)}`).join("\n");
}

/** What only one person or the commander may read stands in no document. */
function isForAll(engine: Engine, event: Recorded): boolean {
  const seenBy = specOf(engine, event.type)?.spec.seenBy ?? "participants";
  return ["all", "participants", "pr"].includes(typeof seenBy === "function" ? seenBy(event.data) : seenBy);
}

/** The timeline sentence of an event. */
export function sentence(from: Pick<Filling, "engine" | "say">, event: Recorded): string {
  return specOf(from.engine, event.type)?.spec.says(event.data, from.say) ?? event.type;
}

/** A whole document as Markdown. */
export function documentMarkdown(document: Document, from: Filling): string {
  const policy = (from.pack.documents as readonly DocumentPolicy[] | undefined)?.find((one) => one.kind === document.kind);
  const written = writtenSections(from.events, document.kind);
  const drill = from.state.lifecycle.drill ? "**DRILL: this was practice.**\n\n" : "";
  const sections = (policy?.sections ?? []).map(
    (section) => `## ${section.title}\n\n${(section.auto ? autoText(section.key, from) : written.get(section.key)) || "_(not written)_"}\n`,
  );
  return `# ${document.title}: ${from.state.lifecycle.title}\n\n${drill}${sections.join("\n")}`;
}
