/** What came of a line in the chat, in the words of the timeline. */
import { specOf } from "../../core/kernel/engine.ts";
import type { Recorded } from "../../core/kernel/event.ts";
import type { Viewer } from "../../core/kernel/viewer.ts";
import { withNumbers } from "../../views/chat/on-call.ts";
import { sayWith } from "../../views/say.ts";
import { peopleOfEvents, type Scene } from "../../views/scene.ts";
import type { ViewParts } from "../../views/view.ts";
import type { Opened } from "../dispatch.ts";

/** What happened; a plain message needs no echo. */
export async function toldLines(views: ViewParts, scene: Scene, { accepted, events, warnings }: Opened): Promise<string> {
  const happened = (accepted?.events ?? []).filter(({ type }) => type !== "message-posted" && type !== "deviated");
  const names = { ...scene.names, ...(await views.directory.names(peopleOfEvents(happened))) };
  const say = sayWith(scene.pack, names);
  const lines = happened.map(({ type, data }) => specOf(views.engine, type)?.spec.says(data, say) ?? type);
  const warned = warnings.map(({ detail, rule }) => `Careful (${rule.join(", ")}): ${detail}`);
  return [...lines, ...warned].join("\n") || (events.length > 0 ? "" : "Nothing has changed.");
}

const isCall = ({ type }: Pick<Recorded, "type">) => type === "paged" || type === "paged-again";

/** One line for each who was called: that they are paged, or that no machine reaches them and their number; and where it goes on. */
export async function calledLines(views: ViewParts, viewer: Viewer, { stream, accepted }: Opened): Promise<string[]> {
  const row = await views.store.read.find(viewer, stream);
  const where = `Incident ${row?.number ?? ""}: /incidents/${row?.number ?? stream}`;
  const called = (accepted?.events ?? []).filter(isCall).map(({ data }) => (data as { readonly person: string }).person);
  if (called.length === 0) return ["They are paged already.", where];
  const [names, numbers] = [await views.directory.names(called), await withNumbers(views, called)];
  const reached = await views.withFacts((facts) => called.map((person) => (facts.get("person", person)?.methods.length ?? 0) > 0));
  const lines = called.map((person, index) =>
    reached[index] ? `${names[person] ?? "Somebody"} is paged.` : `${names[person] ?? "Somebody"} could not be paged: call ${numbers[index]}.`,
  );
  return [...lines, where];
}
