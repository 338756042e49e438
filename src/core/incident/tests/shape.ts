/** What is known of the proof of a fix: its plan, what was shown, who signed. */
import { z } from "zod";

/** Where a plan is carried out. */
export const environments = ["staging", "production"] as const;
/** What a case shows: that the fault is gone, or that nothing near it broke. */
export const caseKinds = ["fix", "regression"] as const;
/** What a case showed; one that changes customers' data may be left out in production. */
export const results = ["passed", "failed", "skipped"] as const;
/** What automated tests said; `none`: there are none; `later`: they are put off. */
export const automatedResults = ["passed", "failed", "none", "later"] as const;

/** One case of a plan. */
export const testCase = z.object({
  key: z.string(),
  title: z.string(),
  area: z.string().nullable(),
  kind: z.enum(caseKinds),
  mutatesCustomerData: z.boolean(),
});
export const plan = z.object({ cases: z.array(testCase), areas: z.array(z.string()), expert: z.string().nullable(), whyNoExpert: z.string() });
/** What the newest build showed in an environment, case by case. */
const shown = z.object({ build: z.string(), at: z.string(), results: z.record(z.string(), z.enum(results)) });
/** How many plans, runs and deploys there were so far: who signed before the latest may have to sign again. */
const counts = z.object({ plan: z.number(), run: z.number(), deploy: z.number() });
const automated = z.object({ result: z.enum(automatedResults), build: z.string(), link: z.string(), by: z.string(), at: z.string() });
export const schema = z.object({
  plan: plan.extend({ readyAt: z.string().nullable(), readyBy: z.string().nullable() }).nullable(),
  shown: z.object({ staging: shown.nullable(), production: shown.nullable() }),
  /** Whom the manager asks to sign beside those who must. */
  signers: z.array(z.string()),
  /** With what there was when they signed. */
  signed: z.record(z.string(), z.object({ at: z.string(), after: counts })),
  counts,
  deployed: z.object({ build: z.string(), at: z.string() }).nullable(),
  existing: automated.nullable(),
  new: automated.nullable(),
  untestable: z.object({ why: z.enum(["impossible", "no_change"]), by: z.string(), coAttestedBy: z.string().nullable() }).nullable(),
  deferredAt: z.string().nullable(),
});
export type TestCase = z.infer<typeof testCase>;
export type Tests = z.infer<typeof schema>;
export type Counts = z.infer<typeof counts>;
export type Environment = (typeof environments)[number];

/** Nothing is planned, shown or signed. */
export const unproven: Tests = {
  plan: null,
  shown: { staging: null, production: null },
  signers: [],
  signed: {},
  counts: { plan: 0, run: 0, deploy: 0 },
  deployed: null,
  existing: null,
  new: null,
  untestable: null,
  deferredAt: null,
};

/** The data of a run: every case that was tried or left out. */
export const run = z.object({
  run: z.string(),
  environment: z.enum(environments),
  build: z.string(),
  passed: z.array(z.string()),
  failed: z.array(z.string()),
  skipped: z.array(z.string()),
  why: z.string(),
});

/** The build whose proof counts: the one that was deployed, else the one that was tested last in production, else in staging; null while none is named. */
export function releasedBuild({ deployed, shown }: Tests): string | null {
  return [deployed?.build, shown.production?.build, shown.staging?.build].find((build) => build !== undefined && build !== "") ?? null;
}
