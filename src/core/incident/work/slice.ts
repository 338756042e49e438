/** What the work is fed with: ways to go, clues, and what the workers need. */
import { z } from "zod";
import { eventOf } from "../../kernel/event.ts";
import { slice } from "../../kernel/slice.ts";

/** What somebody at work may need (GD-22). */
export const needKinds = ["people", "team", "supplies"] as const;

const option = z.object({
  id: z.string(),
  title: z.string(),
  by: z.string(),
  at: z.string(),
  state: z.enum(["open", "chosen", "rejected"]),
  reason: z.string(),
});
const finding = z.object({
  id: z.string(),
  text: z.string(),
  by: z.string(),
  at: z.string(),
  /** In whose queue it lies; null: the manager's. */
  handTo: z.string().nullable(),
  state: z.enum(["open", "taken"]),
});
const need = z.object({
  id: z.string(),
  kind: z.enum(needKinds),
  text: z.string(),
  by: z.string(),
  at: z.string(),
  state: z.enum(["open", "fulfilled"]),
  outcome: z.string().nullable(),
});
const schema = z.object({ options: z.record(z.string(), option), findings: z.record(z.string(), finding), needs: z.record(z.string(), need) });
export type Work = z.infer<typeof schema>;
export type Finding = z.infer<typeof finding>;
export type Need = z.infer<typeof need>;
const event = eventOf<Work>();

const personOf = (actor: string) => actor.slice(actor.indexOf(":") + 1);

/** A clue with what is done about it and what is needed, as it is reported (R-PD-R05). */
export function findingText({
  text,
  actions,
  needs,
}: {
  readonly text: string;
  readonly actions?: string | undefined;
  readonly needs?: string | undefined;
}): string {
  return [text, ...(actions ? [`Doing: ${actions}`] : []), ...(needs ? [`Needs: ${needs}`] : [])].join(". ");
}

/** The same records with one changed; unchanged where there is none of that id. */
function changed<T>(all: Readonly<Record<string, T>>, id: string, to: Partial<T>): Record<string, T> {
  const found = all[id];
  return found === undefined ? { ...all } : { ...all, [id]: { ...found, ...to } };
}

export const work = slice("work", {
  schema,
  initial: { options: {}, findings: {}, needs: {} } as Work,
  on: {
    "option-proposed": event(
      { data: z.object({ option: z.string(), title: z.string(), text: z.string() }), says: (d) => `One way to go: ${d.title}`, seenBy: "all" },
      (state, { data, at, actor }) => {
        const fresh = { id: data.option, title: data.title, by: personOf(actor), at, state: "open" as const, reason: "" };
        return { ...state, options: { ...state.options, [data.option]: fresh } };
      },
    ),
    "option-decided": event(
      {
        data: z.object({ option: z.string(), choice: z.enum(["chosen", "rejected"]), reason: z.string(), title: z.string() }),
        says: (d) => `${d.choice === "chosen" ? "We go this way" : "Not this way"}: ${d.title}${d.reason ? `. ${d.reason}` : ""}`,
        seenBy: "all",
      },
      (state, { data }) => ({ ...state, options: changed(state.options, data.option, { state: data.choice, reason: data.reason }) }),
    ),
    "finding-added": event(
      {
        data: z.object({
          ...{ finding: z.string(), text: z.string(), handTo: z.string().nullable() },
          ...{ actions: z.string().optional(), needs: z.string().optional(), area: z.string().optional() },
        }),
        says: (d, say) => `Clue${d.handTo === null ? "" : ` for ${say.person(d.handTo)}`}: ${findingText(d)}`,
        seenBy: "all",
      },
      (state, { data, at, actor }) => {
        const fresh = { id: data.finding, text: data.text, by: personOf(actor), at, handTo: data.handTo, state: "open" as const };
        return { ...state, findings: { ...state.findings, [data.finding]: fresh } };
      },
    ),
    "finding-handed": event(
      {
        data: z.object({ finding: z.string(), to: z.string(), text: z.string() }),
        says: (d, say) => `Passed on to ${say.person(d.to)}: ${d.text}`,
        seenBy: "all",
      },
      (state, { data }) => ({ ...state, findings: changed(state.findings, data.finding, { handTo: data.to, state: "open" }) }),
    ),
    "finding-taken": event(
      {
        data: z.object({ finding: z.string(), person: z.string(), text: z.string() }),
        says: (d, say) => `${say.person(d.person)} took up: ${d.text}`,
        seenBy: "all",
      },
      (state, { data }) => ({ ...state, findings: changed(state.findings, data.finding, { state: "taken" }) }),
    ),
    "need-filed": event(
      { data: z.object({ need: z.string(), kind: z.enum(needKinds), text: z.string() }), says: (d) => `Needed (${d.kind}): ${d.text}`, seenBy: "all" },
      (state, { data, at, actor }) => {
        const fresh = { id: data.need, kind: data.kind, text: data.text, by: personOf(actor), at, state: "open" as const, outcome: null };
        return { ...state, needs: { ...state.needs, [data.need]: fresh } };
      },
    ),
    "need-fulfilled": event(
      {
        data: z.object({ need: z.string(), outcome: z.string(), text: z.string() }),
        says: (d) => `Seen to: ${d.text}${d.outcome ? `. ${d.outcome}` : ""}`,
        seenBy: "all",
      },
      (state, { data }) => ({ ...state, needs: changed(state.needs, data.need, { state: "fulfilled", outcome: data.outcome }) }),
    ),
  },
});
