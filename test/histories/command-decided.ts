/** The life of an incident with one commander whose clock is called out and whose decisions are asked about first, to the meeting afterwards, that a golden history records. */
import { crewed, ended } from "../rules/command-world.ts";
import type { StoryWorld } from "../world.ts";

/** Plays it; the incident's stream. */
export async function playDecidedLife(world: StoryWorld): Promise<string> {
  const story = await crewed(world, 2);
  await story.does("cleo", "note-suspect", { kind: "deploy", text: "shop 4.3", minutesBefore: 10 });
  await story.does("cleo", "add-finding", { text: "The certificate has run out", actions: "I order a new one", needs: "Somebody who may pay" });
  await story.does("ana", "add-action", { kind: "investigate", text: "Read the error log", assignee: "eve", area: "database", timeboxMinutes: 5 });
  const action = Object.keys((await story.state()).actions.actions).at(-1) ?? "";
  await story.does("eve", "start-action", { action });
  await story.does("ana", "propose-decision", { text: "We roll back" });
  const decision = Object.keys((await story.state()).decisions.decisions)[0] ?? "";
  await story.does("cleo", "object", { decision, because: "The old build has the hole" });
  await world.pass("PT11M");
  await story.does("ana", "decide", { decision, outcome: "otherwise", words: "We close the hole first" });
  await story.does("eve", "finish-action", { action, outcome: "Nothing in it" });
  await story.does("ana", "set-cause", { status: "unknown", people: ["eve"] });
  await ended(story);
  await story.does("ana", "assign-document", { kind: "postmortem", person: "eve" });
  await story.does("eve", "call-meeting", { from: "2026-03-05T10:00:00Z" });
  return story.stream;
}
