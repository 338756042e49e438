/** Rounds: the manager asks everybody at work how it stands, sums it up and decides. The words stay in the log. */
import { z } from "zod";
import { eventOf, type Recorded } from "../../kernel/event.ts";
import { slice } from "../../kernel/slice.ts";

/** What may come of a round (GD2-18). */
export const decisions = ["no_change", "call_resources", "swap_workers", "change_direction", "refocus"] as const;

/** The ways a summary may be passed on (GD2-17). */
export const deliveries = ["email", "chat", "verbal"] as const;

const words = {
  learned: z.string(),
  tried: z.string(),
  worked: z.string(),
  doing: z.string(),
  left: z.string(),
  setbacks: z.string(),
  notUnderControl: z.string(),
};

/** What a worker may be asked for in words; which of them must be answered, the process says (GD-32). */
export const answerFields = Object.keys(words) as readonly (keyof typeof words)[];

const round = z.object({
  n: z.number(),
  openedAt: z.string(),
  asked: z.array(z.string()),
  /** When each of them answered. */
  answered: z.record(z.string(), z.string()),
  summarisedAt: z.string().nullable(),
  decision: z.enum(decisions).nullable(),
});
const schema = z.object({
  /** From when the next rounds are counted: the declaration, the last change of severity, the last beginning anew. */
  anchor: z.string().nullable(),
  /** The newest rounds; older ones are in the log. */
  rounds: z.array(round),
});
export type Round = z.infer<typeof round>;
export type Rounds = z.infer<typeof schema>;
const event = eventOf<Rounds>();

/** So many rounds are remembered. */
const remembered = 12;

const change = (state: Rounds, n: number, to: (one: Round) => Partial<Round>): Rounds => ({
  ...state,
  rounds: state.rounds.map((one) => (one.n === n ? { ...one, ...to(one) } : one)),
});

/** The round that was opened last; null before the first. */
export const latestRound = (state: Rounds): Round | null => state.rounds.at(-1) ?? null;

/** The round of that number, the last one where none is named. */
export const roundOf = (state: Rounds, n: number | undefined): Round | null =>
  n === undefined ? latestRound(state) : (state.rounds.find((one) => one.n === n) ?? null);

const startsAnew = (state: Rounds, { at }: Recorded): Rounds => ({ ...state, anchor: at });

export const rounds = slice("rounds", {
  schema,
  initial: { anchor: null, rounds: [] } as Rounds,
  on: {
    "round-opened": event(
      {
        data: z.object({ round: z.number(), asked: z.array(z.string()) }),
        says: (d, say) => `Round ${d.round}: ${d.asked.length === 0 ? "nobody is at work" : `asked ${d.asked.map(say.person).join(", ")}`}`,
        seenBy: "all",
      },
      (state, { data, at }) => {
        const fresh = { n: data.round, openedAt: at, asked: data.asked, answered: {}, summarisedAt: null, decision: null };
        return { ...state, rounds: [...state.rounds, fresh].slice(-remembered) };
      },
    ),
    "round-answered": event(
      {
        data: z.object({ round: z.number(), person: z.string(), ...words, confidence: z.number().nullable(), tired: z.boolean() }),
        says: (d, say) => `${say.person(d.person)} on round ${d.round}: ${[d.doing, d.left && `left: ${d.left}`].filter((part) => part !== "").join("; ")}`,
        seenBy: "participants",
      },
      (state, { data, at }) => change(state, data.round, ({ answered }) => ({ answered: { ...answered, [data.person]: at } })),
    ),
    "round-summarised": event(
      {
        data: z.object({ round: z.number(), delivery: z.enum(deliveries), told: z.array(z.string()), text: z.string() }),
        says: (d, say) => `Summary of round ${d.round}${d.delivery === "verbal" ? `, told to ${d.told.map(say.person).join(", ")}` : ""}: ${d.text}`,
        seenBy: "all",
      },
      (state, { data, at }) => change(state, data.round, () => ({ summarisedAt: at })),
    ),
    "round-decided": event(
      {
        data: z.object({ round: z.number(), decision: z.enum(decisions), note: z.string() }),
        says: (d) => `Decided after round ${d.round}: ${d.decision.replaceAll("_", " ")}${d.note ? `. ${d.note}` : ""}`,
        seenBy: "all",
      },
      (state, { data }) => change(state, data.round, () => ({ decision: data.decision })),
    ),
    "concern-raised": event(
      { data: z.object({ text: z.string() }), says: (d) => `A concern was raised: ${d.text}`, seenBy: "participants", timeline: false },
      (state) => state,
    ),
  },
  hears: { declared: startsAnew, "severity-changed": startsAnew, reopened: startsAnew, resumed: startsAnew },
});
