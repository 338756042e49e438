/** The rounds of an incident: who was asked and said what, what was summed up and decided, and when the next one comes. */
import { z } from "zod";
import { holdsKind } from "../core/incident/roles/of-kind.ts";
import { answerFields, decisions, deliveries, type Round } from "../core/incident/rounds/slice.ts";
import type { RecordedEvent } from "../core/incident/slices.ts";
import type { Facts } from "../core/kernel/facts.ts";
import { rulesInForce } from "../core/kernel/policy.ts";
import { after } from "../core/kernel/time.ts";
import { peopleOf } from "../core/rules/resolve-whom.ts";
import { decideBy, lateFrom, nextRoundAt } from "../core/rules/work/rounds/owed.ts";
import type { RoundsPolicy } from "../core/rules/work/rounds/value.ts";
import type { ReadEvent } from "../store/log.ts";
import { abilitiesIn } from "./abilities.ts";
import { recordView } from "./record-view.ts";
import { idOf, nameOf, type Scene } from "./scene.ts";
import { ability, named, type Shown, type ViewParts } from "./view.ts";

const at = z.string();
const words = z.object({ ...Object.fromEntries(answerFields.map((field) => [field, z.string()])), confidence: z.number().nullable(), tired: z.boolean() });
const answer = z.object({
  person: named,
  state: z.enum(["waiting", "late", "answered", "left"]),
  at: at.nullable().meta({ description: "When it was answered" }),
  lateFrom: at.nullable(),
  answer: words.nullable(),
});
const round = z.object({
  n: z.number(),
  openedAt: at,
  state: z.enum(["open", "undecided", "decided"]).meta({ description: "`undecided` once the next one has come" }),
  answers: z.array(answer),
  summary: z.object({ text: z.string(), delivery: z.enum(deliveries), told: z.array(named), by: named, at }).nullable(),
  summaryDue: at.nullable(),
  summaryOverdue: z.boolean(),
  decision: z.object({ decision: z.enum(decisions), note: z.string(), by: named, at }).nullable(),
  decideBy: at.nullable(),
});
const shape = z.object({
  every: z.string().nullable().meta({ description: "ISO duration" }),
  nextAt: at.nullable(),
  fields: z.array(z.string()).meta({ description: "What every answer must say" }),
  asks: z.array(z.object({ key: z.string(), says: z.string() })).meta({ description: "What is asked outright beside that" }),
  decisions: z.array(z.string()),
  deliveries: z.array(z.string()),
  tells: z.array(named).meta({ description: "Who gets the summary now" }),
  mine: z.number().nullable().meta({ description: "The round that waits for the viewer's answer" }),
  rounds: z.array(round).meta({ description: "The newest first" }),
  abilities: z.array(ability),
});
/** The rounds. */
export type RoundsView = Shown<z.infer<typeof shape>>;
type RoundView = Shown<z.infer<typeof round>>;
type Answer = RoundView["answers"][number];

const about = ["open-round", "answer-round", "summarise-round", "decide-round", "raise-concern"];

/** `GET /api/v1/incidents/{id}/rounds`. */
export const rounds = recordView("rounds", {
  title: "Rounds",
  shape,
  about: ({ type }) => type.startsWith("round-"),
  people: (events) => events.flatMap((event) => (event.type === "round-summarised" ? event.data.told : [])),
  read: async (parts, scene, events) => {
    const policy = policyIn(parts, scene);
    const abilities = (await abilitiesIn(parts, scene)).filter(({ name }) => about.includes(name));
    const shown =
      policy === null ? [] : await parts.withFacts((facts) => scene.state.rounds.rounds.map((one) => roundView({ scene, policy, facts, events }, one)));
    const tells = policy === null ? [] : await parts.withFacts((facts) => listeners(scene, policy, facts));
    return {
      every: policy?.level?.every ?? null,
      nextAt: policy !== null && scene.state.lifecycle.phase === "active" ? nextRoundAt(policy, scene.state) : null,
      fields: policy?.own?.fields ?? [],
      asks: (policy?.own?.asks ?? []).map(({ key, says }) => ({ key, says })),
      decisions: policy?.level?.decisions ?? [],
      deliveries: policy?.level?.delivery ?? [],
      tells,
      mine: mine(scene),
      rounds: shown.reverse(),
      abilities,
    };
  },
});

function policyIn(parts: ViewParts, { pack, state }: Scene): RoundsPolicy | null {
  const found = rulesInForce(parts.engine, pack, state.severity.rank).find(({ rule }) => rule.key === "rounds");
  return found ? (found.policy as RoundsPolicy) : null;
}

function listeners(scene: Scene, policy: RoundsPolicy, facts: Facts) {
  const asking = { process: policy.process, state: scene.state, ctx: { facts, now: scene.now } };
  const people = (policy.level?.summary?.to ?? []).flatMap((whom) => peopleOf(whom, asking));
  return [...new Set(people)].map((person) => nameOf(scene.names, person));
}

function mine({ viewer, state }: Scene): number | null {
  const last = state.rounds.rounds.at(-1);
  const { person } = viewer;
  return last !== undefined && person !== null && last.asked.includes(person) && last.answered[person] === undefined ? last.n : null;
}

type Seen = { readonly scene: Scene; readonly policy: RoundsPolicy; readonly facts: Facts; readonly events: readonly ReadEvent[] };

function roundView(seen: Seen, one: Round): RoundView {
  const { scene, policy } = seen;
  const within = policy.level?.summary?.within;
  const summaryDue = within === undefined ? null : after(one.openedAt, within);
  const until = decideBy({ policy, state: scene.state }, one);
  const of = (seen.events as readonly (ReadEvent & RecordedEvent)[]).filter((event) => (event.data as { round?: number }).round === one.n);
  const summary = of.flatMap((event) => {
    if (event.type !== "round-summarised") return [];
    const { text, delivery, told } = event.data;
    return [{ text, delivery, told: told.map((id) => nameOf(scene.names, id)), by: nameOf(scene.names, idOf(event.actor)), at: event.at }];
  });
  const decision = of.flatMap((event) => {
    if (event.type !== "round-decided") return [];
    return [{ decision: event.data.decision, note: event.data.note, by: nameOf(scene.names, idOf(event.actor)), at: event.at }];
  });
  return {
    n: one.n,
    openedAt: one.openedAt,
    state: one.decision !== null ? "decided" : until !== null && until <= scene.now ? "undecided" : "open",
    answers: one.asked.map((person) => answerOf(seen, one, { person, of })),
    summary: summary.at(-1) ?? null,
    summaryDue,
    summaryOverdue: one.summarisedAt === null && summaryDue !== null && summaryDue <= scene.now,
    decision: decision.at(-1) ?? null,
    decideBy: until,
  };
}

function answerOf(seen: Seen, one: Round, { person, of }: { readonly person: string; readonly of: readonly (ReadEvent & RecordedEvent)[] }): Answer {
  const { scene, policy, facts } = seen;
  const said = of.flatMap((event) => (event.type === "round-answered" && event.data.person === person ? [event.data] : [])).at(-1);
  const late = lateFrom({ policy, state: scene.state, facts }, one, person);
  const answeredAt = one.answered[person] ?? null;
  const works = holdsKind(scene.pack, scene.state.roles, "responder", person);
  const waiting = !works ? ("left" as const) : late !== null && late <= scene.now ? ("late" as const) : ("waiting" as const);
  return {
    person: nameOf(scene.names, person),
    state: answeredAt !== null ? "answered" : waiting,
    at: answeredAt,
    lateFrom: late,
    answer: said ?? null,
  };
}
