/** Whoever works goes to no meetings: those ahead are declined, and whose they are is told so (GD2-24, GD2-25). */
import { z } from "zod";
import type { Wish } from "../../../incident/index.ts";
import { holdersOf } from "../../../incident/roles/slice.ts";
import { meetingsIn } from "../../../incident/shield/decline-meetings.ts";
import type { RecordedEvent, State } from "../../../incident/slices.ts";
import type { Duty } from "../../../kernel/duty.ts";
import type { Effect } from "../../../kernel/effect.ts";
import type { Facts } from "../../../kernel/facts.ts";
import { cites, duration } from "../../../kernel/process.ts";
import type { Policy } from "../../../kernel/rule.ts";
import { after, type Instant, later } from "../../../kernel/time.ts";
import { whom } from "../../rule.ts";

/** How a severity shields those who work. */
export const shieldValue = z.strictObject({
  /** Who is shielded. */
  role: z.string().max(40),
  /** Who gets what is meant for them, from people who have no part in it; absent: it reaches them. */
  pings: whom.optional(),
  /** So far ahead their meetings are declined; when that is over, it is looked again. */
  meetings: duration.optional(),
  /** Whose meeting it is hears of it, in the commander's name. */
  organisers: z.boolean().default(false),
  cites,
});
export type Shielding = z.infer<typeof shieldValue>;

/** What the rule sees of the pack. */
export type ShieldPolicy = Policy<undefined, Shielding | undefined>;

const wishFor = (person: string, now: Instant, ahead: string): Wish => ({ name: "decline-meetings", input: { person, until: after(now, ahead) } });

/** The meetings of those who work from now on. */
export function declining(policy: ShieldPolicy, state: State, people: readonly string[], now: Instant): Wish[] {
  const { meetings, role } = policy.level ?? {};
  if (meetings === undefined || role === undefined) return [];
  const working = holdersOf(state.roles, role);
  return people.filter((person) => working.includes(person)).map((person) => wishFor(person, now, meetings));
}

/** The process's own duties: to look again when the time looked at is over, and at once when a calendar changed. */
export function lookingAgain(policy: ShieldPolicy, state: State, facts: Facts): Duty<Wish, State>[] {
  const { meetings: ahead, role } = policy.level ?? {};
  if (ahead === undefined || role === undefined || state.lifecycle.phase !== "active") return [];
  return holdersOf(state.roles, role).flatMap((person) => {
    const looked = state.shield.looked[person];
    if (!looked) return [];
    const fresh = meetingsIn(facts, state, { person, from: looked.at, until: looked.until });
    const at = fresh.length === 0 ? looked.until : later(looked.at, facts.get("meetings", person)?.changedAt ?? looked.at);
    const step = { at, does: "open" as const, then: wishFor(person, at, ahead) };
    return [
      {
        ...{ key: `meetings/${person}@${at}`, who: { process: true }, what: "Look for meetings of those who work", during: ["active"], due: null },
        ...{ steps: [step], metBy: () => false, cites: policy.cites(policy.at("level", "meetings")) },
      },
    ];
  });
}

/** The mails to those whose meetings were declined. */
export function organisersTold(policy: ShieldPolicy, { data }: Extract<RecordedEvent, { type: "meetings-declined" }>): Effect[] {
  if (policy.level?.organisers !== true) return [];
  return data.meetings
    .filter(({ writable }) => writable)
    .map(({ id, title, from, until }) => ({
      key: `meeting-declined/${id}`,
      to: { contact: id },
      template: "meeting-declined",
      urgency: "notice" as const,
      params: { meeting: id, title, from, until, person: data.person, by: data.by },
      cites: policy.cites(policy.at("level", "organisers")),
    }));
}
