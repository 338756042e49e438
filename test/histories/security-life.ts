/** The life of an incident that became a secret, that a golden history records: seats that go on, people let in and shut out, steps, evidence, verdicts, the glass, the end of the secrecy. */
import type { StoryWorld } from "../world.ts";

/** Plays it; the incident's stream. */
export async function playSecurityLife(world: StoryWorld): Promise<string> {
  // No customer has security people: whoever has some must send them the notice first.
  world.store.setFact("group", "customer-security", { key: "customer-security", people: [], contacts: [] });
  const story = await world.open("dan", "declare", { title: "Checkout is down", severity: 3, area: "web" });
  await story.does("ana", "assign-role", { role: "incident_commander", person: "ana" });
  await story.does("ben", "assign-role", { role: "solutioneer", person: "ben" });
  await story.does("eve", "post-message", { text: "What is going on?" });
  await story.does("ben", "make-confidential", { reason: "Somebody else is on the machine" });
  await story.does("sol", "assign-role", { role: "security_team", person: "sol" });
  await story.does("ana", "let-in", { person: "eve", why: "She wrote the firewall" });
  await story.does("ana", "shut-out", { person: "eve", why: "Not needed any more" });
  await story.does("ana", "page", { person: "leo", reason: "We need a lawyer" });
  await story.does("system", "break-glass", { person: "mia", reason: "Nobody inside can be reached" });
  await story.does("ana", "assign-step", { step: "stop_attack", person: "sol" });
  await story.does("sol", "finish-step", { step: "stop_attack" });
  await story.does("sol", "add-evidence", { kind: "log", what: "A sign-in that was none of ours", where: "The vault" });
  await story.does("sol", "give-verdict", { question: "inside", answer: "no", why: "Every sign-in of ours is accounted for" });
  await story.does("sol", "give-verdict", { question: "verified", answer: "yes", why: "Two logs say the same" });
  await story.does("ana", "resolve", { note: "They are out" });
  await story.does("ana", "disclose", { reason: "The notice is out" });
  return story.stream;
}
