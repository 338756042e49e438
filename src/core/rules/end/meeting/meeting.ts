/** How they meet about a document: as soon as it is ready, or when whoever writes it says; who must come, who may (GD2-51, GD2-52, R-GDPM-01, R-PD-A03). */

import { after } from "../../../kernel/time.ts";
import { rule } from "../../rule.ts";
import { firstSlot, invited, mails, slotAt } from "./invited.ts";
import { callDuty, dueAfter, tooLate } from "./owed.ts";
import { meetingValue } from "./value.ts";

export const meeting = rule("meeting", {
  title: "Meeting",
  says: "They meet about a document: at the first time that fits once it is ready, or when whoever writes it says, within working days; by mail to everybody it concerns.",
  schema: meetingValue,
  forbids: {
    "call-meeting": (policy, state, input) => tooLate(policy, state, input),
    "move-meeting": (policy, state, input) => tooLate(policy, state, input),
  },
  follows: {
    "document-created": ({ own }, _state, { data, at }, { facts }) =>
      own?.owed && own.about === data.kind ? [{ name: "owe-meeting", input: { document: data.kind, due: dueAfter(own.owed.workingDays, at, facts) } }] : [],
    "meeting-called": ({ own }, state, { data }, { facts }) => {
      if (own === undefined) return [];
      const organiser = state.documents.documents[data.document]?.owner ?? null;
      const people = invited(own, state, organiser);
      const slot = slotAt(people.required, data.from, own.minutes, facts);
      const input = { document: data.document, organiser, ...people, ...slot, ...(own.agenda ? { agenda: own.agenda } : {}) };
      return [{ name: "propose-meeting", input, must: true }];
    },
    "document-ready": ({ own }, state, { data, at }, { facts }) => {
      if (own?.about !== data.kind || own.owed) return [];
      const organiser = state.documents.documents[data.kind]?.owner ?? null;
      const people = invited(own, state, organiser);
      const slot = firstSlot(people.required, after(at, own.notice), own.minutes, facts);
      return [{ name: "propose-meeting", input: { document: data.kind, organiser, ...people, ...slot, ...(own.agenda ? { agenda: own.agenda } : {}) } }];
    },
  },
  demands: (policy, state) => callDuty(policy, state),
  triggers: {
    "meeting-proposed": (policy, state, { data, at }) => mails(policy, state, data, at),
    "meeting-moved": (policy, state, { data, at }) => mails(policy, state, data, at),
  },
  examples: [
    { title: "an hour", value: { about: "postmortem", minutes: 60, required: ["observer"], optional: ["worker"] }, in: "top", valid: true },
    { title: "within a week", value: { about: "postmortem", minutes: 30, owed: { workingDays: 5 }, agenda: ["Timeline"] }, in: "top", valid: true },
    { title: "a week", value: { about: "postmortem", minutes: 10_080 }, in: "top", valid: false },
  ],
});
