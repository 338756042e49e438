/** The checklist of an incident: every step with who, what and when, what is done, and what comes next with its words ready (GD-44, GD-18). */
import { z } from "zod";
import { holdersOf } from "../core/incident/roles/slice.ts";
import { type Step, stepsAt } from "../core/incident/steps/shape.ts";
import { commandNamed } from "../core/kernel/engine.ts";
import type { StepsValue } from "../core/rules/work/steps/steps.ts";
import type { ReadEvent } from "../store/log.ts";
import { citedOf } from "./cited.ts";
import { recordView } from "./record-view.ts";
import { actorName } from "./say.ts";
import { nameOf, type Scene } from "./scene.ts";
import { cited, named, type Shown, type ViewParts } from "./view.ts";

const item = z.object({
  step: z.string(),
  what: z.string(),
  when: z.string(),
  who: z.object({ role: z.string(), label: z.string(), people: z.array(named) }),
  mine: z.boolean(),
  part: z.enum(["begin", "end"]),
  state: z.enum(["open", "done", "skipped"]),
  by: z.string().nullable(),
  at: z.string().nullable(),
  reason: z.string().nullable().meta({ description: "Why it was left out" }),
  words: z.string().meta({ description: "Ready to say or send" }),
  ticksItself: z.boolean(),
  does: z.object({ name: z.string(), input: z.unknown() }).nullable().meta({ description: "The command that does it, its words filled in" }),
  cites: z.array(cited),
});
const shape = z.object({
  severity: z.number().nullable(),
  items: z.array(item),
  next: item.nullable().meta({ description: "The first open step" }),
  open: z.number(),
  done: z.number(),
  skipped: z.number(),
});
/** A step as its list shows it. */
export type StepView = Shown<z.infer<typeof item>>;
/** The checklist. */
export type ChecklistView = Shown<z.infer<typeof shape>>;

/** `GET /api/v1/incidents/{id}/checklist`, and `?view=next`: the one open step that comes next, where the process gives one at a time. */
export const checklist = recordView("checklist", {
  title: "Checklist",
  query: z.object({ view: z.enum(["all", "next"]).default("all") }),
  shape,
  read: (parts, scene, events, query) => {
    const items = stepsAt(scene.pack, scene.state.severity.rank).map((step) => itemOf(parts, scene, events, step));
    const open = items.filter(({ state }) => state === "open");
    const one = (scene.pack.steps as StepsValue)?.next === "one";
    const count = (state: StepView["state"]) => items.filter((each) => each.state === state).length;
    return {
      severity: scene.state.severity.rank,
      items: query.view === "all" ? items : one ? open.slice(0, 1) : open,
      next: open[0] ?? null,
      open: open.length,
      ...{ done: count("done"), skipped: count("skipped") },
    };
  },
});

function itemOf(parts: Pick<ViewParts, "engine">, scene: Scene, events: readonly ReadEvent[], step: Step): StepView {
  const { pack, state, names, viewer } = scene;
  const given = state.steps.given[step.key];
  const people = given === undefined ? holdersOf(state.roles, step.who) : [given];
  const ended = state.steps.ended[step.key];
  const words = filled(step.words, scene);
  return {
    ...{ step: step.key, what: step.what, when: step.when, part: step.part, words },
    who: { role: step.who, label: pack.roles[step.who]?.label ?? step.who, people: people.map((id) => nameOf(names, id)) },
    mine: viewer.person !== null && people.includes(viewer.person),
    state: ended?.how ?? "open",
    by: ended ? actorName(ended.by, names) : null,
    at: ended?.at ?? null,
    reason: ended?.how === "skipped" ? reasonOf(events, step.key) : null,
    ticksItself: step.met !== undefined,
    does: step.by ? { name: step.by.name, input: withWords(parts, step.by, words) } : null,
    cites: citedOf(pack, (step.cites as string[] | undefined) ?? []),
  };
}

/** The words in the field that gets a command's long text. */
function withWords({ engine }: Pick<ViewParts, "engine">, { name, input }: NonNullable<Step["by"]>, words: string) {
  const field = commandNamed(engine, name)?.form?.long;
  return field === undefined || words === "" ? input : { ...input, [field]: words };
}

function filled(words: string, { pack, state }: Scene): string {
  const { rank } = state.severity;
  const said: Readonly<Record<string, string>> = {
    severity: rank === null ? "" : String(rank),
    name: rank === null ? "" : (pack.severities[rank]?.name ?? ""),
    title: state.lifecycle.title,
    process: pack.name,
  };
  return words.replaceAll(/\{(severity|name|title|process)\}/g, (_all, key: string) => said[key] ?? "");
}

function reasonOf(events: readonly ReadEvent[], step: string): string | null {
  const found = events.findLast(({ type, data }) => type === "step-skipped" && (data as { step: string }).step === step);
  return found ? (found.data as { reason: string }).reason : null;
}
