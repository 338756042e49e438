/** Who owes which part of the proof now: a plan, a signature, an expert's word. */
import type { Wish } from "../../../incident/index.ts";
import type { State } from "../../../incident/slices.ts";
import type { Duty } from "../../../kernel/duty.ts";
import { type Process, roleOfKind } from "../../../kernel/process.ts";
import { openCases, signatureStands } from "./missing.ts";
import { inForce, type TestsPolicy, type TestsValue } from "./value.ts";

type Owed = Pick<Duty<Wish, State>, "key" | "who" | "what" | "metBy"> & { readonly by: Wish["name"]; readonly part: keyof TestsValue };

/** The plan, until it is ready. */
function plan(process: Process, value: TestsValue, { tests }: State): Owed[] {
  const commander = roleOfKind(process, "commander");
  if (!value.ready || tests.plan?.readyAt || commander === null) return [];
  return [
    {
      key: `tests/plan/${tests.plan === null ? "begin" : "ready"}`,
      who: { role: commander },
      what: tests.plan === null ? "See to a test plan" : "Mark the test plan ready",
      metBy: ({ type }) => type === (tests.plan === null ? "test-plan-set" : "test-plan-ready"),
      by: tests.plan === null ? "add-test-case" : "mark-test-plan-ready",
      part: "ready",
    },
  ];
}

/** Signatures, once everything they are about is there. */
function signatures(value: TestsValue, { roles, tests }: State): Owed[] {
  if (!value.signed || tests.plan === null || tests.counts.run === 0) return [];
  if ((value.plan?.environments ?? []).some((environment) => openCases(value, tests, environment).length > 0)) return [];
  const { plan, run, deploy } = tests.counts;
  const open = (person: string) => !signatureStands(value, tests, person);
  const one = (name: string, who: Duty["who"], signs: (person: string) => boolean): Owed => ({
    key: `tests/sign/${name}/${plan}-${run}-${deploy}`,
    who,
    what: "Sign the tests",
    metBy: ({ type, actor }) => type === "tests-signed" && signs(actor.slice(actor.indexOf(":") + 1)),
    by: "sign-tests",
    part: "signed",
  });
  const holders = (role: string) => roles.held.filter((held) => held.role === role).map(({ person }) => person);
  return [
    ...value.signed.roles
      .filter((role) => holders(role).length > 0 && holders(role).every(open))
      .map((role) => one(role, { role }, (person) => holders(role).includes(person))),
    ...tests.signers.filter(open).map((person) => one(person, { people: [person] }, (signer) => signer === person)),
  ];
}

/** An expert's word that there can be no new test. */
function agreement(process: Process, value: TestsValue, { automatedTests: { untestable } }: State): Owed[] {
  const expert = roleOfKind(process, "advisor");
  if (!value.untestable?.agreed || untestable === null || untestable.coAttestedBy !== null || expert === null) return [];
  const what = "Say whether you agree that no new automated test can be written";
  return [
    { key: "tests/agree", who: { role: expert }, what, metBy: ({ type }) => type === "tests-co-attested", by: "co-attest-untestable", part: "untestable" },
  ];
}

/** The duties of the proof; none has a time, all of them keep the incident from ending. */
export function testDuties(policy: TestsPolicy, state: State): Duty<Wish, State>[] {
  const { value, at } = inForce(policy);
  const owed = [...plan(policy.process, value, state), ...signatures(value, state), ...agreement(policy.process, value, state)];
  return owed.map(({ by, part, ...duty }) => ({ ...duty, during: ["active"], steps: [], due: null, by: { name: by }, cites: policy.cites(at(part)) }));
}
