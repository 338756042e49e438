/** Pages as the state holds them: who was called, how often, and what became of it. */
import { z } from "zod";
import type { Recorded } from "../../kernel/event.ts";

const page = z.object({
  id: z.string(),
  person: z.string(),
  why: z.string(),
  /** Part of the level's first alert; otherwise one person called by hand. */
  team: z.boolean(),
  /** It waits for no window. */
  immediate: z.boolean().optional(),
  /** Whoever called them calls again by rules of its own: the rule of silence leaves it alone. */
  once: z.boolean().optional(),
  at: z.string(),
  lastAlertAt: z.string(),
  alerts: z.number(),
  state: z.enum(["open", "answered", "declined", "withdrawn"]),
  answeredAt: z.string().nullable(),
  reason: z.string().nullable(),
  /** The last method failed: nobody can reach them by machine. */
  unreachable: z.boolean(),
  deliveredAt: z.string().nullable(),
  /** Their silence was reported to the commander. */
  reported: z.boolean(),
});
/** The part of the state that is about pages. */
export const pagesSchema = z.object({ pages: z.record(z.string(), page), firstResponseAt: z.string().nullable() });
/** One call to one person. */
export type Page = z.infer<typeof page>;
export type Pages = z.infer<typeof pagesSchema>;
/** One page, changed. */
export const change = (state: Pages, id: string, to: Partial<Page>): Pages => {
  const page = state.pages[id];
  return page ? { ...state, pages: { ...state.pages, [id]: { ...page, ...to } } } : state;
};

/** Nobody is called any more. */
export const withdrawAll = (state: Pages): Pages => ({
  ...state,
  pages: Object.fromEntries(Object.entries(state.pages).map(([id, page]) => [id, page.state === "open" ? { ...page, state: "withdrawn" as const } : page])),
});

/** Those who were tried in vain are no longer called every few minutes; their answer still counts. */
export const callSeldom = (state: Pages, { data }: Recorded<{ readonly tried: readonly { readonly person: string }[] }>): Pages => {
  const tried = data.tried.map(({ person }) => person);
  const seldom = (page: Page) => (page.state === "open" && tried.includes(page.person) ? { ...page, once: true } : page);
  return { ...state, pages: Object.fromEntries(Object.entries(state.pages).map(([id, page]) => [id, seldom(page)])) };
};

/** Somebody is called no more. */
export const withdrawFrom = (state: Pages, person: string): Pages =>
  openPages(state)
    .filter((page) => page.person === person)
    .reduce((next, { id }) => change(next, id, { state: "withdrawn" }), state);

/** The pages that still wait for an answer. */
export function openPages(state: Pages): Page[] {
  return Object.values(state.pages).filter((page) => page.state === "open");
}
