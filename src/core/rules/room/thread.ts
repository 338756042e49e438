/** The standing channel in which each incident has its thread, opened with severity and topic and told again when they change (SR-21, SR-22). */
import { z } from "zod";
import type { State } from "../../incident/slices.ts";
import { cites, type Process } from "../../kernel/process.ts";
import type { Policy } from "../../kernel/rule.ts";
import { rule } from "../rule.ts";

const value = z
  .strictObject({
    channel: z.string().regex(/^[a-z][a-z0-9-]{1,39}$/),
    name: z.string().max(60),
    states: z.array(z.enum(["severity", "topic", "impact"])).default([]),
    restate: z.boolean().default(false),
    /** Whether the words that open it link to the document of the severity. */
    document: z.boolean().default(false),
    /** The severities that are said there; absent: all (PE-31). */
    levels: z.array(z.number().int().min(1)).min(1).optional(),
    cites,
  })
  .optional();
type Thread = NonNullable<z.infer<typeof value>>;

function opener(process: Process, state: State, { states, document }: Thread): string {
  const level = state.severity.rank === null ? undefined : process.severities[state.severity.rank];
  const severity = states.includes("severity") && level ? `Severity ${state.severity.rank} (${level.name})` : "";
  const topic = states.includes("topic") ? state.lifecycle.title : "";
  const impact = states.includes("impact") ? state.lifecycle.impact : "";
  const says = ([severity, topic].filter((part) => part !== "").join(": ") || "A new incident") + (impact === "" ? "" : `. ${impact}`.slice(0, 600));
  return document && level ? `${says}. What this severity asks for: /process#severity-${state.severity.rank}` : says;
}

/** What is said in the channel; nothing of a severity that is not said there. */
function said({ own, process, rank }: Policy<Thread | undefined, undefined>, state: State) {
  if (!own || (own.levels !== undefined && rank !== null && !own.levels.includes(rank))) return [];
  return [{ name: "open-thread" as const, input: { channel: own.channel, text: opener(process, state, own) } }];
}

export const thread = rule("thread", {
  title: "Thread",
  says: "Opens the incident's thread in the standing channel and restates severity and topic whenever they change.",
  schema: value,
  follows: {
    declared: (policy, state) => said(policy, state),
    "severity-changed": (policy, state) => (policy.own?.restate ? said(policy, state) : []),
  },
  examples: [
    { title: "one standing channel", value: { channel: "sitrep", name: "#SitRep", states: ["severity", "topic"], restate: true }, in: "top", valid: true },
    { title: "what is small is not said there", value: { channel: "radar", name: "#radar", levels: [1, 2, 3] }, in: "top", valid: true },
    { title: "a channel with a blank", value: { channel: "sit rep", name: "x" }, in: "top", valid: false },
  ],
});
