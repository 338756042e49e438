/** How the fix is proven: the plan, what its cases showed where, who signed, and what the automated tests say. Reasons stay in the log. */
import { z } from "zod";
import type { Recorded } from "../../kernel/event.ts";
import { eventOf } from "../../kernel/event.ts";
import { slice } from "../../kernel/slice.ts";
import { automatedResults, type Counts, type Environment, plan, results, run, schema, type TestCase, type Tests, unproven } from "./shape.ts";

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
    "automated-tests-set": event(
      {
        data: z.object({ which: z.enum(["existing", "new"]), result: z.enum(automatedResults), build: z.string(), link: z.string() }),
        says: (d) => `${d.which === "new" ? "The new automated tests" : "The automated tests there were"}: ${d.result}${d.build ? ` (${d.build})` : ""}`,
        seenBy: "all",
      },
      (state, { data: { which, ...data }, at, actor }) => ({ ...state, [which]: { ...data, by: actor, at } }),
    ),
    "tests-attested": event(
      {
        data: z.object({ why: z.enum(["impossible", "no_change"]), reason: z.string() }),
        says: (d) => `${d.why === "impossible" ? "No automated test can be written for it" : "Nothing was changed that a test could prove"}: ${d.reason}`,
        seenBy: "all",
      },
      (state, { data, actor }) => ({ ...state, untestable: { why: data.why, by: idOf(actor), coAttestedBy: null } }),
    ),
    "tests-co-attested": event({ data: z.object({}), says: () => "Agreed that there can be no new automated test", seenBy: "all" }, (state, { actor }) => ({
      ...state,
      untestable: state.untestable && { ...state.untestable, coAttestedBy: idOf(actor) },
    })),
    "tests-deferred": event(
      { data: z.object({ reason: z.string() }), says: (d) => `New automated tests come later, the fix is out: ${d.reason}`, seenBy: "all" },
      (state, { at }) => ({ ...state, deferredAt: at }),
    ),
  },
  hears: {
    "change-noted": (state, { data, at }) =>
      data.kind === "deploy" ? { ...state, deployed: { build: data.build ?? "", at }, counts: oneMore(state, "deploy") } : state,
    // What is found anew after a reopening is proven anew; the plan is there to begin with.
    reopened: (state) => ({ ...unproven, plan: state.plan && { ...state.plan, readyAt: null, readyBy: null }, signers: state.signers, counts: state.counts }),
  },
});
