/** Until when somebody is to call the meeting, who, and what is said of a time after that (R-PD-A03). */
import type { Wish } from "../../../incident/index.ts";
import type { State } from "../../../incident/slices.ts";
import type { Duty } from "../../../kernel/duty.ts";
import type { Facts } from "../../../kernel/facts.ts";
import { commandingRole } from "../../../kernel/process.ts";
import type { Objection } from "../../../kernel/refusal.ts";
import { epochMs, type Instant } from "../../../kernel/time.ts";
import { nextWorkEnds } from "../../../oncall/local-time.ts";
import type { MeetingPolicy } from "./value.ts";

/** The end of the last of so many working days of the house; null where it says of no working hours. */
export function dueAfter(workingDays: number, at: Instant, facts: Facts): Instant | null {
  const hours = facts.get("organisation", "organisation")?.hours;
  return hours ? nextWorkEnds(hours, at, hours.holidays ? facts.get("calendar", hours.holidays) : null, workingDays) : null;
}

/** Whoever writes the document calls the meeting; where nobody does yet, whoever commands. */
export function callDuty({ own, process, cites, at }: MeetingPolicy, { meetings: { owed }, documents }: State): Duty<Wish, State>[] {
  const made = owed && documents.documents[owed.document];
  if (own?.owed === undefined || owed === undefined || owed.called || made === undefined) return [];
  const commander = commandingRole(process);
  return [
    {
      key: `meeting/${made.kind}/${made.revision}/call`,
      who: made.owner !== null ? { people: [made.owner] } : commander === null ? { process: true } : { role: commander },
      what: `Call the meeting about the ${made.title}`,
      during: ["resolved"],
      due: owed.due,
      steps: owed.due === null ? [] : [{ at: owed.due, does: "due" }],
      metBy: ({ type }) => type === "meeting-called",
      cites: cites(at("top", "owed")),
      by: { name: "call-meeting" },
    },
  ];
}

/** A time after the day until which they are to meet. */
export function tooLate({ own, at, objection }: MeetingPolicy, { meetings: { owed } }: State, input: { readonly from: string } | null): Objection[] {
  if (own?.owed === undefined || input === null || !owed?.due || epochMs(input.from) < epochMs(owed.due)) return [];
  return [objection(at("top", "owed"), "invalid_value", `They meet within ${own.owed.workingDays} working days after it was over.`)];
}
