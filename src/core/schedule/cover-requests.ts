/** Rule: those who are asked for cover hear of it, are reminded in their working hours, and the asker hears what came of it. */
import type { Duty } from "../kernel/duty.ts";
import type { Effect } from "../kernel/effect.ts";
import type { CoverRequest, Facts } from "../kernel/facts.ts";
import { after, type Instant } from "../kernel/time.ts";
import { workBegins } from "../oncall/local-time.ts";
import { duty, notice } from "./making.ts";
import type { Watch } from "./slice.ts";
import { rule } from "./slices.ts";

/** How long before a shift open requests are brought to mind, from four weeks to twelve hours. */
const reminders = ["P28D", "P21D", "P14D", "P7D", "P3D", "P1D", "PT12H"] as const;

function dutiesOf(request: CoverRequest, watch: Watch): readonly Duty[] {
  const told = watch.cover[request.id];
  const { id, createdAt, state, answeredAt } = request;
  const tell = (what: string) => ({ name: "tell-cover", input: { request: id, what } });
  if (state !== "open") {
    const due = told ? !told.closed : (answeredAt ?? createdAt) > watch.openedAt;
    return due ? [duty(`cover/${id}/answered`, "Tell what came of a request", answeredAt ?? createdAt, tell("answered"))] : [];
  }
  if (!told) return [duty(`cover/${id}/asked`, "Ask for cover", createdAt, tell("asked"))];
  const instants = reminders.map((before) => after(request.from, `-${before}`)).filter((at) => at > createdAt);
  const first = instants.find((at) => at > told.at);
  return first === undefined ? [] : [duty(`cover/${id}/${first}`, "Remind of a request", first, tell("reminder"))];
}

/** A reminder waits for its reader's working hours; where none is left before the shift there is none. */
function reminded(person: string, request: CoverRequest, facts: Facts, at: Instant): Instant | null {
  const hours = facts.get("person", person)?.hours;
  const opens = hours ? workBegins(hours, at, hours.holidays ? facts.get("calendar", hours.holidays) : null) : at;
  return opens !== null && opens < request.from ? opens : null;
}

export const coverRequests = rule("cover_requests", {
  title: "Cover and exchange",
  says: "Whoever is asked for cover hears of it, again from four weeks to twelve hours before in their working hours, and the asker hears the answer.",
  demands: (_policy, { watch }, facts) =>
    watch.schedule === "" ? [] : (facts.get("cover", watch.schedule)?.requests ?? []).flatMap((request) => dutiesOf(request, watch)),
  triggers: {
    "cover-told": (_policy, { watch }, { data, at }, ctx) => {
      const request = ctx.facts.get("cover", watch.schedule)?.requests.find(({ id }) => id === data.request);
      if (!request) return [];
      const { person: asker, from, until, exchange, state, answeredBy } = request;
      const says = { schedule: data.title, request: data.request, asker, from, until, exchange: exchange ? `${exchange.from}/${exchange.until}` : null };
      return data.people.flatMap((person): Effect[] => {
        const key = `cover/${data.request}/${data.what}/${person}@${at}`;
        if (data.what === "answered") return [notice(key, person, "cover-answered", { ...says, state, by: answeredBy })];
        const notBefore = data.what === "reminder" ? reminded(person, request, ctx.facts, at) : at;
        return notBefore === null ? [] : [{ ...notice(key, person, "cover-asked", { ...says, again: data.what === "reminder" }), notBefore }];
      });
    },
  },
  examples: [],
});
