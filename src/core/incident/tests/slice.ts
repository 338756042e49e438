/** How the fix is proven: the plan, what its cases showed where, who signed, and what the automated tests say. Reasons stay in the log. */
import { z } from "zod";
import type { Recorded } from "../../kernel/event.ts";
import { eventOf } from "../../kernel/event.ts";
import { slice } from "../../kernel/slice.ts";

/** Where a plan is carried out. */
export const environments = ["staging", "production"] as const;
/** What a case shows: that the fault is gone, or that nothing near it broke. */
export const caseKinds = ["fix", "regression"] as const;
/** What a case showed; one that changes customers' data may be left out in production. */
const results = ["passed", "failed", "skipped"] as const;

/** One case of a plan. */
const testCase = z.object({
  key: z.string(),
  title: z.string(),
  area: z.string().nullable(),
  kind: z.enum(caseKinds),
  mutatesCustomerData: z.boolean(),
});
const plan = z.object({ cases: z.array(testCase), areas: z.array(z.string()), expert: z.string().nullable(), whyNoExpert: z.string() });
/** What the newest build showed in an environment, case by case. */
const shown = z.object({ build: z.string(), at: z.string(), results: z.record(z.string(), z.enum(results)) });
/** How many plans, runs and deploys there were so far: who signed before the latest may have to sign again. */
const counts = z.object({ plan: z.number(), run: z.number(), deploy: z.number() });
const schema = z.object({
  plan: plan.extend({ readyAt: z.string().nullable(), readyBy: z.string().nullable() }).nullable(),
  shown: z.object({ staging: shown.nullable(), production: shown.nullable() }),
  /** Whom the manager asks to sign beside those who must. */
  signers: z.array(z.string()),
  /** With what there was when they signed. */
  signed: z.record(z.string(), z.object({ at: z.string(), after: counts })),
  counts,
  deployed: z.object({ build: z.string(), at: z.string() }).nullable(),
});
export type TestCase = z.infer<typeof testCase>;
export type Tests = z.infer<typeof schema>;
type Counts = z.infer<typeof counts>;
export type Environment = (typeof environments)[number];

const unproven: Tests = {
  plan: null,
  shown: { staging: null, production: null },
  signers: [],
  signed: {},
  counts: { plan: 0, run: 0, deploy: 0 },
  deployed: null,
};

/** The data of a run: every case that was tried or left out. */
const run = z.object({
  run: z.string(),
  environment: z.enum(environments),
  build: z.string(),
  passed: z.array(z.string()),
  failed: z.array(z.string()),
  skipped: z.array(z.string()),
  why: z.string(),
});

const event = eventOf<Tests>();

const oneMore = ({ counts }: Tests, of: keyof Counts): Counts => ({ ...counts, [of]: counts[of] + 1 });

/** What was shown of cases that are still the same. */
function stillShown(state: Tests, cases: readonly TestCase[]): Tests["shown"] {
  const same = new Set(cases.filter((one) => state.plan?.cases.some((old) => JSON.stringify(old) === JSON.stringify(one))).map(({ key }) => key));
  const kept = (one: Tests["shown"][Environment]) =>
    one && { ...one, results: Object.fromEntries(Object.entries(one.results).filter(([key]) => same.has(key))) };
  return { staging: kept(state.shown.staging), production: kept(state.shown.production) };
}

/** Another build begins anew; the same build is added to. */
function afterRun(state: Tests, { data, at }: Recorded<z.infer<typeof run>>): Tests {
  const before = state.shown[data.environment];
  const told = results.flatMap((result) => data[result].map((key) => [key, result] as const));
  const known = before?.build === data.build ? before.results : {};
  const now = { build: data.build, at, results: { ...known, ...Object.fromEntries(told) } };
  return { ...state, shown: { ...state.shown, [data.environment]: now }, counts: oneMore(state, "run") };
}

const caseCount = (count: number) => `${count} ${count === 1 ? "case" : "cases"}`;
const idOf = (actor: string) => actor.replace(/^(person|sim):/, "");

/** The build whose proof counts: the one that was deployed, else the one that was tested last in production, else in staging; null while none is named. */
export function releasedBuild({ deployed, shown }: Tests): string | null {
  return [deployed?.build, shown.production?.build, shown.staging?.build].find((build) => build !== undefined && build !== "") ?? null;
}

export const tests = slice("tests", {
  schema,
  initial: unproven,
  on: {
    "test-plan-set": event({ data: plan, says: (d) => `Test plan of ${caseCount(d.cases.length)}`, seenBy: "all" }, (state, { data }) => ({
      ...state,
      plan: { ...data, readyAt: null, readyBy: null },
      shown: stillShown(state, data.cases),
      counts: oneMore(state, "plan"),
    })),
    "test-plan-ready": event({ data: z.object({}), says: () => "The test plan is ready", seenBy: "all" }, (state, { at, actor }) => ({
      ...state,
      plan: state.plan && { ...state.plan, readyAt: at, readyBy: idOf(actor) },
    })),
    "tests-run": event(
      {
        data: run,
        says: (d) =>
          `Tests in ${d.environment}${d.build ? ` (${d.build})` : ""}: ${d.passed.length} passed, ${d.failed.length} failed${d.skipped.length > 0 ? `, ${d.skipped.length} left out` : ""}`,
        seenBy: "all",
      },
      afterRun,
    ),
    "signature-asked": event(
      { data: z.object({ person: z.string() }), says: (d, say) => `${say.person(d.person)} is asked to sign the tests`, seenBy: "all" },
      (state, { data }) => ({ ...state, signers: [...state.signers.filter((one) => one !== data.person), data.person] }),
    ),
    "tests-signed": event(
      { data: z.object({ note: z.string() }), says: (d) => `Signed the tests${d.note ? `: ${d.note}` : ""}`, seenBy: "all" },
      (state, { at, actor }) => ({
        ...state,
        signed: { ...state.signed, [idOf(actor)]: { at, after: state.counts } },
      }),
    ),
  },
  hears: {
    "change-noted": (state, { data, at }) =>
      data.kind === "deploy" ? { ...state, deployed: { build: data.build ?? "", at }, counts: oneMore(state, "deploy") } : state,
    // What is found anew after a reopening is proven anew; the plan is there to begin with.
    reopened: (state) => ({ ...unproven, plan: state.plan && { ...state.plan, readyAt: null, readyBy: null }, signers: state.signers, counts: state.counts }),
  },
});
