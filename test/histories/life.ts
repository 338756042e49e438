/** The life of an incident that the golden histories record: report, alert, silence, roles, hand-over, documents, reopening, closing. */
import type { StoryWorld } from "../world.ts";

/** Plays it; the incident's stream. */
export async function playLife(world: StoryWorld): Promise<string> {
  const story = await world.open("dan", "report", { title: "Checkout is down", text: "Orders fail", area: "web", answers: { customerOpsPrevented: true } });
  await story.does("dan", "triage", { outcome: "declare", severity: 1 });
  await world.pass("PT6M");
  await story.does("ana", "assign-role", { role: "incident_commander", person: "ana" });
  await story.does("ben", "assign-role", { role: "solutioneer", person: "ben" });
  await story.does("cleo", "assign-role", { role: "comms", person: "cleo" });
  const page = Object.values((await story.state()).pages.pages).find((one) => one.person === "ben");
  await story.does("ben", "answer-page", { page: page?.id ?? "" });
  await story.does("ana", "delegate", { capability: "brief", person: "cleo" });
  await story.does("ana", "set-status", { text: "Rolling back" });
  await story.does("cleo", "post-update", { audience: "organisation", text: "Checkout is down" });
  await story.does("cleo", "draft-customer-message", { text: "Orders fail at the moment" });
  await story.does("cleo", "publish-customer-message", { message: Object.keys((await story.state()).public.drafts)[0] ?? "" });
  await story.does("ben", "add-action", { kind: "repair", text: "Roll back" });
  const action = Object.keys((await story.state()).actions.actions)[0] ?? "";
  await story.does("ben", "start-action", { action });
  await story.does("ben", "finish-action", { action, outcome: "Version 4.1 is back" });
  await story.does("ben", "start-runbook", { runbook: "deployment" });
  await story.does("ben", "tick-step", { runbook: "deployment", step: 0 });
  await story.does("eve", "post-message", { text: "TODO watch the queue" });
  await story.does("ana", "change-severity", { to: 2, because: "workaround" });
  await story.does("ana", "hand-over", { role: "incident_commander", to: "cleo", brief: "Nearly done" });
  await story.does("cleo", "resolve", { note: "Rolled back" });
  await story.does("ben", "reopen", { reason: "It came back" });
  await story.does("ana", "assign-role", { role: "incident_commander", person: "ana" });
  await story.does("ana", "resolve", { note: "Now for good" });
  for (const [kind, section] of [
    ["postmortem", "learnings"],
    ["sitrep", "solution"],
    ["sitrep", "impactedWho"],
    ["sitrep", "impactedHow"],
  ] as const) {
    await story.does("ana", "edit-document", { kind, section, text: `The ${section}`, base: 0 });
  }
  for (const kind of ["postmortem", "sitrep"]) await story.does("ana", "mark-document-ready", { kind });
  await story.does("ana", "send-document", { kind: "sitrep" });
  await story.does("ana", "close");
  return story.stream;
}
