/** The canned processes, in the words a shipped pack could have. */
import type { ProcessView } from "../../../src/views/board-shape.ts";

const origin = { name: "An example process", url: "https://example.test/process", licence: "CC BY 4.0", note: "Reworded for the tests of the web app." };

export const sitrep: ProcessView = {
  key: "sitrep",
  name: "Situation report",
  version: 3,
  summary: "Three severities, one commander, people who solve it, and a written report at the end. Good for small teams that want little ceremony.",
  incidentDefinition: "Something that prevents our customers or ourselves from working, or that costs the business money.",
  origin,
  severities: [
    {
      rank: 1,
      name: "Critical",
      motto: "all hands on deck",
      description: "Customers cannot work, or the bottom line suffers.",
      examples: ["customers cannot log in", "customers cannot buy", "we cannot bill"],
      typicalResponse: "Everybody on the response team is alerted at once, at any hour.",
      handling: "full",
    },
    {
      rank: 2,
      name: "Moderate",
      motto: "look at",
      description: "We ourselves cannot work, but there is a way around it.",
      examples: ["the staff scheduling tool is down and nobody can clock in"],
      typicalResponse: "Working hours; people inside are kept informed.",
      handling: "full",
    },
    {
      rank: 3,
      name: "Low",
      motto: "ignore for now",
      description: "Our own work is hindered, not prevented.",
      examples: [],
      typicalResponse: "A ticket in the current sprint.",
      handling: "ticket",
    },
  ],
  questions: [
    { key: "customerOpsPrevented", asks: "Are customers kept from working?", kind: "yes_no", example: "they cannot log in or buy" },
    { key: "internalOpsPrevented", asks: "Are we ourselves kept from working?", kind: "yes_no", example: "nobody can clock in" },
    { key: "workaround", asks: "Is there a way around it?", kind: "text", example: "sign-in sheets on paper" },
  ],
  roles: [
    { role: "incident_commander", label: "Incident Commander", kind: "commander", says: "Decides, delegates, and is the one source of truth for the status." },
    { role: "solutioneer", label: "Solutioneer", kind: "responder", says: "Finds out what is wrong and mends it." },
    { role: "comms", label: "Marketing/Communications", kind: "comms_external", says: "Speaks to customers, close to the commander." },
  ],
  sentences: [
    { id: "SR-02", says: "A critical incident is dealt with at once, by everybody.", enforced: "block" },
    { id: "SR-05", says: "A moderate incident needs at least one update to the people inside before it is resolved.", enforced: "block" },
    { id: "SR-10", says: "The commander is the source of truth for the status.", enforced: "block" },
    { id: "SR-12", says: "Only one person at a time is Incident Commander.", enforced: "block" },
    { id: "SR-14", says: "One or more people work on the solution.", enforced: "block" },
    { id: "SR-15", says: "Only Marketing/Communications speaks to customers.", enforced: "block" },
    { id: "SR-20", says: "Members answer a critical alert immediately.", enforced: "inform" },
    { id: "SR-23", says: "Members state the role they will hold.", enforced: "warn" },
    { id: "SR-31", says: "The report says what the solution was.", enforced: "block" },
  ],
  readiness: [
    { key: "people", title: "Every member has a verified phone", ready: false, detail: "2 of 6 have none: Demo Eli, Demo Fay.", cites: ["SR-18"] },
    { key: "runbook", title: "A runbook for the deployment process", ready: true, detail: "Last reviewed 12 days ago.", cites: ["SR-39"] },
    { key: "drill", title: "A drill in the last six months", ready: false, detail: "None yet.", cites: ["SR-40"] },
  ],
};

/** Another process of which only the card is looked at. */
const another = (key: string, name: string, summary: string): ProcessView => ({ ...sitrep, key, name, version: 1, summary, sentences: [], readiness: [] });

export const processes: { readonly items: readonly unknown[] } = { items: [sitrep] };

/** What the first run offers; the one with a call asks where people meet. */
export const offered: readonly unknown[] = [
  another(
    "graceful",
    "Graceful disasters",
    "A calm process for outages that customers see: a manager who does not fix, workers in shifts, and observers who are told every two hours.",
  ),
  sitrep,
  another("radar", "Product engineering", "Four severities, a lead and a voice, short updates on a fixed beat. Good for product teams without a rota."),
  another("command", "Incident command", "A commander on call, a deputy, a scribe and liaisons. Good for many people and a rota around the clock."),
].map(({ key, name, summary }) => ({ key, name, summary, asks: key === "command" ? ["chat", "callUrl", "phone", "pin", "executives"] : [] }));
