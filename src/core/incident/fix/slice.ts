/** The fix: since when it is ready, and when it went out. */
import { z } from "zod";
import { eventOf } from "../../kernel/event.ts";
import { slice } from "../../kernel/slice.ts";

const schema = z.object({ readyAt: z.string().nullable(), deployedAt: z.string().nullable() });
export type Fix = z.infer<typeof schema>;
const event = eventOf<Fix>();

export const fix = slice("fix", {
  schema,
  initial: { readyAt: null, deployedAt: null } as Fix,
  on: {
    "fix-ready": event({ data: z.object({ text: z.string() }), says: (d) => `A fix is ready: ${d.text}`, seenBy: "all" }, (_state, { at }) => ({
      readyAt: at,
      deployedAt: null,
    })),
  },
  hears: {
    "change-noted": (state, { data, at }): Fix =>
      (data as { kind: string }).kind === "deploy" && state.readyAt !== null && state.deployedAt === null ? { ...state, deployedAt: at } : state,
  },
});
