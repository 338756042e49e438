/** Who comes to the meeting, when it fits them, and the mail that invites them (GD2-51, GD2-52). */
import type { Meeting } from "../../../incident/meeting/slice.ts";
import { holdersOf } from "../../../incident/roles/slice.ts";
import type { State } from "../../../incident/slices.ts";
import type { Effect } from "../../../kernel/effect.ts";
import type { Facts } from "../../../kernel/facts.ts";
import { after, type Instant } from "../../../kernel/time.ts";
import { clashesAt, commonSlot, type Guest } from "../../../oncall/common-slot.ts";
import { participantsOf } from "../../resolve-whom.ts";
import type { MeetingPolicy, MeetingValue } from "./value.ts";

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

/** Whoever asks for it and the roles that must come, and those that may. */
export function invited(own: MeetingValue, state: State, owner: string | null) {
  const required = [...new Set([...(owner === null ? [] : [owner]), ...own.required.flatMap((role) => servedLast(state, role))])];
  return { required, optional: [...new Set(everServed(state, own.optional))].filter((person) => !required.includes(person)) };
}

/** The first slot that fits everybody who must come; at the latest this time tomorrow. */
export function firstSlot(required: readonly string[], at: Instant, minutes: number, facts: Facts) {
  const guests = required.flatMap((person) => guestOf(facts, person));
  const found = commonSlot(guests, at, minutes) ?? { from: after(at, "P1D"), until: after(at, `P1DT${minutes}M`), clashes: [...required] };
  return { from: found.from, until: found.until, clashes: [...found.clashes] };
}

/** The slot somebody chose, with those for whom it does not fit. */
export function slotAt(required: readonly string[], from: Instant, minutes: number, facts: Facts) {
  const slot = { from, until: after(from, `PT${minutes}M`) };
  const guests = required.flatMap((person) => guestOf(facts, person));
  return { ...slot, clashes: clashesAt(guests, slot) };
}

/** The mail with the date, and with the document where it is ready: then to everybody who took part or watched, before to whoever is invited. */
export function mails(policy: MeetingPolicy, state: State, meeting: Meeting, at: Instant): Effect[] {
  const document = state.documents.documents[meeting.document];
  const draft = policy.own?.owed !== undefined && document?.state === "draft";
  const acted = [...Object.keys(state.people.lastActAt), ...everServed(state, Object.keys(policy.process.roles))];
  const everybody = new Set([...meeting.required, ...meeting.optional, ...(draft ? [] : [...participantsOf(state), ...acted])]);
  return [...everybody].map((person) => ({
    key: `meeting/${meeting.id}/${meeting.sequence}/${person}`,
    to: { person },
    template: "meeting",
    urgency: "notice",
    via: ["email"],
    always: true,
    params: {
      ...{ uid: meeting.id, sequence: meeting.sequence, at, from: meeting.from, until: meeting.until, organiser: meeting.organiser ?? "" },
      ...{ required: meeting.required, optional: meeting.optional, coming: comingOf(meeting, person), title: document?.title ?? meeting.document },
      ...(meeting.agenda ? { agenda: meeting.agenda } : {}),
      ...(draft ? { draft } : meeting.sequence === 0 ? { document: meeting.document, with: [] } : {}),
    },
    cites: policy.cites(policy.at("top")),
  }));
}

const comingOf = ({ required, optional }: Meeting, person: string) =>
  required.includes(person) ? "required" : optional.includes(person) ? "optional" : "told";
