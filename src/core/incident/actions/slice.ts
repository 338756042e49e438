/** Work: actions, and what is left to do afterwards. */
import { z } from "zod";
import { eventOf } from "../../kernel/event.ts";
import { slice } from "../../kernel/slice.ts";
import { followUpShape } from "./follow-up.ts";

/** What an action is: looking, mending, or anything else. */
export const actionKinds = ["investigate", "repair", "task"] as const;

const action = z.object({
  id: z.string(),
  kind: z.enum(actionKinds),
  text: z.string(),
  assignee: z.string().nullable(),
  state: z.enum(["open", "started", "done", "dropped"]),
  at: z.string(),
  outcome: z.string().nullable(),
  /** The area it is about; absent: the incident's. */
  area: z.string().optional(),
  /** The way it belongs to; absent: none. */
  option: z.string().optional(),
  startedAt: z.string().optional(),
  /** When it was finished or dropped, or given to somebody else. */
  leftAt: z.string().optional(),
  /** The time it may take, from its beginning. */
  timeboxMinutes: z.number().optional(),
});
const schema = z.object({ actions: z.record(z.string(), action), followUps: z.record(z.string(), followUpShape) });
export type Action = z.infer<typeof action>;
export type Actions = z.infer<typeof schema>;
const event = eventOf<Actions>();

const change = (state: Actions, id: string, to: Partial<z.infer<typeof action>>): Actions => {
  const found = state.actions[id];
  return found ? { ...state, actions: { ...state.actions, [id]: { ...found, ...to } } } : state;
};

/** Whether an action still waits or is being worked on. */
export const isOpenAction = ({ state }: Action) => state === "open" || state === "started";

export const actions = slice("actions", {
  schema,
  initial: { actions: {}, followUps: {} } as Actions,
  on: {
    "action-added": event(
      {
        data: z.object({
          action: z.string(),
          kind: z.enum(actionKinds),
          text: z.string(),
          assignee: z.string().nullable(),
          area: z.string().optional(),
          option: z.string().optional(),
          timeboxMinutes: z.number().optional(),
        }),
        says: (d, say) => `To ${d.kind === "task" ? "do" : d.kind}: ${d.text}${d.assignee ? ` (${say.person(d.assignee)})` : ""}`,
        seenBy: "all",
      },
      (state, { data, at }) => ({
        ...state,
        actions: {
          ...state.actions,
          [data.action]: {
            ...{ id: data.action, kind: data.kind, text: data.text, assignee: data.assignee, state: "open" as const, at, outcome: null },
            ...(data.area === undefined ? {} : { area: data.area }),
            ...(data.option === undefined ? {} : { option: data.option }),
            ...(data.timeboxMinutes === undefined ? {} : { timeboxMinutes: data.timeboxMinutes }),
          },
        },
      }),
    ),
    "action-started": event(
      {
        data: z.object({ action: z.string(), person: z.string(), text: z.string() }),
        says: (d, say) => `${say.person(d.person)} started: ${d.text}`,
        seenBy: "all",
      },
      (state, { data, at }) => change(state, data.action, { state: "started", assignee: data.person, startedAt: at }),
    ),
    "action-finished": event(
      {
        data: z.object({ action: z.string(), outcome: z.string(), text: z.string() }),
        says: (d) => `Done: ${d.text}${d.outcome ? `. ${d.outcome}` : ""}`,
        seenBy: "all",
      },
      (state, { data, at }) => change(state, data.action, { state: "done", outcome: data.outcome, leftAt: at }),
    ),
    "action-dropped": event(
      { data: z.object({ action: z.string(), reason: z.string(), text: z.string() }), says: (d) => `Dropped: ${d.text}. ${d.reason}`, seenBy: "all" },
      (state, { data, at }) => change(state, data.action, { state: "dropped", outcome: data.reason, leftAt: at }),
    ),
    "action-redirected": event(
      {
        data: z.object({ action: z.string(), from: z.string().nullable(), person: z.string(), reason: z.string(), text: z.string() }),
        says: (d, say) => `${say.person(d.person)} takes over: ${d.text}${d.reason ? `. ${d.reason}` : ""}`,
        seenBy: "all",
      },
      (state, { data }) => change(state, data.action, { state: "open", assignee: data.person }),
    ),
    "action-extended": event(
      {
        data: z.object({ action: z.string(), minutes: z.number(), reason: z.string(), text: z.string() }),
        says: (d) => `${d.minutes} more minutes for: ${d.text}. ${d.reason}`,
        seenBy: "all",
      },
      (state, { data }) => change(state, data.action, { timeboxMinutes: (state.actions[data.action]?.timeboxMinutes ?? 0) + data.minutes }),
    ),
    "follow-up-added": event(
      {
        data: z.object({ followUp: z.string(), text: z.string(), owner: z.string().nullable(), due: z.string().nullish(), message: z.string().optional() }),
        says: (d) => `Follow-up: ${d.text}`,
        seenBy: "all",
      },
      (state, { data, at, actor }) => ({
        ...state,
        followUps: {
          ...state.followUps,
          [data.followUp]: {
            ...{ id: data.followUp, text: data.text, by: actor, owner: data.owner, due: data.due, state: "open" as const, at },
            ...(data.message === undefined ? {} : { message: data.message }),
          },
        },
      }),
    ),
    "follow-up-changed": event(
      {
        data: z.object({ followUp: z.string(), text: z.string(), owner: z.string().nullable(), due: z.string().nullable() }),
        says: (d, say) => `Follow-up: ${d.text}${d.owner ? `, with ${say.person(d.owner)}` : ""}${d.due ? `, until ${say.instant(d.due)}` : ""}`,
        seenBy: "all",
      },
      (state, { data }) => {
        const found = state.followUps[data.followUp];
        const { text, owner, due } = data;
        return found ? { ...state, followUps: { ...state.followUps, [data.followUp]: { ...found, text, owner, due } } } : state;
      },
    ),
    "follow-up-finished": event(
      { data: z.object({ followUp: z.string(), text: z.string() }), says: (d) => `Follow-up done: ${d.text}`, seenBy: "all" },
      (state, { data }) => {
        const found = state.followUps[data.followUp];
        return found ? { ...state, followUps: { ...state.followUps, [data.followUp]: { ...found, state: "done" } } } : state;
      },
    ),
  },
  hears: {
    // Whoever could not do it has it no more.
    "action-unable": (state, { data }) => change(state, data.action, { state: "open", assignee: null }),
  },
});
