/** What needs somebody's yes: what was asked for, and what was allowed and not done yet. */
import { z } from "zod";
import { eventOf } from "../../kernel/event.ts";
import { slice } from "../../kernel/slice.ts";

/** What a process may want a yes for. */
export const approvable = ["take_down"] as const;

const what = z.enum(approvable);
const schema = z.object({
  asked: z.record(z.string(), z.object({ by: z.string(), at: z.string() })),
  given: z.record(z.string(), z.object({ by: z.string(), at: z.string() })),
});
export type Approvals = z.infer<typeof schema>;
const event = eventOf<Approvals>();

const words = (one: string) => one.replaceAll("_", " ");
const without = <T>(all: Readonly<Record<string, T>>, key: string) => Object.fromEntries(Object.entries(all).filter(([one]) => one !== key));

export const approvals = slice("approvals", {
  schema,
  initial: { asked: {}, given: {} } as Approvals,
  on: {
    "approval-asked": event(
      { data: z.object({ what, why: z.string() }), says: (d) => `May we ${words(d.what)}? ${d.why}`, seenBy: "all" },
      (state, { data, at, actor }) => ({ ...state, asked: { ...state.asked, [data.what]: { by: actor, at } } }),
    ),
    "approval-given": event(
      { data: z.object({ what, note: z.string() }), says: (d) => `Yes to: ${words(d.what)}${d.note ? `. ${d.note}` : ""}`, seenBy: "all" },
      (state, { data, at, actor }) => ({ asked: without(state.asked, data.what), given: { ...state.given, [data.what]: { by: actor, at } } }),
    ),
    "taken-down": event({ data: z.object({ text: z.string() }), says: (d) => `Taken down: ${d.text}`, seenBy: "all" }, (state) => ({
      asked: without(state.asked, "take_down"),
      given: without(state.given, "take_down"),
    })),
  },
});
