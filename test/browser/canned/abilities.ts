/** What the canned commander may do, with the schemas of the forms. */
import type { AbilityView, Refused } from "../../../src/views/view.ts";

const text = (maxLength = 120, description?: string) => ({ type: "string", maxLength, ...(description ? { description } : {}) });

const names = (reference: string) => ({ type: "string", reference });

const form = (properties: Readonly<Record<string, unknown>>, required: readonly string[] = Object.keys(properties)) => ({
  type: "object",
  properties,
  required,
});

const ability = (name: string, title: string, says: string, input: unknown, refused: Refused | null = null): AbilityView => ({
  name,
  title,
  says,
  refused,
  warnings: [],
  input,
});

export const resolveRefused: Refused = {
  code: "gate_unmet",
  detail: "This incident cannot be resolved yet: something the process asks for is missing.",
  rule: ["SR-05", "SR-14"],
  policy: "/severities/1/gates/resolve",
  unmet: ["At least one update to the organisation", "Somebody who has served as Solutioneer"],
  instead: "post-update",
};

export const conflict: Refused = {
  code: "role_cardinality",
  detail: "Demo Ana is Incident Commander already, and only one person can be.",
  rule: ["SR-12"],
  policy: "/roles/incident_commander/max",
  override: { role: "incident_commander", reasonRequired: true },
  instead: "hand-over",
};

export const abilities: readonly AbilityView[] = [
  ability(
    "resolve",
    "Resolve",
    "The trouble is over; what follows is written.",
    form({ note: text(2000, "What made it go away, in a sentence.") }, []),
    resolveRefused,
  ),
  ability(
    "change-severity",
    "Change severity",
    "More or less severe than it was.",
    form({ to: { type: "integer", minimum: 1, maximum: 3 }, because: text(400) }),
  ),
  ability("assign-role", "Assign a role", "Somebody takes a seat.", form({ role: names("role"), person: names("person") })),
  ability(
    "hand-over",
    "Hand over command",
    "Somebody else takes over, with a brief.",
    form({ role: names("role"), to: names("person"), brief: text(2000) }, ["role", "to"]),
  ),
  ability("post-message", "Write a message", "Words to the room.", form({ text: text(8000) })),
  ability(
    "post-update",
    "Post an update",
    "Where it stands, for those who wait.",
    form({
      audience: { type: "string", enum: ["organisation", "observers", "executives"] },
      text: text(4000, "What is known, what is tried, when they hear more."),
    }),
  ),
  ability("set-status", "Set the status", "One line, the source of truth.", form({ text: text(200) })),
  ability(
    "add-action",
    "Add an action",
    "What somebody tries.",
    form({ kind: { type: "string", enum: ["investigate", "repair"] }, text: text(200), assignee: names("person") }, ["kind", "text"]),
  ),
  ability("start-action", "Start", "It is under way.", form({ action: text() })),
  ability("finish-action", "Finish", "It is done.", form({ action: text(), outcome: text(2000) }, ["action"])),
  ability("drop-action", "Drop", "It is not worth it.", form({ action: text(), reason: text(400) })),
  ability("add-follow-up", "Add a follow-up", "For later.", form({ text: text(400), owner: names("person") }, ["text"])),
  ability("finish-follow-up", "Done", "It is done.", form({ followUp: text() })),
  ability("start-runbook", "Start a runbook", "Steps to follow together.", form({ runbook: names("runbook") })),
  ability("tick-step", "Tick a step", "It is done.", form({ runbook: text(), step: { type: "integer" } })),
  ability("page", "Page somebody", "Somebody is needed here.", form({ person: names("person"), reason: text(200, "They read this first.") })),
  ability(
    "escalate-now",
    "Next step now",
    "Calls the people of the policy's next step now, without waiting.",
    form({ reason: { ...text(300), title: "Why" } }, []),
  ),
  ability("stop-escalation", "Stop calling", "Nobody more is called.", form({ reason: text(300) })),
  ability(
    "record-alert",
    "Record an alert",
    "You told somebody in person.",
    form({ person: names("person"), how: { type: "string", enum: ["in_person", "phone"] } }),
  ),
  ability("delegate", "Delegate", "Somebody does it in your name.", form({ capability: text(), person: names("person") })),
  ability("draft-customer-message", "Draft a customer message", "Shown to the commander first.", form({ text: text(4000) })),
  ability("publish-customer-message", "Publish", "Customers read it.", form({ message: text() }), {
    code: "not_permitted",
    detail: "Only Marketing/Communications speaks to customers.",
    rule: ["SR-15"],
    policy: "/roles/comms/caps",
    instead: "assign-role",
  }),
  ability("edit-document", "Write in a document", "", form({ kind: text(), section: text(), text: text(20000), base: { type: "integer" } })),
  ability("mark-document-ready", "Mark as ready", "Everything is in it.", form({ kind: text() })),
  ability("send-document", "Send", "Stakeholders receive it.", form({ kind: text() })),
  ability("attach-file", "Attach a file", "", form({})),
  ability("cancel", "Cancel", "It was not an incident.", form({ reason: text(400) })),
  ability("mark-duplicate", "Mark as duplicate", "Another incident is the same.", form({ of: { type: "integer" } })),
];
