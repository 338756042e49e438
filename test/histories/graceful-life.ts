/** The life of an incident with a manager and workers that a golden history records: experts, command, rounds, proof, customers, rest, the end, what was learned. */
import { answers, crewed, finished, proven, type Story } from "../rules/graceful-world.ts";
import type { StoryWorld } from "../world.ts";

/** Plays it; the incident's stream. */
export async function playGracefulLife(world: StoryWorld): Promise<string> {
  const story = await crewed(world, 2);
  await working(story);
  await world.pass("PT2H");
  await story.does("ben", "answer-round", {
    learned: "It ran out",
    tried: "A new one",
    worked: "Partly",
    doing: "Waiting",
    left: "The other shop",
    tired: true,
  });
  await story.does("ana", "summarise-round", { text: "We are at it", delivery: "email" });
  await story.does("ana", "decide-round", { decision: "no_change" });
  await story.does("vic", "severity-input", { advises: 1, text: "Our largest customer called" });
  await story.does("ana", "change-severity", { to: 1, because: "bigger_problem" });
  await story.does("ana", "change-severity", { to: 2, because: "partial_fix" });
  await outside(story);
  await story.does("ana", "stand-down", { reason: "Nobody is woken for what waits until morning" });
  await story.does("ana", "resume");
  await story.does("ana", "offer-handover", { role: "manager", to: "mia", brief: "The certificate ran out at ten" });
  await answers(story, "mia");
  await story.does("mia", "offer-handover", { role: "manager", to: "ana", brief: "All is said" });
  await story.does("ana", "accept-handover");
  await proven(story);
  await story.does("ana", "resolve", { note: "The certificate was renewed" });
  await story.does("ben", "add-follow-up", { text: "Look at certificates monthly" });
  await story.does("ana", "propose-refinement", { change: "Name an expert for certificates" });
  await story.does("mia", "reject-refinement", { refinement: Object.keys((await story.state()).refinements.all)[0] ?? "", reason: "Cleo is one" });
  for (const [who, kind] of [
    ["ana", "postmortem"],
    ["pam", "customer-summary"],
  ] as const)
    await finished(story, who, kind);
  return story.stream;
}

/** Work, questions, advice, and somebody who is let go. */
async function working(story: Story): Promise<void> {
  await story.does("ana", "add-action", { kind: "repair", text: "Renew the certificate", assignee: "ben", timeboxMinutes: 60 });
  const action = Object.keys((await story.state()).actions.actions)[0] ?? "";
  await story.does("ben", "start-action", { action });
  await story.does("ben", "add-finding", { text: "It began at ten" });
  await story.does("ben", "propose-option", { title: "Renew it" });
  await story.does("ana", "decide-option", { option: Object.keys((await story.state()).work.options)[0] ?? "", choice: "chosen", reason: "It is quicker" });
  await story.does("ben", "file-need", { kind: "supplies", text: "Coffee" });
  await story.does("ben", "consult", { expert: "eve", text: "May it be dropped?" });
  await story.does("vic", "ask-question", { text: "When is it over?" });
  await story.does("ben", "finish-action", { action, outcome: "It is renewed" });
  await story.does("ana", "release", { person: "eve" });
}

/** What passes between us and the customers. */
async function outside(story: Story): Promise<void> {
  await story.does("pam", "draft-customer-message", { text: "We work on it", kind: "status" });
  await story.does("pam", "publish-customer-message", { message: Object.keys((await story.state()).public.drafts)[0] ?? "" });
  await story.does("pam", "write-public-entry", { whatHappened: "Payments failed for an hour." });
  await story.does("pam", "write-public-entry", { howHandled: "A certificate was renewed." });
}
