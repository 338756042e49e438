/** How they meet about a document as soon as it is ready: who must come, who may, and everybody gets it by mail (GD2-51, GD2-52, R-GDPM-01). */
import { z } from "zod";
import type { Meeting } from "../../incident/meeting/slice.ts";
import { holdersOf } from "../../incident/roles/slice.ts";
import type { State } from "../../incident/slices.ts";
import type { Effect } from "../../kernel/effect.ts";
import type { Facts } from "../../kernel/facts.ts";
import { cites, duration } from "../../kernel/process.ts";
import type { Policy } from "../../kernel/rule.ts";
import { after, type Instant } from "../../kernel/time.ts";
import { commonSlot, type Guest, type Slot } from "../../oncall/common-slot.ts";
import { participantsOf } from "../resolve-whom.ts";
import { rule } from "../rule.ts";

const value = z
  .strictObject({
    /** The kind of the document they meet about. */
    about: z.string().max(40),
    minutes: z.number().int().min(15).max(240),
    /** So long before it everybody knows of it. */
    notice: duration.default("PT30M"),
    /** Roles that must come, beside whoever owns the document. */
    required: z.array(z.string().max(40)).default([]),
    /** Roles that may come. */
    optional: z.array(z.string().max(40)).default([]),
    cites,
  })
  .optional();
type Value = NonNullable<z.infer<typeof value>>;

/** Who holds a role; where nobody does any more, who held it last. */
function servedLast(state: State, role: string): string[] {
  const holders = holdersOf(state.roles, role);
  const last = state.roles.past.filter((one) => one.role === role).at(-1);
  return holders.length > 0 || !last ? holders : [last.person];
}

/** Everybody who ever held one of the roles. */
const everServed = (state: State, roles: readonly string[]) =>
  [...state.roles.held, ...state.roles.past].filter(({ role }) => roles.includes(role)).map(({ person }) => person);

function guestOf(facts: Facts, id: string): Guest[] {
  const hours = facts.get("person", id)?.hours;
  return hours ? [{ id, hours, calendar: hours.holidays ? facts.get("calendar", hours.holidays) : null, busy: facts.get("meetings", id)?.meetings ?? [] }] : [];
}

function invited(own: Value, state: State, owner: string | null) {
  const required = [...new Set([...(owner === null ? [] : [owner]), ...own.required.flatMap((role) => servedLast(state, role))])];
  return { required, optional: [...new Set(everServed(state, own.optional))].filter((person) => !required.includes(person)) };
}

/** The first slot that fits everybody who must come; at the latest this time tomorrow. */
function slotOf(required: readonly string[], at: Instant, minutes: number, facts: Facts): Slot {
  const guests = required.flatMap((person) => guestOf(facts, person));
  const found = commonSlot(guests, at, minutes);
  return found ?? { from: after(at, "P1D"), until: after(at, `P1DT${minutes}M`), clashes: [...required] };
}

/** The mail with the document and the date, to everybody who took part or watched. */
function mails(policy: Policy<Value | undefined>, state: State, meeting: Meeting, at: Instant): Effect[] {
  const acted = [...Object.keys(state.people.lastActAt), ...everServed(state, Object.keys(policy.process.roles))];
  const everybody = new Set([...meeting.required, ...meeting.optional, ...participantsOf(state), ...acted]);
  const title = state.documents.documents[meeting.document]?.title ?? meeting.document;
  return [...everybody].map((person) => ({
    key: `meeting/${meeting.id}/${meeting.sequence}/${person}`,
    to: { person },
    template: "meeting",
    urgency: "notice",
    via: ["email"],
    always: true,
    params: {
      ...{ uid: meeting.id, sequence: meeting.sequence, at, from: meeting.from, until: meeting.until, organiser: meeting.organiser ?? "" },
      ...{ required: meeting.required, optional: meeting.optional, coming: comingOf(meeting, person), title },
      ...(meeting.sequence === 0 ? { document: meeting.document, with: [] } : {}),
    },
    cites: policy.cites(policy.at("top")),
  }));
}

const comingOf = ({ required, optional }: Meeting, person: string) =>
  required.includes(person) ? "required" : optional.includes(person) ? "optional" : "told";

export const meeting = rule("meeting", {
  title: "Meeting",
  says: "Proposes the first common time to meet once a document is ready, and mails document and date to everybody who took part.",
  schema: value,
  follows: {
    "document-ready": (policy, state, { data, at }, ctx) => {
      const { own } = policy;
      if (own?.about !== data.kind) return [];
      const organiser = state.documents.documents[data.kind]?.owner ?? null;
      const people = invited(own, state, organiser);
      return [
        {
          name: "propose-meeting",
          input: { document: data.kind, organiser, ...people, ...plain(slotOf(people.required, after(at, own.notice), own.minutes, ctx.facts)) },
        },
      ];
    },
  },
  triggers: {
    "meeting-proposed": (policy, state, { data, at }) => mails(policy, state, data, at),
    "meeting-moved": (policy, state, { data, at }) => mails(policy, state, data, at),
  },
  examples: [
    { title: "an hour", value: { about: "postmortem", minutes: 60, required: ["observer"], optional: ["worker"] }, in: "top", valid: true },
    { title: "a week", value: { about: "postmortem", minutes: 10_080 }, in: "top", valid: false },
  ],
});

const plain = ({ from, until, clashes }: Slot) => ({ from, until, clashes: [...clashes] });
