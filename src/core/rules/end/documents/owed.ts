/** Who owes a document, until when, and how often they are reminded (GD2-49, GD2-50). */
import type { Document } from "../../../incident/documents/slice.ts";
import type { Wish } from "../../../incident/index.ts";
import { holdersOf } from "../../../incident/roles/slice.ts";
import type { State } from "../../../incident/slices.ts";
import type { Duty, Step } from "../../../kernel/duty.ts";
import type { Effect } from "../../../kernel/effect.ts";
import type { Facts } from "../../../kernel/facts.ts";
import { after, epochMs, type Instant, instantOf, lengthMs } from "../../../kernel/time.ts";
import { workEnds } from "../../../oncall/local-time.ts";
import type { DocumentPolicy, DocumentsPolicy } from "./value.ts";

/** How often one is reminded at most. */
const mostReminders = 30;

/** Who held the owner's role last: the one who has it, else the last who had it; null where nobody ever did. */
export function ownerOf(role: string, state: State): string | null {
  return holdersOf(state.roles, role).at(-1) ?? state.roles.past.filter((one) => one.role === role).at(-1)?.person ?? null;
}

/** When a document made at an instant is due; null where the process does not say. */
export function dueAt({ due, owner }: DocumentPolicy, at: Instant, state: State, facts: Facts): Instant | null {
  if (due === undefined) return null;
  if (due !== "working_day_end") return after(at, due);
  const person = ownerOf(owner, state);
  const hours = (person === null ? null : facts.get("person", person)?.hours) ?? facts.get("organisation", "organisation")?.hours;
  if (!hours) return null;
  return workEnds(hours, at, hours.holidays ? facts.get("calendar", hours.holidays) : null);
}

/** The duties of the documents that are made and not done with. */
export function documentDuties(policy: DocumentsPolicy, state: State): Duty<Wish, State>[] {
  return policy.own.flatMap((one, index) => {
    const made = state.documents.documents[one.kind];
    const open = made !== undefined && (one.sendTo ? made.state !== "sent" : made.state === "draft");
    if (!open) return [];
    const nobodys = one.assigned !== undefined && made.owner === null && made.state === "draft";
    return [
      nobodys
        ? assignDuty(one, state, policy.cites(policy.at("top", `${index}/assigned`)))
        : dutyOf(one, made, state, policy.cites(policy.at("top", String(index)))),
    ];
  });
}

/** Nobody writes it yet: whoever's it is by their role names somebody. */
function assignDuty({ kind, title, owner }: DocumentPolicy, state: State, cites: readonly string[]): Duty<Wish, State> {
  return {
    key: `document/${kind}/assign`,
    who: owing(owner, state),
    what: `Name who writes the ${title}`,
    during: ["resolved"],
    due: null,
    steps: [],
    metBy: (event) => event.type === "document-assigned" && (event.data as { kind: string }).kind === kind,
    cites,
    by: { name: "assign-document", input: { kind } },
  };
}

function dutyOf(one: DocumentPolicy, made: Document, state: State, cites: readonly string[]): Duty<Wish, State> {
  const { kind, owner, sendTo } = one;
  const sends = sendTo !== undefined && made.state === "ready";
  const done = sends ? "document-sent" : "document-ready";
  return {
    key: `document/${kind}/${made.revision}/${sends ? "send" : "ready"}`,
    who: made.assigned && made.owner !== null && !sends ? { people: [made.owner] } : owing(owner, state),
    what: `${sends ? "Send" : "Finish"} the ${one.title}${one.first ? ", before anything else" : ""}`,
    during: ["resolved"],
    due: made.dueAt,
    steps: [...(sends ? [] : reminders(one, made)), ...dueStep(made)].sort((a, b) => (a.at < b.at ? -1 : 1)),
    metBy: (event) => event.type === done && (event.data as { kind: string }).kind === kind,
    cites,
    by: sends ? { name: "send-document", input: { kind, to: sendTo.group } } : { name: "mark-document-ready", input: { kind } },
  };
}

/** The role while somebody holds it, then the one who held it last. */
function owing(role: string, state: State): Duty["who"] {
  const last = ownerOf(role, state);
  return last === null || holdersOf(state.roles, role).length > 0 ? { role } : { people: [last] };
}

const dueStep = ({ dueAt: at }: Document): Step<Wish>[] => (at === null ? [] : [{ at, does: "due" }]);

function reminders({ first }: DocumentPolicy, { createdAt }: Document): Step<Wish>[] {
  if (!first) return [];
  const [begun, every] = [epochMs(createdAt), lengthMs(first.remind)];
  return Array.from({ length: mostReminders }, (_, index) => ({ at: instantOf(begun + (index + 1) * every), does: "remind" as const }));
}

/** Tells the owner of a document that comes first that it waits. */
export function reminderOf(policy: DocumentsPolicy, state: State, data: { readonly key: string; readonly what: string; readonly does: string }): Effect[] {
  const [, kind] = data.key.split("/");
  const index = policy.own.findIndex((one) => one.kind === kind);
  const one = policy.own[index];
  const person = one?.first ? ownerOf(one.owner, state) : null;
  if (person === null) return [];
  return [
    {
      key: `nudge/${data.key}/${data.does}/${person}`,
      to: { person },
      template: "nudge",
      urgency: "notice",
      params: { what: data.what, dueAt: state.documents.documents[kind ?? ""]?.dueAt ?? "", state: data.does },
      duty: data.key,
      cites: policy.cites(policy.at("top", `${index}/first`)),
    },
  ];
}
