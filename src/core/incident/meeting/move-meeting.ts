/** Moves the meeting to another time; everybody gets the new one (GD2-51). */
import { z } from "zod";
import { refuse } from "../../kernel/refusal.ts";
import { epochMs, instantOf } from "../../kernel/time.ts";
import { over } from "../examples.ts";
import { command } from "../slices.ts";

const proposed = {
  type: "meeting-proposed",
  data: {
    ...{ id: "m1", document: "postmortem", revision: 1, from: "2026-03-03T10:00:00.000Z", until: "2026-03-03T11:00:00.000Z" },
    ...{ organiser: "ana", required: ["ana"], optional: [], clashes: [], sequence: 0 },
  },
};

export const moveMeeting = command("move-meeting", {
  title: "Move the meeting",
  says: "Moves the meeting to another time; everybody gets the new one (GD2-51).",
  input: z.object({ from: z.iso.datetime().meta({ title: "When", description: "It lasts as long as before" }) }),
  may: { capability: "call_meeting" },
  partOf: "meeting",
  form: { verb: "Move" },
  when: (state) => state.meetings.next !== null,
  decide(state, input, ctx) {
    const { next } = state.meetings;
    if (next === null) return refuse("not_found", "There is no meeting to move.");
    const from = instantOf(epochMs(input.from));
    if (from <= ctx.now) return refuse("invalid_value", "That time has passed.", { pointer: "/from" });
    if (from === next.from) return refuse("invalid_value", "It is at that time already.", { pointer: "/from" });
    const until = instantOf(epochMs(from) + epochMs(next.until) - epochMs(next.from));
    return [{ type: "meeting-moved", data: { ...next, from, until, clashes: [], sequence: next.sequence + 1 } }];
  },
  examples: [
    { title: "to a day later", given: [...over, proposed], input: { from: "2026-03-04T10:00:00Z" }, then: ["meeting-moved"] },
    { title: "to yesterday", given: [...over, proposed], input: { from: "2026-03-01T10:00:00Z" }, then: { refused: "invalid_value" } },
  ],
});
