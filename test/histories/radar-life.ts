/** The life of an incident under Radar that the golden histories record: a report, ten silent minutes, updates, a take-down, a fix, and what it taught. */
import { written } from "../rules/radar-world.ts";
import type { StoryWorld } from "../world.ts";

/** Plays it; the incident's stream. A small one with a ticket and its priority becomes severe, so that everything stands in one life. */
export async function playRadarLife(world: StoryWorld): Promise<string> {
  const story = await world.open("dan", "report", { title: "Prices are far off", area: "shop", answers: { someAffected: true, dataExposed: true } });
  await story.does("dan", "declare", { severity: 4, because: "One article, it seems", answers: { emergency: false } });
  await story.does("pam", "prioritise", { priority: 2 });
  await story.does("dan", "change-severity", { to: 2, because: "bigger_problem" });
  await world.pass("PT11M");
  await story.does("ana", "assign-role", { role: "comms_lead", person: "ana" });
  await story.does("ben", "assign-role", { role: "responder", person: "ben" });
  await story.does("ana", "tell-situation", { detected: "Prices are far off", investigating: "The price list" });
  await story.does("ana", "tell-holding");
  await story.does("ben", "ask-approval", { what: "take_down", why: "Everything is half price" });
  await story.does("eve", "give-approval", { what: "take_down" });
  await story.does("ben", "take-down", { text: "The shop" });
  await story.does("ben", "mark-fix-ready", { text: "The old price list" });
  await story.does("ben", "note-change", { kind: "deploy", text: "The old price list" });
  await story.does("ana", "resolve", { note: "Prices are right" });
  await story.does("ana", "review-process", { change: true, text: "Call the price team first" });
  await written(story, "ana");
  await story.does("ana", "mark-document-ready", { kind: "postmortem" });
  await story.does("ana", "close");
  await story.does("dan", "give-feedback", { went: 4, text: "The updates helped" });
  return story.stream;
}
