/** The page to nobody: an incident's own engine under the least process there is, so that once a minute the whole way of a page is walked and nobody is woken. */
import { incidents } from "./engine.ts";
import type { State } from "./incident/slices.ts";
import type { Ctx } from "./kernel/command.ts";
import type { AnyPack, Engine } from "./kernel/engine.ts";
import type { FactKind, FactKinds, Facts } from "./kernel/facts.ts";
import type { AnyRule } from "./kernel/rule.ts";
import { later } from "./kernel/time.ts";
import { alert } from "./rules/call/alert.ts";
import { alertValue } from "./rules/call/silence.ts";

/** Whom it calls: in no directory, known only in here. */
export const nobody = "nobody";

/** The channel that reaches them: it ends where it began. */
export const loopback = "loopback";

/** One severity, one rule: whoever is in the group is alerted. */
const house: AnyPack = {
  key: "synthetic",
  name: "Synthetic page",
  version: 1,
  origin: { name: "Quarterdeck", url: "", licence: "Apache-2.0", note: "" },
  incidentDefinition: "",
  summary: "",
  sentences: {},
  enforcement: {},
  roles: {},
  may: {},
  severities: {
    1: {
      name: "Synthetic",
      major: false,
      handling: "full",
      motto: "",
      description: "Nobody is woken.",
      examples: [],
      typicalResponse: "",
      alert: alertValue.parse({ who: { group: nobody }, states: ["topic"] }),
    },
  } as AnyPack["severities"],
};

const known: Partial<FactKinds> = {
  group: { key: nobody, people: [nobody], contacts: [] },
  person: {
    id: nobody,
    active: true,
    hours: { zone: "UTC", working: {}, quiet: ["00:00", "00:00"] },
    teams: [],
    orgLevel: 0,
    methods: [{ id: loopback, channel: loopback }],
    rules: { page: [], notice: [] },
  },
};

/** The facts with the one person and the one group that nobody else knows. */
function knowing(facts: Facts): Facts {
  return {
    get: <K extends FactKind>(kind: K, key: string): FactKinds[K] | null =>
      key === nobody ? ((known[kind] as FactKinds[K] | undefined) ?? null) : facts.get(kind, key),
  };
}

const aware = (ctx: Ctx): Ctx => ({ ...ctx, facts: knowing(ctx.facts) });

type Face = (policy: never, state: never, event: never, ctx: Ctx) => never;

/** The same faces, each over the facts of in here. */
function faces<F extends object>(of: F): F {
  const wrapped = Object.entries(of as { readonly [event: string]: Face }).map(([event, face]): [string, Face] => [
    event,
    (policy, state, happened, ctx) => face(policy, state, happened, aware(ctx)),
  ]);
  return Object.fromEntries(wrapped) as F;
}

/** The rule as it is, over the facts of in here. */
const rule: AnyRule = { ...alert, follows: faces(alert.follows ?? {}), triggers: faces(alert.triggers ?? {}) };

/** Synthetic pages. Confidential to everybody: they are in no list, count, outbox or statistics; and nobody's rest begins with them. */
export const synthetic: Engine<State> = {
  ...incidents,
  kind: "synthetic",
  house,
  commands: incidents.commands.map((command) => ({ ...command, decide: (state: State, input: unknown, ctx: Ctx) => command.decide(state, input, aware(ctx)) })),
  rules: [rule],
  mayReach: (_pack, _state, { queuedAt, effect }) => ({ from: later(queuedAt, effect.notBefore ?? queuedAt), why: null }),
  summaryOf: (process, state) => ({ ...incidents.summaryOf(process, state), confidential: true, participants: [], commander: null }),
  engagementOf: () => [],
};
