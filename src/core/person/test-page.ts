/** Rule: whoever asked for it is tested every week by their own rules, and silence is told to those who pages go to in the end. */
import { Temporal } from "temporal-polyfill";
import type { Duty } from "../kernel/duty.ts";
import type { Effect } from "../kernel/effect.ts";
import type { Facts } from "../kernel/facts.ts";
import { after, type Instant } from "../kernel/time.ts";
import { quietEnds } from "../oncall/local-time.ts";
import type { Tested } from "./slice.ts";
import { rule } from "./slices.ts";

/** How long a test page may go unanswered. */
const patience = "PT1H";

/** The first such moment after an instant, by the clock of a zone; a time that a change of clocks leaves out is the one after it. */
export function nextWeekly({ weekday, at }: NonNullable<Tested["weekly"]>, zone: string, since: Instant): Instant {
  const here = Temporal.Instant.from(since).toZonedDateTimeISO(zone);
  for (let days = 0; days <= 7; days++) {
    const date = here.toPlainDate().add({ days });
    if (date.dayOfWeek !== weekday) continue;
    const moment = date.toZonedDateTime({ timeZone: zone, plainTime: Temporal.PlainTime.from(at) });
    if (moment.epochMilliseconds > here.epochMilliseconds) return new Date(moment.epochMilliseconds).toISOString();
  }
  return after(since, "P7D");
}

function duty(key: string, what: string, at: Instant, then: NonNullable<Duty["steps"][number]["then"]>): Duty {
  return { key, who: { process: true }, what, during: ["open"], steps: [{ at, does: "due", then }], due: null, metBy: () => false, cites: [] };
}

/** Silence counts from when the page could leave: quiet hours hold it. */
function silence({ page, person }: Tested, facts: Facts): readonly Duty[] {
  if (page?.state !== "open") return [];
  const hours = facts.get("person", person)?.hours;
  const from = hours ? quietEnds(hours, page.at) : page.at;
  return [duty(`silence/${page.id}`, "Report who did not answer a test page", after(from, patience), { name: "report-silence", input: { page: page.id } })];
}

function steps(person: string, facts: Facts, at: Instant, page: string): readonly Effect[] {
  const rules = facts.get("person", person)?.rules.page ?? [];
  const one = { to: { person }, template: "test-page", urgency: "page" as const, page, cites: [] };
  if (rules.length === 0) return [{ ...one, key: `page/${page}`, params: { page } }];
  return rules.map(({ method, after: delay }, index) => {
    const from = after(at, delay);
    return { ...one, key: `page/${page}/${index}`, params: { page, method, rule: index }, ...(from > at ? { notBefore: from } : {}) };
  });
}

export const testPage = rule("test_page", {
  title: "Weekly test page",
  says: "Whoever asked for it is tested every week by their own rules, never in their quiet hours; silence is told to those who pages go to in the end.",
  demands: (_policy, { tested }, facts) => {
    const { person, weekly, since } = tested;
    const who = person === "" ? null : facts.get("person", person);
    const next = weekly && who?.active ? nextWeekly(weekly, who.hours.zone, since) : null;
    const send = next ? [duty(`test@${next}`, "Send the weekly test page", next, { name: "send-test-page", input: { person, by: "week" } })] : [];
    return [...send, ...silence(tested, facts)];
  },
  triggers: {
    paged: (_policy, _state, { data, at }, ctx) => steps(data.person, ctx.facts, at, data.page),
    "person-unreachable": (_policy, _state, { data }, ctx) =>
      (ctx.facts.get("organisation", "organisation")?.lastResort ?? [])
        .filter((person) => person !== data.person)
        .map((person) => ({
          key: `unreachable/${data.page}/${person}`,
          to: { person },
          template: "unreachable",
          urgency: "notice" as const,
          params: { person: data.person, reason: data.reason },
          cites: [],
        })),
  },
  examples: [],
});
