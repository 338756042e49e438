/** Says when they meet about a document for which a meeting is owed; who is invited, the process knows (R-PD-A03). */
import { z } from "zod";
import { refuse } from "../../kernel/refusal.ts";
import { epochMs, instantOf } from "../../kernel/time.ts";
import { over } from "../examples.ts";
import { command } from "../slices.ts";

const owed = [
  { type: "document-created", data: { kind: "postmortem", title: "Post-mortem", auto: [], required: [] } },
  { type: "meeting-owed", data: { document: "postmortem", title: "Post-mortem", due: "2026-03-09T18:00:00.000Z" } },
];

export const callMeeting = command("call-meeting", {
  title: "Call the meeting",
  says: "Says when they meet about the document; whoever the process names is invited by mail (R-PD-A03).",
  input: z.object({ from: z.iso.datetime().meta({ title: "When", description: "Everybody who is invited gets it for their calendar" }) }),
  may: { capability: "call_meeting" },
  partOf: "meeting",
  form: { verb: "Call" },
  when: ({ lifecycle, meetings }) => lifecycle.phase === "resolved" && meetings.owed?.called === false,
  decide({ lifecycle, meetings }, input, ctx) {
    const { owed } = meetings;
    if (lifecycle.phase !== "resolved" || owed === undefined) return refuse("invalid_state", "No meeting is owed now.");
    if (owed.called) return refuse("invalid_state", "The meeting is called already; it can be moved.");
    const from = instantOf(epochMs(input.from));
    if (from <= ctx.now) return refuse("invalid_value", "That time has passed.", { pointer: "/from" });
    return [{ type: "meeting-called", data: { document: owed.document, from } }];
  },
  examples: [
    { title: "for the day after", given: [...over, ...owed], input: { from: "2026-03-04T10:00:00Z" }, then: ["meeting-called"] },
    { title: "for yesterday", given: [...over, ...owed], input: { from: "2026-03-01T10:00:00Z" }, then: { refused: "invalid_value" } },
    { title: "that nobody owes", given: over, input: { from: "2026-03-04T10:00:00Z" }, then: { refused: "invalid_state" } },
  ],
});
