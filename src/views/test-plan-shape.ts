/** What a look at a test plan answers. */
import { z } from "zod";
import { environments as places } from "../core/incident/tests/slice.ts";
import { ability, cited, named, type Shown } from "./view.ts";

const area = z.object({ id: z.string(), name: z.string() });
const place = z.enum(places);
const at = z.string();

const result = z.object({
  environment: place,
  result: z.enum(["passed", "failed", "skipped"]).nullable(),
  stands: z.boolean().meta({ description: "It counts: passed with the released build, or left out where it must be" }),
  forbidden: z.boolean().meta({ description: "It is never run here, because it changes customers' data" }),
});
const testCase = z.object({
  key: z.string(),
  title: z.string(),
  area: area.nullable(),
  kind: z.enum(["fix", "regression"]),
  mutatesCustomerData: z.boolean(),
  results: z.array(result),
});

/** The plan with its cases, and which areas none of them tries. */
const plan = z.object({
  ready: z.object({ by: named, at }).nullable(),
  expert: named.nullable(),
  whyNoExpert: z.string(),
  areas: z.array(area.extend({ covered: z.boolean() })),
  cases: z.array(testCase),
});

const environment = z.object({
  environment: place,
  build: z.string().nullable(),
  at: at.nullable(),
  needed: z.boolean(),
  passed: z.boolean(),
  open: z.array(z.string()).meta({ description: "Keys of cases that do not stand yet" }),
  after: place.nullable().meta({ description: "The environment that must pass first, and has not" }),
});
const run = z.object({
  ...{ seq: z.number(), at, by: z.string(), environment: place, build: z.string() },
  ...{ passed: z.array(z.string()), failed: z.array(z.string()), skipped: z.array(z.string()), why: z.string() },
});

/** One signature that is needed: of a role, or of somebody who was asked. */
const signature = z.object({
  gate: z.string(),
  label: z.string(),
  people: z.array(named).meta({ description: "Whose it may be" }),
  signed: z.array(z.object({ by: named, at, stands: z.boolean().meta({ description: "Nothing was changed, run or deployed since" }) })),
  stands: z.boolean(),
});
const automated = z.object({
  which: z.enum(["existing", "new"]),
  needed: z.boolean(),
  told: z.object({ result: z.string(), build: z.string(), link: z.string(), by: z.string(), at }).nullable(),
  stands: z.boolean(),
});

/** The answer of `GET /api/v1/incidents/{id}/test-plan`. */
export const testPlanShape = z
  .object({
    asked: z.boolean().meta({ description: "Whether the process asks for a proof at this severity at all" }),
    build: z.string().nullable().meta({ description: "The build whose proof counts" }),
    deployedAt: at.nullable(),
    plan: plan.nullable(),
    environments: z.array(environment),
    runs: z.array(run),
    signatures: z.array(signature),
    automated: z.array(automated),
    untestable: z
      .object({ why: z.enum(["impossible", "no_change"]), reason: z.string(), by: named, agreedBy: named.nullable(), stands: z.boolean() })
      .nullable(),
    deferral: z
      .object({ deferredAt: at.nullable(), to: z.number().nullable().meta({ description: "The severity that putting tests off would lead to" }) })
      .nullable(),
    lacking: z.array(z.object({ gate: z.string(), says: z.string(), cites: z.array(cited) })),
    abilities: z.array(ability),
  })
  .meta({ id: "TestPlan" });
export type TestPlanView = Shown<z.infer<typeof testPlanShape>>;
