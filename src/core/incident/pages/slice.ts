/** Who was called, how often, and what they said. */
import { z } from "zod";
import { eventOf } from "../../kernel/event.ts";
import { slice } from "../../kernel/slice.ts";
import { callSeldom, change, type Pages, pagesSchema, withdrawAll, withdrawFrom } from "./called.ts";

const event = eventOf<Pages>();

export const pages = slice("pages", {
  schema: pagesSchema,
  initial: { pages: {}, firstResponseAt: null } as Pages,
  on: {
    paged: event(
      {
        data: z.object({
          page: z.string(),
          person: z.string(),
          why: z.string(),
          team: z.boolean(),
          immediate: z.boolean().optional(),
          once: z.boolean().optional(),
        }),
        says: (d, say) => `Paged ${say.person(d.person)}: ${d.why}`,
        seenBy: "all",
      },
      (state, { data, at }) => ({
        ...state,
        pages: {
          ...state.pages,
          [data.page]: {
            id: data.page,
            person: data.person,
            why: data.why,
            team: data.team,
            ...(data.immediate ? { immediate: true } : {}),
            ...(data.once ? { once: true } : {}),
            at,
            lastAlertAt: at,
            alerts: 1,
            state: "open",
            answeredAt: null,
            reason: null,
            unreachable: false,
            deliveredAt: null,
            reported: false,
          },
        },
      }),
    ),
    "paged-again": event(
      {
        data: z.object({ page: z.string(), person: z.string(), alert: z.number() }),
        says: (d, say) => `No answer yet: paged ${say.person(d.person)} again (alert ${d.alert})`,
        seenBy: "all",
      },
      (state, { data, at }) => change(state, data.page, { lastAlertAt: at, alerts: data.alert }),
    ),
    "page-answered": event(
      {
        data: z.object({ page: z.string(), person: z.string(), how: z.string() }),
        says: (d, say) => `${say.person(d.person)} answered${d.how === "in_person" ? " in person" : ""}`,
        seenBy: "all",
      },
      (state, { data, at }) => ({ ...change(state, data.page, { state: "answered", answeredAt: at }), firstResponseAt: state.firstResponseAt ?? at }),
    ),
    "page-declined": event(
      {
        data: z.object({ page: z.string(), person: z.string(), reason: z.string() }),
        says: (d, say) => `${say.person(d.person)} cannot come: ${d.reason}`,
        seenBy: "all",
      },
      (state, { data, at }) => ({
        ...change(state, data.page, { state: "declined", answeredAt: at, reason: data.reason }),
        firstResponseAt: state.firstResponseAt ?? at,
      }),
    ),
    "page-delivered": event(
      {
        data: z.object({ page: z.string(), person: z.string(), channel: z.string() }),
        says: (d, say) => `The page reached ${say.person(d.person)} by ${d.channel}`,
        seenBy: "all",
        timeline: false,
      },
      (state, { data, at }) => change(state, data.page, { deliveredAt: at, unreachable: false }),
    ),
    "page-bundled": event(
      {
        data: z.object({ page: z.string(), person: z.string(), reason: z.string() }),
        says: (d, say) => `The page to ${say.person(d.person)} waits to be said together with others (${d.reason})`,
        seenBy: "all",
      },
      (state) => state,
    ),
    "person-unreachable": event(
      {
        data: z.object({ page: z.string(), person: z.string(), reason: z.string() }),
        says: (d, say) => `No method reaches ${say.person(d.person)} (${d.reason}): please call by hand`,
        seenBy: "all",
      },
      (state, { data }) => change(state, data.page, { unreachable: true }),
    ),
    "silence-reported": event(
      {
        data: z.object({ pages: z.array(z.string()), people: z.array(z.string()) }),
        says: (d, say) => `No answer from ${d.people.map(say.person).join(", ")}`,
        seenBy: "all",
      },
      (state, { data }) => data.pages.reduce((next, id) => change(next, id, { reported: true }), state),
    ),
  },
  hears: {
    "expert-unreachable-recorded": callSeldom,
    resolved: withdrawAll,
    cancelled: withdrawAll,
    "marked-duplicate": withdrawAll,
    rejected: withdrawAll,
    "stood-down": withdrawAll,
    released: (state, { data }) => withdrawFrom(state, data.person),
  },
});
