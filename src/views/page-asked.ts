/** What a page asks of one person: for the page that opens without signing in. */
import type { RecordedEvent } from "../core/incident/slices.ts";
import type { FactKinds } from "../core/kernel/facts.ts";
import { mostEvents } from "./record-view.ts";
import { actorName } from "./say.ts";
import { idOf, sceneAt } from "./scene.ts";
import type { ViewParts } from "./view.ts";

/** Who needs you, for what, since when; `zone` is the clock of whoever is asked. */
export type PageAsked = {
  readonly incident: {
    readonly id: string;
    readonly number: number | null;
    readonly title: string;
    readonly drill: boolean;
    readonly severity: { readonly rank: number; readonly name: string } | null;
  };
  readonly state: "open" | "answered" | "declined" | "withdrawn";
  readonly by: string;
  readonly why: string;
  readonly since: string;
  /** Who has answered a page of this incident, by name, in order. */
  readonly answeredBy: readonly string[];
  readonly name: string;
  readonly zone: string;
};

/** The page of a person in an incident; null where there is none. */
export async function pageAsked(parts: ViewParts, person: string, asked: { readonly stream: string; readonly page: string }): Promise<PageAsked | null> {
  const viewer = { person, all: false };
  const row = await parts.store.read.find(viewer, asked.stream);
  if (!row) return null;
  const events = (await parts.store.read.events(viewer, row.id, 0, mostEvents)) as readonly RecordedEvent[];
  const paged = events.find((event) => event.type === "paged" && event.data.page === asked.page);
  const scene = paged && (await sceneAt(parts, viewer, row, [idOf(paged.actor), person]));
  const found = scene?.state.pages.pages[asked.page];
  if (!paged || !scene || found?.person !== person) return null;
  const { value } = await parts.store.read.fact("person", person);
  const { id, number, title, drill, severity } = row;
  return {
    incident: { id, number, title, drill, severity: severity === null ? null : { rank: severity, name: scene.pack.severities[severity]?.name ?? "" } },
    state: found.state,
    by: paged.actor.startsWith("rule:") ? scene.pack.name : actorName(paged.actor, scene.names),
    why: found.why,
    since: found.at,
    answeredBy: answered(events).map((id) => scene.names[id] ?? "somebody"),
    name: scene.names[person] ?? "",
    zone: (value as FactKinds["person"] | null)?.hours.zone ?? "UTC",
  };
}

function answered(events: readonly RecordedEvent[]): readonly string[] {
  return [...new Set(events.flatMap((event) => (event.type === "page-answered" ? [event.data.person] : [])))];
}
