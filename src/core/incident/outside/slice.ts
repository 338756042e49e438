/** What passes between us and those outside: tasks of public relations, whom we spoke with, what customers ask, what the manager wants to know of them. */
import { z } from "zod";
import { eventOf } from "../../kernel/event.ts";
import { slice } from "../../kernel/slice.ts";

/** How we reached for a customer, and what came of it. */
export const contactWays = ["phone", "email", "meeting", "other"] as const;
export const contactOutcomes = ["reached", "left_word", "not_reached"] as const;

const asked = z.object({ id: z.string(), at: z.string(), by: z.string(), customer: z.string().nullable(), answeredAt: z.string().nullable() });
const schema = z.object({
  /** Tasks of public relations that are done, by key. */
  tasks: z.record(z.string(), z.object({ by: z.string(), at: z.string() })),
  /** The customers who were hit; null while nobody has said so: all of them. */
  affected: z.array(z.string()).nullable(),
  /** The newest attempt by customer. */
  contacted: z.record(z.string(), z.object({ by: z.string(), at: z.string(), how: z.enum(contactWays), outcome: z.enum(contactOutcomes) })),
  /** When anybody outside last heard from us; null: never. */
  heardAt: z.string().nullable(),
  /** When customers were last written to; null: never. */
  wroteAt: z.string().nullable(),
  questions: z.record(z.string(), asked),
  requests: z.record(z.string(), asked.omit({ customer: true })),
});
export type Outside = z.infer<typeof schema>;
const event = eventOf<Outside>();

export const outside = slice("outside", {
  schema,
  initial: { tasks: {}, affected: null, contacted: {}, heardAt: null, wroteAt: null, questions: {}, requests: {} } as Outside,
  on: {
    "pr-task-finished": event(
      {
        data: z.object({ task: z.string(), what: z.string(), note: z.string() }),
        says: (d) => `Public relations: ${d.what}${d.note ? `. ${d.note}` : ""}`,
        seenBy: "all",
      },
      (state, { data, at, actor }) => ({ ...state, tasks: { ...state.tasks, [data.task]: { by: actor, at } } }),
    ),
    "affected-customers-set": event(
      {
        data: z.object({ customers: z.array(z.string()) }),
        says: (d) => `${d.customers.length === 1 ? "One customer was" : `${d.customers.length} customers were`} hit by it`,
        seenBy: "participants",
      },
      (state, { data }) => ({ ...state, affected: data.customers }),
    ),
    "customer-contacted": event(
      {
        data: z.object({ customer: z.string(), how: z.enum(contactWays), outcome: z.enum(contactOutcomes), note: z.string() }),
        says: (d, say) => `${say.person(d.customer)}: ${d.outcome.replaceAll("_", " ")} by ${d.how}${d.note ? `. ${d.note}` : ""}`,
        seenBy: "participants",
      },
      (state, { data, at, actor }) => ({
        ...state,
        contacted: { ...state.contacted, [data.customer]: { by: actor, at, how: data.how, outcome: data.outcome } },
        heardAt: data.outcome === "not_reached" ? state.heardAt : at,
      }),
    ),
    "customer-question-logged": event(
      {
        data: z.object({ question: z.string(), customer: z.string().nullable(), from: z.string(), how: z.enum(contactWays), text: z.string() }),
        says: (d, say) => `${d.customer === null ? d.from || "A customer" : say.person(d.customer)} asks: ${d.text}`,
        seenBy: "pr",
      },
      (state, { data, at, actor }) => ({
        ...state,
        questions: { ...state.questions, [data.question]: { id: data.question, at, by: actor, customer: data.customer, answeredAt: null } },
      }),
    ),
    "customer-question-answered": event(
      {
        data: z.object({ question: z.string(), customer: z.string().nullable(), reply: z.string(), sent: z.boolean() }),
        says: (d) => `Answered a customer${d.sent ? " by mail" : ""}: ${d.reply}`,
        seenBy: "pr",
      },
      (state, { data, at }) => {
        const found = state.questions[data.question];
        return found ? { ...state, heardAt: at, questions: { ...state.questions, [data.question]: { ...found, answeredAt: at } } } : state;
      },
    ),
    "information-requested": event(
      { data: z.object({ request: z.string(), text: z.string() }), says: (d) => `To be asked of those who were hit: ${d.text}`, seenBy: "participants" },
      (state, { data, at, actor }) => ({
        ...state,
        requests: { ...state.requests, [data.request]: { id: data.request, at, by: actor, answeredAt: null } },
      }),
    ),
    "information-given": event(
      { data: z.object({ request: z.string(), text: z.string() }), says: (d) => `Those who were hit say: ${d.text}`, seenBy: "participants" },
      (state, { data, at }) => {
        const found = state.requests[data.request];
        return found ? { ...state, requests: { ...state.requests, [data.request]: { ...found, answeredAt: at } } } : state;
      },
    ),
  },
  hears: {
    "customer-message-published": (state, { at }) => ({ ...state, heardAt: at, wroteAt: at }),
  },
});
