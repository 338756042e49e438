/** Whether the public is told, which words were approved, and whether it was told that it is over. */
import { z } from "zod";
import { eventOf } from "../../kernel/event.ts";
import { slice } from "../../kernel/slice.ts";

/** What may be decided; in doubt it is told (PD-29). */
export const publicDecisions = ["announce", "unsure", "not"] as const;

const schema = z.object({
  decision: z.object({ at: z.string(), tell: z.boolean() }).nullable(),
  /** Drafts that may be published. */
  approved: z.array(z.string()),
  /** When drafts go out by themselves, by draft. */
  planned: z.record(z.string(), z.string()),
  /** When something was last published; null: never. */
  toldAt: z.string().nullable(),
  told: z.boolean(),
  /** Whether something was published after the end. */
  final: z.boolean(),
  over: z.boolean(),
});
export type Announcing = z.infer<typeof schema>;
const event = eventOf<Announcing>();

const words = { announce: "The public is told", unsure: "Nobody is sure whether the public should be told, so it is", not: "The public is not told" };

export const announcing = slice("announcing", {
  schema,
  initial: { decision: null, approved: [], planned: {}, toldAt: null, told: false, final: false, over: false } as Announcing,
  on: {
    "public-decided": event(
      {
        data: z.object({ decision: z.enum(publicDecisions), words: z.string() }),
        says: (d) => `${words[d.decision]}${d.words ? `: ${d.words}` : ""}`,
        seenBy: "all",
      },
      (state, { data, at }) => ({ ...state, decision: { at, tell: data.decision !== "not" } }),
    ),
    "customer-message-approved": event(
      { data: z.object({ message: z.string() }), says: () => "Approved what customers are told", seenBy: "all" },
      (state, { data }) => ({ ...state, approved: [...state.approved, data.message] }),
    ),
    "customer-message-planned": event(
      { data: z.object({ message: z.string(), at: z.string() }), says: (d, say) => `What customers are told goes out at ${say.instant(d.at)}`, seenBy: "all" },
      (state, { data }) => ({ ...state, planned: { ...state.planned, [data.message]: data.at } }),
    ),
  },
  hears: {
    "customer-message-published": (state, { at }) => ({ ...state, told: true, toldAt: at, final: state.over }),
    resolved: (state) => ({ ...state, over: true, final: false }),
    reopened: (state) => ({ ...state, over: false, final: false }),
  },
});
