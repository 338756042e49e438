/** Questions to whoever commands, and experts asked by those who work: who asked whom and when; the words stay in the log. */
import { z } from "zod";
import { eventOf } from "../../kernel/event.ts";
import { slice } from "../../kernel/slice.ts";

/** How a question came: asked, a ping that was led here, or a message that was moved here. */
const ways = ["asked", "ping", "message"] as const;

const question = z.object({
  id: z.string(),
  by: z.string(),
  at: z.string(),
  way: z.enum(ways),
  meant: z.string().nullable(),
  answeredAt: z.string().nullable(),
});
const consultation = z.object({ id: z.string(), by: z.string(), expert: z.string(), at: z.string(), answeredAt: z.string().nullable() });
const schema = z.object({ asked: z.record(z.string(), question), consulted: z.record(z.string(), consultation) });
export type Questions = z.infer<typeof schema>;
const event = eventOf<Questions>();

/** The questions that wait for an answer, oldest first. */
export function openQuestions(state: Questions): z.infer<typeof question>[] {
  return Object.values(state.asked).filter(({ answeredAt }) => answeredAt === null);
}

export const questions = slice("questions", {
  schema,
  initial: { asked: {}, consulted: {} } as Questions,
  on: {
    "question-asked": event(
      {
        data: z.object({
          question: z.string(),
          person: z.string(),
          text: z.string(),
          way: z.enum(ways),
          meant: z.string().nullable(),
          message: z.string().optional(),
        }),
        says: (d, say) => `${say.person(d.person)} asks${d.meant === null ? "" : `, meaning ${say.person(d.meant)}`}${d.text === "" ? "" : `: ${d.text}`}`,
        seenBy: (d) => `person:${d.person}` as const,
      },
      (state, { data, at }) => ({
        ...state,
        asked: { ...state.asked, [data.question]: { id: data.question, by: data.person, at, way: data.way, meant: data.meant, answeredAt: null } },
      }),
    ),
    "question-answered": event(
      {
        data: z.object({ question: z.string(), person: z.string(), text: z.string() }),
        says: (d, say) => `Answer to ${say.person(d.person)}: ${d.text}`,
        seenBy: (d) => `person:${d.person}` as const,
      },
      (state, { data, at }) => {
        const found = state.asked[data.question];
        return found ? { ...state, asked: { ...state.asked, [data.question]: { ...found, answeredAt: at } } } : state;
      },
    ),
    "expert-consulted": event(
      {
        data: z.object({ consultation: z.string(), person: z.string(), text: z.string() }),
        says: (d, say) => `Asked ${say.person(d.person)} for advice: ${d.text}`,
        seenBy: "participants",
      },
      (state, { data, at, actor }) => {
        const made = { id: data.consultation, by: actor.slice(actor.indexOf(":") + 1), expert: data.person, at, answeredAt: null };
        return { ...state, consulted: { ...state.consulted, [data.consultation]: made } };
      },
    ),
    "advice-given": event(
      {
        data: z.object({ consultation: z.string(), person: z.string(), text: z.string() }),
        says: (d, say) => `Advice for ${say.person(d.person)}: ${d.text}`,
        seenBy: "participants",
      },
      (state, { data, at }) => {
        const found = state.consulted[data.consultation];
        return found ? { ...state, consulted: { ...state.consulted, [data.consultation]: { ...found, answeredAt: at } } } : state;
      },
    ),
  },
});
