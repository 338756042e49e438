/** How the fix is proven: the plan with what each case showed where, who signed, and what is still missing with its sentence. */
import { holdersOf } from "../core/incident/roles/slice.ts";
import { environments, releasedBuild, type TestCase } from "../core/incident/tests/slice.ts";
import { citesAt, valueAt } from "../core/kernel/cites.ts";
import type { Facts } from "../core/kernel/facts.ts";
import { existingTold, isUntestable, lacking, openCases, signatureStands } from "../core/rules/work/tests/missing.ts";
import { deferredTo, type TestsValue } from "../core/rules/work/tests/value.ts";
import { abilitiesIn } from "./abilities.ts";
import { citedOf } from "./cited.ts";
import { type Event, recordView } from "./record-view.ts";
import { actorName } from "./say.ts";
import { idOf, nameOf, type Scene } from "./scene.ts";
import { type TestPlanView, testPlanShape } from "./test-plan-shape.ts";

type Names = { readonly [area: string]: string };
/** What the parts of the answer are made of. */
type Proof = { readonly scene: Scene; readonly value: TestsValue; readonly lacks: ReadonlySet<string>; readonly areas: Names };

/** The newest runs that are shown. */
const mostRuns = 50;

/** Commands that this view is about. */
const its: ReadonlySet<string> = new Set([
  ...["set-test-plan", "add-test-case", "drop-test-case", "mark-test-plan-ready", "record-test-run", "ask-to-sign", "sign-tests"],
  ...["set-automated-tests", "attest-untestable", "co-attest-untestable", "defer-tests", "confirm-observers", "note-change", "resolve"],
]);

/** `GET /api/v1/incidents/{id}/test-plan`. */
export const testPlan = recordView("test-plan", {
  title: "Test plan",
  shape: testPlanShape,
  people: (events) => events.flatMap((one) => (one.type === "test-plan-set" && one.data.expert !== null ? [one.data.expert] : [])),
  read: async (parts, scene, events) => {
    const [abilities, areas] = await Promise.all([abilitiesIn(parts, scene), parts.withFacts((facts) => areaNames(scene, facts))]);
    return answer(scene, events, { areas, abilities: abilities.filter(({ name }) => its.has(name)) });
  },
});

function answer(
  scene: Scene,
  events: readonly Event[],
  { areas, abilities }: { readonly areas: Names; readonly abilities: TestPlanView["abilities"] },
): TestPlanView {
  const { pack, state, row } = scene;
  const { tests } = state;
  const level = `/severities/${row.severity}/tests`;
  const at = valueAt(pack, level) === undefined ? "/tests" : level;
  const found = valueAt(pack, at) as TestsValue | undefined;
  const value = found ?? {};
  const open = lacking(pack, value, state);
  const proof: Proof = { scene, value, lacks: new Set(open.map(({ gate }) => gate)), areas };
  return {
    asked: found !== undefined,
    build: releasedBuild(tests),
    deployedAt: tests.deployed?.at ?? null,
    plan: planOf(proof),
    environments: environmentsOf(proof),
    runs: runsOf(scene, events),
    signatures: signaturesOf(proof),
    automated: automatedOf(proof),
    untestable: untestableOf(proof, events),
    deferral: value.deferral ? { deferredAt: state.automatedTests.deferredAt, to: deferredTo(value, row.severity) } : null,
    lacking: open.map(({ gate, says, part }) => ({ gate, says, cites: citedOf(pack, citesAt(pack, `${at}/${part}`)) })),
    abilities,
  };
}

const idsOf = ({ state: { lifecycle, tests } }: Scene) =>
  [lifecycle.area, ...(tests.plan?.areas ?? []), ...(tests.plan?.cases ?? []).map(({ area }) => area)].filter((id) => id !== null);

function areaNames(scene: Scene, facts: Facts): Names {
  return Object.fromEntries(idsOf(scene).map((id) => [id, facts.get("area", id)?.name ?? id]));
}

const areaOf = (areas: Names, id: string) => ({ id, name: areas[id] ?? id });

function planOf({ scene, value, areas }: Proof): TestPlanView["plan"] {
  const { lifecycle, tests } = scene.state;
  const { plan } = tests;
  if (plan === null) return null;
  const concerned = [...new Set([...(lifecycle.area === null ? [] : [lifecycle.area]), ...plan.areas])];
  return {
    ready: plan.readyAt === null || plan.readyBy === null ? null : { by: nameOf(scene.names, plan.readyBy), at: plan.readyAt },
    expert: plan.expert === null ? null : nameOf(scene.names, plan.expert),
    whyNoExpert: plan.whyNoExpert,
    areas: concerned.map((id) => ({ ...areaOf(areas, id), covered: plan.cases.some((one) => one.area === id) })),
    cases: plan.cases.map((one) => ({ ...one, area: one.area === null ? null : areaOf(areas, one.area), results: resultsOf(value, scene, one) })),
  };
}

function resultsOf(value: TestsValue, { state: { tests } }: Scene, one: TestCase) {
  return environments.map((environment) => ({
    environment,
    result: tests.shown[environment]?.results[one.key] ?? null,
    stands: !openCases(value, tests, environment).includes(one),
    forbidden: one.mutatesCustomerData && (value.spared?.environments.includes(environment) ?? false),
  }));
}

function environmentsOf({ scene, value }: Proof): TestPlanView["environments"] {
  const { tests } = scene.state;
  return environments.map((environment) => {
    const shown = tests.shown[environment];
    const open = openCases(value, tests, environment);
    const staging = value.order !== undefined && environment === "production" && openCases(value, tests, "staging").length > 0;
    return {
      ...{ environment, build: shown?.build ?? null, at: shown?.at ?? null },
      needed: value.plan?.environments.includes(environment) ?? false,
      passed: (tests.plan?.cases.length ?? 0) > 0 && open.length === 0,
      open: open.map(({ key }) => key),
      after: staging ? ("staging" as const) : null,
    };
  });
}

function runsOf({ names }: Scene, events: readonly Event[]): TestPlanView["runs"] {
  const runs = events.flatMap(({ seq, at, actor, ...event }) => {
    if (event.type !== "tests-run") return [];
    const { run: _run, ...data } = event.data;
    return [{ seq, at, by: actorName(actor, names), ...data }];
  });
  return runs.reverse().slice(0, mostRuns);
}

function signaturesOf({ scene, value, lacks }: Proof): TestPlanView["signatures"] {
  const { names, pack, state } = scene;
  if (!value.signed) return [];
  const one = (key: string, label: string, people: readonly string[]) => ({
    gate: `signoff:${key}`,
    label,
    people: people.map((id) => nameOf(names, id)),
    signed: people.flatMap((id) => {
      const signature = state.tests.signed[id];
      return signature ? [{ by: nameOf(names, id), at: signature.at, stands: signatureStands(value, state.tests, id) }] : [];
    }),
    stands: !lacks.has(`signoff:${key}`),
  });
  return [
    ...value.signed.roles.map((role) => one(role, pack.roles[role]?.label ?? role, holdersOf(state.roles, role))),
    ...state.tests.signers.map((person) => one(person, nameOf(names, person).name, [person])),
  ];
}

function automatedOf({ scene: { names, state }, value, lacks }: Proof): TestPlanView["automated"] {
  return (["existing", "new"] as const).map((which) => {
    const told = which === "new" ? state.automatedTests.new : existingTold(state);
    return {
      ...{ which, needed: value[which] !== undefined, stands: !lacks.has(`automated_tests.${which}`) },
      told: told && { ...told, by: actorName(told.by, names) },
    };
  });
}

function untestableOf({ scene: { names, state }, value }: Proof, events: readonly Event[]): TestPlanView["untestable"] {
  const { untestable } = state.automatedTests;
  if (untestable === null) return null;
  const said = events.findLast((one) => one.type === "tests-attested");
  return {
    why: untestable.why,
    reason: said?.type === "tests-attested" ? said.data.reason : "",
    by: nameOf(names, idOf(untestable.by)),
    agreedBy: untestable.coAttestedBy === null ? null : nameOf(names, untestable.coAttestedBy),
    stands: isUntestable(value, state.automatedTests),
  };
}
