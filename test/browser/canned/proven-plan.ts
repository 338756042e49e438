/** The canned test plans: half way, proven, and not begun. */
import type { TestPlanView } from "../../../src/views/test-plan-shape.ts";
import { ana, at, bo, chi, dee, fay } from "./people.ts";
import { cite } from "./steered.ts";

type Case = NonNullable<TestPlanView["plan"]>["cases"][number];
type Outcome = Case["results"][number]["result"];

const shop = { id: "a-shop", name: "Shop" };
const billing = { id: "a-billing", name: "Billing" };

const testCase = (key: string, title: string, kind: Case["kind"], [staging, production]: readonly [Outcome, Outcome], more: Partial<Case> = {}): Case => {
  const mutatesCustomerData = more.mutatesCustomerData ?? false;
  const stands = (result: Outcome) => result === "passed" || (mutatesCustomerData && result === "skipped");
  return {
    ...{ key, title, kind, area: shop, mutatesCustomerData },
    results: [
      { environment: "staging", result: staging, stands: stands(staging), forbidden: false },
      { environment: "production", result: production, stands: stands(production), forbidden: mutatesCustomerData },
    ],
    ...more,
  };
};

const cases = [
  testCase("pay", "A card is charged once", "fix", ["passed", null]),
  testCase("refund", "A refund still arrives", "regression", ["passed", null], { mutatesCustomerData: true }),
  testCase("list", "Orders are still listed", "regression", ["failed", null]),
];

/** Half way: staging ran and one case failed, nobody can sign yet. */
export const plan: TestPlanView = {
  asked: true,
  build: "shop 4.3",
  deployedAt: at("09:05"),
  plan: {
    ready: { by: ana, at: at("08:40") },
    expert: dee,
    whyNoExpert: "",
    areas: [
      { ...shop, covered: true },
      { ...billing, covered: false },
    ],
    cases,
  },
  environments: [
    { environment: "staging", build: "shop 4.3", at: at("09:20"), needed: true, passed: false, open: ["list"], after: null },
    { environment: "production", build: null, at: null, needed: true, passed: false, open: ["pay", "refund", "list"], after: "staging" },
  ],
  runs: [
    { seq: 80, at: at("09:20"), by: "Demo Bo", environment: "staging", build: "shop 4.3", passed: ["pay", "refund"], failed: ["list"], skipped: [], why: "" },
    { seq: 71, at: at("08:50"), by: "Demo Bo", environment: "staging", build: "shop 4.2", passed: ["pay"], failed: [], skipped: [], why: "" },
  ],
  signatures: [
    { gate: "signoff:manager", label: "Incident Manager", people: [ana], signed: [], stands: false },
    { gate: "signoff:worker", label: "Worker", people: [bo, fay], signed: [{ by: bo, at: at("08:55"), stands: false }], stands: false },
    { gate: "signoff:p-dee", label: "Demo Dee", people: [dee], signed: [{ by: dee, at: at("09:30"), stands: true }], stands: true },
  ],
  automated: [
    {
      which: "existing",
      needed: true,
      told: { result: "passed", build: "shop 4.3", link: "https://ci.example.test/run/7", by: "alerts from CI", at: at("09:12") },
      stands: true,
    },
    { which: "new", needed: true, told: null, stands: false },
  ],
  untestable: null,
  deferral: { deferredAt: null, to: 3 },
  lacking: [
    {
      gate: "test_plan.staging",
      says: "A case has not passed in staging with this build: Orders are still listed.",
      cites: cite("GD2-37", "It is not over before the test plan was carried out."),
    },
    {
      gate: "test_plan.production",
      says: "The test plan was not carried out in production.",
      cites: cite("GD2-42", "Tests are run in staging first, then in production."),
    },
    {
      gate: "signoff:manager",
      says: "No Incident Manager has signed the tests.",
      cites: cite("GD2-38", "The manager, a worker and whoever the manager names sign the tests."),
    },
    {
      gate: "automated_tests.new",
      says: "No new automated test proves the fix.",
      cites: cite("GD2-45", "A new automated test proves the fix, now and not later."),
    },
  ],
  abilities: [],
};

/** Nothing is missing. */
export const proven: TestPlanView = {
  ...plan,
  plan: {
    ...plan.plan!,
    areas: [{ ...shop, covered: true }],
    cases: [
      testCase("pay", "A card is charged once", "fix", ["passed", "passed"]),
      testCase("refund", "A refund still arrives", "regression", ["passed", "skipped"], { mutatesCustomerData: true }),
    ],
  },
  environments: plan.environments.map((one) => ({ ...one, build: "shop 4.3", at: at("09:30"), passed: true, open: [], after: null })),
  signatures: plan.signatures.map((one) => ({ ...one, signed: one.people.slice(0, 1).map((by) => ({ by, at: at("09:35"), stands: true })), stands: true })),
  automated: plan.automated.map((one) => ({ ...one, stands: true })),
  untestable: { why: "impossible", reason: "The card reader cannot be driven by a program.", by: chi, agreedBy: dee, stands: true },
  lacking: [],
};

/** Before anybody has planned anything. */
export const bare: TestPlanView = {
  ...plan,
  ...{ plan: null, build: null, runs: [] },
  environments: plan.environments.map((one) => ({ ...one, build: null, at: null, open: [] })),
  signatures: plan.signatures.slice(0, 2).map((one) => ({ ...one, signed: [], stands: false })),
  automated: plan.automated.map((one) => ({ ...one, told: null, stands: false })),
  lacking: [
    { gate: "test_plan.staging", says: "There is no test plan.", cites: cite("GD2-37", "It is not over before the test plan was carried out.") },
    ...plan.lacking.slice(2),
  ],
};
