/** Somebody who knows the process does the next thing that the end still waits for: so that histories reach their late steps. */
import { holdersOf } from "../../../../src/core/incident/roles/slice.ts";
import { testCases } from "../../../rules/graceful-world.ts";
import type { Random } from "../../random.ts";
import type { Desk } from "../desk.ts";
import { anybody, type Doing } from "../doing.ts";
import { written } from "../towards.ts";

type Next = (desk: Desk, who: { readonly manager: string; readonly worker: string; readonly pr: string }) => Doing | null;

const cases = ({ state }: Desk) => state.tests.plan?.cases ?? [];
const harmless = (desk: Desk) => cases(desk).flatMap(({ key, mutatesCustomerData }) => (mutatesCustomerData ? [] : [key]));
const harmful = (desk: Desk) => cases(desk).flatMap(({ key, mutatesCustomerData }) => (mutatesCustomerData ? [key] : []));
const link = "https://ci.example.test/run/7";

/** What meets a gate, by the beginning of its name. */
const meets: readonly (readonly [gate: string, next: Next])[] = [
  ["role.pr_manager", (_desk, { manager }) => ({ who: manager, name: "assign-role", input: { role: "pr_manager", person: "pam" } })],
  ["role.worker", (_desk, { manager }) => ({ who: manager, name: "assign-role", input: { role: "worker", person: "ben" } })],
  ["test_plan.ready", (_desk, { manager }) => ({ who: manager, name: "mark-test-plan-ready", input: {} })],
  [
    "test_plan.staging",
    (desk, { worker }) => ({
      who: worker,
      name: "record-test-run",
      input: { environment: "staging", build: "shop 4.3", passed: cases(desk).map(({ key }) => key) },
    }),
  ],
  [
    "test_plan.production",
    (desk, { worker }) => ({
      ...{ who: worker, name: "record-test-run" },
      input: { environment: "production", build: "shop 4.3", passed: harmless(desk), skipped: harmful(desk), why: "It moves money" },
    }),
  ],
  ["test_plan", (_desk, { manager }) => ({ who: manager, name: "set-test-plan", input: { cases: testCases, expert: "eve" } })],
  ["deployed", (_desk, { worker }) => ({ who: worker, name: "note-change", input: { kind: "deploy", text: "It", build: "shop 4.3" } })],
  ["automated_tests.existing", (_desk, { worker }) => ({ who: worker, name: "set-automated-tests", input: { existing: "passed", link } })],
  ["automated_tests", (_desk, { worker }) => ({ who: worker, name: "set-automated-tests", input: { new: "passed", link } })],
  ["signoff", (desk, { manager, worker }) => ({ who: desk.said.length % 2 === 0 ? manager : worker, name: "sign-tests", input: {} })],
  ["observers_updated", (_desk, { manager }) => ({ who: manager, name: "post-update", input: { audience: "participants", text: "It is mended" } })],
  ["observers_satisfied", (_desk, { manager }) => ({ who: manager, name: "confirm-observers", input: {} })],
  ["postmortem", (desk, { manager }) => written(desk, "postmortem", manager)],
  ["customer_summary", (desk, { pr }) => written(desk, "customer-summary", pr) ?? { who: pr, name: "send-document", input: { kind: "customer-summary" } }],
  [
    "refinements",
    (desk, { manager }) => {
      const open = Object.values(desk.state.refinements.all).find(({ state }) => state === "open");
      return open ? { who: manager, name: "reject-refinement", input: { refinement: open.id, reason: "Not now" } } : null;
    },
  ],
];

const lead = ["mia", "vic", "lea", "max", "cleo", "ana"];

/** Before anything is proven somebody manages, rested, and somebody else works. */
function seated({ state }: Desk, manager: string | undefined, refusal: string | undefined): Doing | null {
  const asked = Object.values(state.handover.offers).find((one) => one.state === "open");
  if (asked) return { who: asked.to, name: "accept-handover", input: {} };
  if (manager === undefined) {
    const page = Object.values(state.pages.pages).findLast((one) => one.state === "open");
    if (page) return { who: page.person, name: "answer-page", input: { page: page.id } };
    const person = Object.values(state.pages.pages).at(-1)?.person ?? "ana";
    return { who: person, name: "assign-role", input: { role: "manager", person } };
  }
  if (refusal === "shift_limit_exceeded") {
    const to = lead.find(
      (person) => person !== manager && !holdersOf(state.roles, "worker").includes(person) && state.spans.spans.every((one) => one.person !== person),
    );
    return { who: manager, name: "offer-handover", input: { role: "manager", to: to ?? "mia", brief: "You have it" } };
  }
  if (holdersOf(state.roles, "worker").length > 0) return null;
  return { who: manager, name: "assign-role", input: { role: "worker", person: manager === "ben" ? "eve" : "ben" } };
}

/** The next thing. What the end is told it waits for is met; where nothing was, the end is tried. */
export function towards(desk: Desk, random: Random): Doing | null {
  const holder = (role: string) => holdersOf(desk.state.roles, role)[0];
  const last = [...desk.state.roles.past].reverse();
  const over = desk.state.lifecycle.phase === "resolved";
  const name = over ? "close" : "resolve";
  const manager = holder("manager") ?? (over ? last.find(({ role }) => role === "manager")?.person : undefined);
  const tried = desk.tries(manager ?? "ana", name);
  const seat = over ? null : seated(desk, manager, tried?.code);
  if (seat || manager === undefined) return seat;
  if (desk.state.lifecycle.phase === "paused") return { who: manager, name: "resume", input: {} };
  const pr = holder("pr_manager") ?? last.find(({ role }) => role === "pr_manager")?.person ?? "pam";
  const who = { manager, worker: holder("worker") ?? anybody(desk, random), pr };
  const unmet = (tried?.unmet ?? []).filter(() => !random.chance(0.1));
  if (unmet.some((gate) => gate.startsWith("test_plan")) && desk.state.tests.plan === null)
    return { who: manager, name: "set-test-plan", input: { cases: testCases, expert: "eve" } };
  for (const [gate, next] of meets) {
    const doing = unmet.some((one) => one === gate || one.startsWith(`${gate}.`) || one.startsWith(`${gate}:`)) ? next(desk, who) : null;
    if (doing) return doing;
  }
  return { who: random.chance(0.3) ? anybody(desk, random) : manager, name, input: {} };
}
