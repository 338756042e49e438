/** Why somebody was called, or was not: what the escalation did, what it will do, and what became of each message. */
import { z } from "zod";
import { aboutOf } from "../core/incident/escalation/steps.ts";
import { dutiesOf } from "../core/kernel/answer.ts";
import type { Step } from "../core/kernel/duty.ts";
import { specOf } from "../core/kernel/engine.ts";
import { meantBy, whyNot } from "../core/oncall/escalation.ts";
import type { Run } from "../core/oncall/escalation-run.ts";
import type { OutboxRow } from "../store/jobs.ts";
import { nameOf, type Scene, sceneOf } from "./scene.ts";
import { named, type Shown, type ViewParts, view } from "./view.ts";

const at = z.string();
const message = z.object({
  template: z.string(),
  channel: z.string().nullable(),
  state: z.string(),
  queuedAt: at,
  releaseAt: at,
  reason: z.string().nullable(),
});
const person = named.extend({
  /** What is said of them: called, answered, not called and why. */
  says: z.string(),
  messages: z.array(message),
});

const shape = z
  .object({
    policy: z.object({ id: z.string(), title: z.string() }).nullable(),
    state: z.string(),
    ran: z.array(z.object({ at, what: z.string() })),
    next: z.array(z.object({ at, what: z.string(), people: z.array(named) })),
    people: z.array(person),
  })
  .meta({ id: "Explanation" });
type Explanation = Shown<z.infer<typeof shape>>;

/** What the log tells of calling people. */
const told = [
  ...["escalation-started", "escalated", "escalation-skipped", "escalation-repeated", "escalation-changed", "escalation-postponed"],
  ...["last-resort-paged", "escalation-forgotten", "escalation-stopped"],
  ...["paged", "paged-again", "page-answered", "page-declined", "page-bundled", "person-unreachable"],
];

/** How many events and messages are looked at. */
const most = { events: 10_000, messages: 1_000 };

/** `GET /api/v1/incidents/{id}/explain`. */
export const explain = view("explain", {
  title: "Why somebody was called, or was not",
  of: "incident",
  query: z.object({ person: z.string().max(60).optional() }),
  shape,
  read: async (parts, { viewer, id, query }) => {
    const found = await parts.store.read.find(viewer, id);
    const asked = query.person === undefined ? [] : [query.person];
    const first = found && (await sceneOf(parts, viewer, id));
    const meant = first ? await meantNow(parts, first) : [];
    const scene = found && (await sceneOf(parts, viewer, id, [...asked, ...meant.flatMap(({ people }) => people)]));
    if (!scene) return null;
    const { run } = scene.state.escalation;
    const outbox = await parts.store.jobs.outbox(viewer, { stream: scene.row.id, limit: most.messages });
    return {
      policy: run?.policy ? { id: run.policy.id, title: run.policy.title } : null,
      state: stateOf(run),
      ran: await ranIn(parts, scene),
      next: await nextIn(parts, scene, meant),
      people: whom(scene, asked, meant).map((one) => ({ ...nameOf(scene.names, one), says: saysOf(scene, one, meant), messages: messagesTo(outbox, one) })),
    };
  },
});

function stateOf(run: Run | null): string {
  if (run === null) return "No escalation policy has run here.";
  if (run.ended !== null) return `It is over: ${run.ended.why}.`;
  return run.lastResortAt === null ? "It calls people until somebody answers." : "The last resort was called; it is tried again until somebody answers.";
}

async function ranIn(parts: ViewParts, { row, viewer, say }: Scene): Promise<Explanation["ran"]> {
  const events = await parts.store.read.events(viewer, row.id, 0, most.events);
  return events
    .filter(({ type }) => told.includes(type))
    .map((event) => ({ at: event.at, what: specOf(parts.engine, event.type)!.spec.says(event.data, say) }));
}

/** Whom each step of the policy means now, and why one does not apply. */
type StepNow = { readonly step: number; readonly people: readonly string[]; readonly why: string | null };

async function meantNow(parts: ViewParts, { state, now }: Scene): Promise<StepNow[]> {
  const steps = state.escalation.run?.policy?.steps ?? [];
  return parts.withFacts((facts) =>
    steps.map((step, index) => ({ step: index, people: meantBy(step, now, facts).people, why: whyNot(step, aboutOf(state), now, facts) })),
  );
}

/** The duties of the process that still come, the soonest first. */
async function nextIn(parts: ViewParts, scene: Scene, meant: readonly StepNow[]): Promise<Explanation["next"]> {
  const { row, state, seq, now, pack, names } = scene;
  const fired: { readonly [key: string]: number } = state.ledger.fired;
  const setting = { engine: parts.engine, pack, stream: row.id, seq, now, commandId: "explain" };
  const duties = await parts.withFacts((facts) => dutiesOf({ ...setting, facts }, state));
  return duties
    .filter(({ rule, key }) => rule === "escalation" && fired[key] === undefined)
    .flatMap((duty) => duty.steps.map((step) => ({ at: step.at, what: duty.what, people: reachedBy(step, scene, meant).map((one) => nameOf(names, one)) })))
    .sort((a, b) => (a.at < b.at ? -1 : 1));
}

function reachedBy({ then }: Step, { state }: Scene, meant: readonly StepNow[]): readonly string[] {
  const { page, step } = (then?.input ?? {}) as { readonly page?: string; readonly step?: number };
  const called = page === undefined ? undefined : state.pages.pages[page]?.person;
  return called !== undefined ? [called] : (meant.find((one) => one.step === step)?.people ?? []);
}

function whom({ state }: Scene, asked: readonly string[], meant: readonly StepNow[]): string[] {
  if (asked.length > 0) return [...asked];
  return [...new Set([...Object.values(state.pages.pages).map((page) => page.person), ...meant.flatMap(({ people }) => people)])];
}

function saysOf({ state }: Scene, who: string, meant: readonly StepNow[]): string {
  const pages = Object.values(state.pages.pages).filter((page) => page.person === who);
  const last = pages.at(-1);
  if (last) return `Called ${last.alerts > 1 ? `${last.alerts} times` : "once"} (${last.why}): ${last.unreachable ? "nothing reaches them" : last.state}.`;
  const steps = meant.filter(({ people }) => people.includes(who));
  if (steps.length === 0) return "Not called: no step of the policy means them now.";
  const fails = steps.find(({ why }) => why !== null);
  if (fails && steps.every(({ why }) => why !== null)) return `Not called: step ${fails.step + 1} would mean them, but ${fails.why}.`;
  const { ended, step } = state.escalation.run ?? { ended: null, step: -1 };
  const soonest = steps.find(({ why }) => why === null)!;
  if (ended) return `Not called: it was over before step ${soonest.step + 1}, which means them (${ended.why}).`;
  return soonest.step > step ? `Not called yet: step ${soonest.step + 1} means them.` : `Not called: step ${soonest.step + 1} called others.`;
}

function messagesTo(outbox: readonly OutboxRow[], who: string): Explanation["people"][number]["messages"] {
  const rows = outbox.filter((row) => row.person === who);
  return rows.map(({ template, channel, state, queuedAt, releaseAt, reason }) => ({ template, channel, state, queuedAt, releaseAt, reason }));
}
