/** The life of an incident with one commander on a call, that a golden history records: command, call, summaries, proposals, the public, the end, the mail. */
import { crewed, ended, published } from "../rules/command-world.ts";
import { rota } from "../rules/escalating.ts";
import type { StoryWorld } from "../world.ts";

/** Plays it; the incident's stream. */
export async function playCommandLife(world: StoryWorld): Promise<string> {
  world.store.setFact("schedule", "ic-primary", rota([["ana"]], "ic-primary"));
  world.store.setFact("schedule", "ic-backup", rota([["ben"]], "ic-backup"));
  const story = await crewed(world, 2);
  const answers = async (person: string) => {
    const page = Object.values((await story.state()).pages.pages).findLast((one) => one.person === person && one.state === "open");
    if (page) await story.does(person, "answer-page", { page: page.id });
  };
  for (const person of ["ana", "ben"]) await answers(person);
  await story.does("ben", "set-presence", { call: true });
  await story.does("ana", "add-action", { kind: "investigate", text: "Read the error log", assignee: "cleo", timeboxMinutes: 10 });
  const action = Object.keys((await story.state()).actions.actions)[0] ?? "";
  await story.does("cleo", "start-action", { action });
  await story.does("cleo", "add-finding", { text: "The certificate has run out" });
  await story.does("dan", "take-note", { kind: "finding", text: "The certificate has run out" });
  await story.does("ben", "prompt-severity", { proposes: 1, text: "Nobody can pay at all" });
  await story.does("ana", "change-severity", { to: 1, because: "bigger_problem" });
  await story.does("ben", "prompt-severity", { proposes: 2, text: "Half of them can pay" });
  await story.does("ana", "keep-severity", { reason: "Not yet" });
  await story.does("ben", "tell-executives", { state: "Nobody can pay", actions: "renew the certificate" });
  await story.does("ana", "decide-public", { decision: "unsure" });
  await published(story, "Payments may fail. We are on it.");
  await story.does("cleo", "finish-action", { action, outcome: "It ran out at ten" });
  await story.does("ben", "page", { person: "eve", reason: "We need the database" });
  await answers("eve");
  await world.pass("PT31M");
  await story.does("ana", "resolve", { note: "The certificate was renewed", condition: "recovering", cleanup: ["Watch when it runs out"], debrief: true });
  await story.does("vic", "post-message", { text: "TODO thank the night shift" });
  await story.does("ben", "reopen", { reason: "It came back" });
  await story.does("ana", "assign-role", { role: "ic", person: "ana" });
  await story.does("ana", "assign-role", { role: "customer_liaison", person: "pam" });
  await ended(story);
  await published(story, "Payments work again.");
  await story.does("ana", "assign-document", { kind: "postmortem", person: "cleo" });
  for (const [who, kind, section] of [
    ["cleo", "postmortem", "overview"],
    ["cleo", "postmortem", "whatHappened"],
    ["cleo", "postmortem", "factors"],
    ["cleo", "postmortem", "resolution"],
    ["cleo", "postmortem", "impact"],
    ["ana", "internal-email", "words"],
  ] as const)
    await story.does(who, "edit-document", { kind, section, text: `The ${section}`, base: 0 });
  for (const kind of ["internal-email", "postmortem"]) await story.does("ana", "mark-document-ready", { kind });
  await story.does("ana", "send-document", { kind: "internal-email", to: "staff" });
  await story.does("ana", "close");
  return story.stream;
}
