/** How a fix is proven before an incident is over: planned, run, signed, and kept by automated tests (GD2-37 … GD2-48, GD-23). */
import type { State } from "../../../incident/slices.ts";
import type { Objection } from "../../../kernel/refusal.ts";
import { rule } from "../../rule.ts";
import { lacking, lacksBesidesNew, openCases } from "./missing.ts";
import { testDuties } from "./owed.ts";
import { deferredTo, inForce, type TestsPolicy, testsValue } from "./value.ts";

/** What is said against marking a plan ready. */
function notReady(policy: TestsPolicy, { lifecycle, tests }: State): Objection[] {
  const { value, at } = inForce(policy);
  const { plan } = tests;
  const concerned = [...new Set([...(lifecycle.area === null ? [] : [lifecycle.area]), ...(plan?.areas ?? [])])];
  const bare = concerned.filter((area) => !plan?.cases.some((one) => one.area === area));
  const helped = plan !== null && (plan.expert !== null || plan.whyNoExpert !== "");
  return [
    ...(value.ready && bare.length > 0 ? [policy.objection(at("ready"), "missing_fields", `No case tries ${bare.join(", ")}.`, bare)] : []),
    ...(value.expert && !helped ? [policy.objection(at("expert"), "sme_required", "The plan names no expert who helped, nor why none was needed.")] : []),
  ];
}

type Run = {
  readonly environment: "staging" | "production";
  readonly build?: string;
  readonly passed?: readonly string[];
  readonly failed?: readonly string[];
};

/** What is said against a run: customers' data in danger, or production before staging. */
function notSo(policy: TestsPolicy, { tests }: State, { environment, build = "", passed = [], failed = [] }: Run): Objection[] {
  const { value, at } = inForce(policy);
  const tried = new Set([...passed, ...failed]);
  const spared = value.spared?.environments.includes(environment) ?? false;
  const writing = (tests.plan?.cases ?? []).filter(({ key, mutatesCustomerData }) => mutatesCustomerData && tried.has(key));
  const early = value.order && environment === "production" && openCases(value, tests, "staging", build).length > 0;
  return [
    ...(spared && writing.length > 0
      ? [
          policy.objection(
            at("spared"),
            "production_write_forbidden",
            `Changes customers' data, so it is left out in ${environment}: ${writing.map(({ title }) => title).join("; ")}.`,
          ),
        ]
      : []),
    ...(early ? [policy.objection(at("order"), "gate_unmet", "Not everything has passed in staging with this build.", ["test_plan.staging"])] : []),
  ];
}

/** What is said against putting new tests off. */
function notPutOff(policy: TestsPolicy, state: State): Objection[] {
  const { value, at } = inForce(policy);
  if (!value.deferral) return value.new ? [policy.objection(at("new"), "new_test_required", "New tests cannot be put off.")] : [];
  const unreleased = state.tests.deployed === null ? [{ gate: "deployed", says: "The fix has not been released." }] : [];
  const lacks = [...unreleased, ...lacksBesidesNew(value, state)];
  const says = lacks.map((one) => one.says).join(" ");
  return lacks.length === 0
    ? []
    : [
        policy.objection(
          at("deferral"),
          "gate_unmet",
          says,
          lacks.map(({ gate }) => gate),
        ),
      ];
}

export const tests = rule("tests", {
  title: "Tests",
  says: "Keeps an incident open until the fix is proven: a plan carried out in each environment, signatures, automated tests.",
  schema: testsValue,
  level: testsValue,
  forbids: {
    resolve: (policy, state) => {
      const { value, at } = inForce(policy);
      return lacking(policy.process, value, state).map(({ gate, says, part }) => policy.objection(at(part), "gate_unmet", says, [gate]));
    },
    "mark-test-plan-ready": (policy, state) => notReady(policy, state),
    "record-test-run": (policy, state, input) => (input === null ? [] : notSo(policy, state, input)),
    "set-automated-tests": (policy, _state, input) => {
      const { value, at } = inForce(policy);
      return value.new && input?.new === "later"
        ? [policy.objection(at("new"), "new_test_required", "Later is no answer: write the test, or say why there can be none.")]
        : [];
    },
    "defer-tests": (policy, state) => notPutOff(policy, state),
  },
  follows: {
    "tests-deferred": (policy, state) => {
      const to = deferredTo(inForce(policy).value, state.severity.rank);
      return to === null ? [] : [{ name: "change-severity", input: { to, because: "tests_deferred" }, must: true }];
    },
  },
  demands: (policy, state) => testDuties(policy, state),
  triggers: {
    "signature-asked": (policy, _state, { data: { person }, seq }) => [
      {
        key: `signature/${seq}/${person}`,
        to: { person },
        template: "nudge",
        urgency: "notice",
        params: { what: "Look at the tests, and sign them when they prove the fix", dueAt: "", state: "asked" },
        cites: policy.cites(inForce(policy).at("signed")),
      },
    ],
  },
  examples: [
    {
      title: "staging first, signed by the commander",
      value: { plan: { environments: ["staging", "production"] }, order: {}, signed: { roles: ["commander"], again: ["run"] } },
      in: "level",
      valid: true,
    },
    { title: "new tests may wait, less severe", value: { new: {}, deferral: { lower: 1, floor: 3, open: {} } }, in: "top", valid: true },
    { title: "in no environment", value: { plan: { environments: [] } }, in: "level", valid: false },
  ],
});
