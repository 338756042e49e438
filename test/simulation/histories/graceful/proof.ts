/** Proof: nothing is over before a plan passed in staging and production, was signed after the last change, and automated tests stand for it. */
import { holdersOf } from "../../../../src/core/incident/roles/slice.ts";
import type { State } from "../../../../src/core/incident/slices.ts";
import type { Recorded } from "../../../../src/core/kernel/event.ts";
import { type Invariant, without } from "../invariant.ts";

type Case = { readonly key: string; readonly mutatesCustomerData: boolean };

/** What the events alone say of the proof, kept apart from the engine's own slices. */
type Told = {
  cases: readonly Case[];
  staging: Map<string, string>;
  production: Map<string, string>;
  signed: Set<string>;
  existing: string | null;
  fresh: string | null;
  excused: boolean;
};

const nothing = (): Told => ({ cases: [], staging: new Map(), production: new Map(), signed: new Set(), existing: null, fresh: null, excused: false });

function hear(told: Told, event: Recorded): void {
  const data = event.data as never as Record<string, unknown>;
  if (event.type === "test-plan-set") {
    told.cases = data.cases as readonly Case[];
    told.signed.clear();
  }
  if (event.type === "tests-run") {
    const shown = data.environment === "staging" ? told.staging : told.production;
    for (const result of ["passed", "failed", "skipped"] as const) for (const key of data[result] as string[]) shown.set(key, result);
    told.signed.clear();
  }
  if (event.type === "change-noted" && data.kind === "deploy") told.signed.clear();
  if (event.type === "tests-signed") told.signed.add(event.actor.replace(/^person:/, ""));
  if (event.type === "automated-tests-set") {
    if (data.which === "new") told.fresh = String(data.result);
    else told.existing = String(data.result);
  }
  if (event.type === "tests-attested") told.excused = true;
  // The plan is there to begin with; what it showed is shown anew (P29).
  if (event.type === "reopened") Object.assign(told, nothing(), { cases: told.cases });
}

function looking(judge: (told: Told, before: State) => string | null | false | undefined): Invariant["watch"] {
  return () => {
    const told = nothing();
    return ({ before, accepted }) => {
      const resolved = accepted.events.some(({ type }) => type === "resolved");
      const broken = resolved ? judge(told, before) : null;
      for (const event of accepted.events) hear(told, event);
      return broken;
    };
  };
}

export const ofProof: readonly Invariant[] = [
  {
    id: "P8",
    says: "over means: every case passed in staging, and in production passed or, where it changes customers' data, was left out",
    spoilt: without("GD2-37", "GD2-39", "GD2-42", "GD2-43", "GD-23"),
    watch: looking(({ cases, staging, production }) => {
      if (cases.length === 0) return "over without a plan";
      const open = cases.find(
        (one) => staging.get(one.key) !== "passed" || !["passed", one.mutatesCustomerData ? "skipped" : "passed"].includes(production.get(one.key) ?? ""),
      );
      return open && `over while ${open.key} is ${staging.get(open.key)} in staging and ${production.get(open.key)} in production`;
    }),
  },
  {
    id: "P9",
    says: "over means: whoever manages and a worker signed after the last plan, run and deploy",
    spoilt: without("GD2-38"),
    watch: looking(({ signed }, before) => {
      const signers = (role: string) => holdersOf(before.roles, role).filter((person) => signed.has(person));
      if (signers("manager").length === 0) return "over without the manager's signature";
      return signers("worker").length === 0 && "over without a worker's signature";
    }),
  },
  {
    id: "P10",
    says: "over means: the automated tests there were pass, and new ones do, or it was attested that none can be",
    spoilt: without("GD2-44", "GD2-45", "GD2-46", "GD2-48"),
    watch: looking(({ existing, fresh, excused }) => {
      if (existing !== "passed" && existing !== "none") return `over with automated tests that are ${existing}`;
      return !excused && fresh !== "passed" && `over with new tests that are ${fresh}`;
    }),
  },
  {
    id: "P29",
    says: "what is reopened is proven anew: neither results nor signatures carry over",
    watch:
      () =>
      ({ after, accepted }) => {
        if (!accepted.events.some(({ type }) => type === "reopened")) return null;
        const { shown, signed } = after.tests;
        return (shown.staging !== null || shown.production !== null || Object.keys(signed).length > 0) && "reopened with results or signatures of before";
      },
  },
];
