/** What a policy would do: for this alert at this time these people, these channels, these minutes. The same functions as the engine's. */
import { z } from "zod";
import type { State } from "../core/incident/slices.ts";
import type { Effect } from "../core/kernel/effect.ts";
import { initialState } from "../core/kernel/engine.ts";
import type { FactKinds, Facts } from "../core/kernel/facts.ts";
import { epochMs, type Instant, lengthMs } from "../core/kernel/time.ts";
import { type Plan, type Planned, planOf } from "../core/oncall/plan.ts";
import type { Policy } from "../core/oncall/policy.ts";
import { gapsOf, unknownNames } from "../core/oncall/policy-check.ts";
import type { Pack } from "../core/pack/schema.ts";
import { mayReach } from "../core/rules/call/contact.ts";
import { nameOf } from "./scene.ts";
import { named, type Shown, type ViewParts, view } from "./view.ts";

/** For which alert, when; what is absent: now, a severity nobody has judged, no area, the organisation's process. */
export const previewQuery = z.object({
  at: z.iso.datetime().optional(),
  severity: z.coerce.number().int().min(1).max(9).optional(),
  area: z.string().max(60).optional(),
  process: z.string().max(40).optional(),
});

const way = z.object({
  channel: z.string(),
  minutes: z.number().nullable().meta({ description: "After the step; null: when the one before has failed" }),
});
const called = named.extend({ heldUntil: z.string().nullable(), why: z.string().nullable(), ways: z.array(way) });
const step = z.object({
  round: z.number(),
  step: z.number(),
  at: z.string().nullable(),
  minutes: z.number().nullable(),
  take: z.string(),
  answers: z.string(),
  skipped: z.string().nullable(),
  endpoints: z.array(z.object({ id: z.string(), name: z.string(), kind: z.string() })),
  people: z.array(called),
});

/** The whole preview. */
export const previewShape = z
  .object({
    at: z.string(),
    steps: z.array(step),
    lastResort: z
      .object({ at: z.string(), minutes: z.number(), why: z.string(), people: z.array(named) })
      .nullable()
      .meta({ description: "Null: there is no step for this severity, nobody is called" }),
    warnings: z.array(z.object({ pointer: z.string(), detail: z.string() })),
  })
  .meta({ id: "EscalationPreview" });
type Preview = Shown<z.infer<typeof previewShape>>;
type Question = z.infer<typeof previewQuery>;

/** Lays out a policy for an alert; null where there is no such process. */
export async function previewOf(parts: ViewParts, policy: Policy, question: Question): Promise<Preview | null> {
  const now = await parts.store.now();
  const at = question.at ?? now;
  const pack = await parts.packs.active(question.process ?? (await parts.packs.defaultKey()));
  if (!pack) return null;
  const initial = initialState(parts.engine) as State;
  const state = { ...initial, severity: { ...initial.severity, rank: question.severity ?? null } };
  const laidOut = await parts.withFacts((facts) => layOut({ policy, question, at, pack, state, facts }));
  const people = [...laidOut.plan.steps.flatMap((one) => one.people), ...(laidOut.plan.lastResort?.people ?? [])];
  const names = await parts.directory.names([...new Set(people)]);
  const minutes = (instant: Instant) => Math.round((epochMs(instant) - epochMs(at)) / 60_000);
  const { lastResort } = laidOut.plan;
  return {
    at,
    steps: laidOut.steps.map(({ people: reached, ...one }) => ({
      ...one,
      minutes: one.at === null ? null : minutes(one.at),
      people: reached.map(({ id, ...more }) => ({ ...nameOf(names, id), ...more })),
    })),
    lastResort: lastResort && { ...lastResort, minutes: minutes(lastResort.at), people: lastResort.people.map((id) => nameOf(names, id)) },
    warnings: laidOut.warnings,
  };
}

type Asked = { readonly policy: Policy; readonly question: Question; readonly at: Instant; readonly pack: Pack; readonly state: State; readonly facts: Facts };

function layOut(asked: Asked) {
  const { policy, question, at, pack, facts } = asked;
  const about = { severity: question.severity ?? null, area: question.area ?? null };
  const plan: Plan = planOf(policy, about, { start: at, facts, held: (person, instant) => reachOf(asked, person, instant).from });
  const severities = Object.keys(pack.severities).map(Number);
  return {
    plan,
    steps: plan.steps.map((one) => ({ ...one, ...detailsOf(asked, one) })),
    warnings: [...unknownNames(policy, facts), ...gapsOf(policy, severities, at, facts)].slice(0, 50),
  };
}

function reachOf({ pack, state, facts }: Asked, person: string, queuedAt: Instant) {
  const effect: Effect = { key: "", to: { person }, template: "page", urgency: "page", params: {}, cites: [] };
  return mayReach(pack, state, { person, effect, queuedAt }, facts);
}

function detailsOf(asked: Asked, { step: index, at, people, endpoints }: Planned) {
  const { take, answers } = asked.policy.steps[index]!;
  const rooms = endpoints.flatMap((id) => asked.facts.get("endpoint", id) ?? []);
  const reached = people.map((id) => {
    const { from, why } = reachOf(asked, id, at!);
    return { id, heldUntil: why === null ? null : from, why, ways: waysOf(asked.facts.get("person", id)) };
  });
  return { take, answers, endpoints: rooms.map(({ id, name, kind }) => ({ id, name, kind })), people: reached };
}

/** The person's own rules with their minutes, else their methods one after another. */
function waysOf(person: FactKinds["person"] | null): z.infer<typeof way>[] {
  if (!person) return [];
  const channelOf = (method: string) => person.methods.find(({ id }) => id === method)?.channel ?? "";
  if (person.rules.page.length > 0) return person.rules.page.map((rule) => ({ channel: channelOf(rule.method), minutes: lengthMs(rule.after) / 60_000 }));
  return person.methods.map(({ channel }, index) => ({ channel, minutes: index === 0 ? 0 : null }));
}

/** `GET /api/v1/escalations/{id}/preview`. */
export const escalationPreview = view("escalation-preview", {
  title: "What an escalation policy would do",
  of: "organisation",
  path: "escalations/:id/preview",
  query: previewQuery,
  shape: previewShape,
  read: async (parts, { viewer, id, query }) => {
    if (viewer.person === null && !viewer.all) return null;
    const { value } = await parts.store.read.fact("escalation", id);
    return value === null ? null : previewOf(parts, value as Policy, query);
  },
});
