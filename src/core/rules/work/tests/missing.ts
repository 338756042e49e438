/** What the proof of a fix still lacks, gate by gate: the same answer for whoever wants to end it and for the view of the plan. */

import type { AutomatedTests } from "../../../incident/automated-tests/slice.ts";
import { holdersOf } from "../../../incident/roles/slice.ts";
import type { State } from "../../../incident/slices.ts";
import { type Environment, releasedBuild, type TestCase, type Tests } from "../../../incident/tests/slice.ts";
import type { Process } from "../../../kernel/process.ts";
import type { TestsValue } from "./value.ts";

/** One thing that is missing: the name of its gate, a sentence for people, and the part of the value that asks for it. */
export type Lacking = { readonly gate: string; readonly says: string; readonly part: keyof TestsValue | "deferral/open" };

/** Whether what was told of a build is about the released one; where no build is named it is. */
function isReleased(tests: Tests, build: string): boolean {
  const released = releasedBuild(tests);
  return released === null || build === "" || build === released;
}

/** The cases that do not stand in an environment yet with a build; null: the released one. */
export function openCases(value: TestsValue, tests: Tests, environment: Environment, build: string | null = null): readonly TestCase[] {
  const shown = tests.shown[environment];
  const cases = tests.plan?.cases ?? [];
  if (shown === null || !(build === null ? isReleased(tests, shown.build) : shown.build === build)) return cases;
  const spared = value.spared?.environments.includes(environment) ?? false;
  return cases.filter(({ key, mutatesCustomerData }) => {
    const result = shown.results[key];
    return !(result === "passed" || (result === "skipped" && mutatesCustomerData && spared));
  });
}

const titles = (cases: readonly TestCase[]) => cases.map(({ title }) => title).join("; ");

function planLacks(value: TestsValue, { plan, ...tests }: Tests): Lacking[] {
  const lacking: Lacking[] = [];
  if (value.ready && !plan?.readyAt) lacking.push({ gate: "test_plan.ready", says: "The test plan is not marked ready.", part: "ready" });
  for (const environment of value.plan?.environments ?? []) {
    const open = openCases(value, { plan, ...tests }, environment);
    const none = (plan?.cases.length ?? 0) === 0;
    if (none || open.length > 0)
      lacking.push({
        gate: `test_plan.${environment}`,
        says: none ? "There is no test plan." : `Not passed in ${environment}: ${titles(open)}.`,
        part: "plan",
      });
  }
  return lacking;
}

function kindsLack(value: TestsValue, { plan, shown }: Tests): Lacking[] {
  const all = [shown.staging, shown.production].flatMap((one) => (one ? [one.results] : []));
  const has = (key: string, result: string) => all.some((results) => results[key] === result);
  return (value.kinds?.needed ?? []).flatMap((kind) => {
    const cases = (plan?.cases ?? []).filter((one) => one.kind === kind);
    if (cases.some(({ key }) => has(key, "passed")) && !cases.some(({ key }) => has(key, "failed"))) return [];
    const shows = kind === "fix" ? "that the fault is gone" : "that nothing near it broke";
    return [{ gate: `test_plan.${kind}`, says: `No case has shown ${shows}.`, part: "kinds" as const }];
  });
}

/** Whether somebody's signature stands: nothing happened since that it would not know of. */
export function signatureStands(value: TestsValue, tests: Tests, person: string): boolean {
  const signature = tests.signed[person];
  return signature !== undefined && (value.signed?.again ?? []).every((what) => signature.after[what] === tests.counts[what]);
}

function signaturesLack(process: Process, value: TestsValue, { roles, tests }: State): Lacking[] {
  if (!value.signed) return [];
  const stands = (person: string) => signatureStands(value, tests, person);
  const fromRoles = value.signed.roles.filter((role) => !holdersOf(roles, role).some(stands));
  const fromPeople = tests.signers.filter((person) => !stands(person));
  return [
    ...fromRoles.map((role) => ({ gate: `signoff:${role}`, says: `No ${process.roles[role]?.label ?? role} has signed the tests.`, part: "signed" as const })),
    ...fromPeople.map((person) => ({ gate: `signoff:${person}`, says: "Somebody who was asked has not signed the tests.", part: "signed" as const })),
  ];
}

/** Whether the manager's word that there can be no new test stands. */
export function isUntestable(value: TestsValue, { untestable }: AutomatedTests): boolean {
  return value.untestable !== undefined && untestable !== null && (untestable.coAttestedBy !== null || !value.untestable.agreed);
}

/** What counts of the automated tests there are: the newest word about the released build, or that there are none; else the newest of another build. */
export function existingTold({ automatedTests: { existing }, tests }: Pick<State, "automatedTests" | "tests">) {
  return existing.findLast(({ build, result }) => result === "none" || isReleased(tests, build)) ?? existing.at(-1) ?? null;
}

function existingLacks(value: TestsValue, state: State): Lacking[] {
  const existing = existingTold(state);
  if (!value.existing || existing?.result === "none") return [];
  const lacks = (says: string): Lacking[] => [{ gate: "automated_tests.existing", says, part: "existing" }];
  if (existing === null) return lacks("Nobody has said what the automated tests there are showed.");
  if (existing.result !== "passed") return lacks("The automated tests there are failed.");
  return isReleased(state.tests, existing.build) ? [] : lacks(`The automated tests ran with ${existing.build}, which is not what was released.`);
}

function newLacks(value: TestsValue, { automatedTests: automated }: State): Lacking[] {
  const deferred = automated.deferredAt !== null && value.deferral !== undefined;
  if (!value.new || automated.new?.result === "passed" || isUntestable(value, automated) || (deferred && !value.deferral?.open)) return [];
  if (deferred) return [{ gate: "automated_tests.new", says: "The new automated tests that were put off are not there yet.", part: "deferral/open" }];
  return [{ gate: "automated_tests.new", says: "No new automated test proves the fix.", part: "new" }];
}

/** Everything but signatures and new tests: what must be there before new tests may be put off. */
export function lacksBesidesNew(value: TestsValue, state: State): readonly Lacking[] {
  return [...planLacks(value, state.tests), ...kindsLack(value, state.tests), ...existingLacks(value, state)];
}

/** Everything the proof lacks. */
export function lacking(process: Process, value: TestsValue, state: State): readonly Lacking[] {
  const { tests } = state;
  return [
    ...planLacks(value, tests),
    ...kindsLack(value, tests),
    ...signaturesLack(process, value, state),
    ...existingLacks(value, state),
    ...newLacks(value, state),
  ];
}
