/** A case of a test plan as people write it, and plans that examples begin with. */
import { z } from "zod";
import { active } from "../examples.ts";
import { caseKinds } from "./slice.ts";

/** So many cases a plan has at most. */
export const mostCases = 100;

/** What is said of a case. */
export const caseFields = {
  title: z.string().trim().min(1).max(200).meta({ title: "What is tried, and what must come of it" }),
  area: z.string().nullable().default(null).meta({ title: "Area", reference: "area" }),
  kind: z.enum(caseKinds).default("fix").meta({ title: "Shows that", description: "fix: the fault is gone; regression: nothing near it broke" }),
  mutatesCustomerData: z.boolean().default(false).meta({ title: "Creates or changes customers' data", description: "Then it is never run in production" }),
};

const cases = [{ key: "pay", title: "A card is charged once", area: null, kind: "fix", mutatesCustomerData: false }];

/** An incident with a plan of one case. */
export const planned = [...active, { type: "test-plan-set", data: { cases, areas: [], expert: "eve", whyNoExpert: "" } }];

/** The same, run in staging. */
export const ran = [
  ...planned,
  { type: "tests-run", data: { run: "r1", environment: "staging", build: "web 4.3", passed: ["pay"], failed: [], skipped: [], why: "" } },
];
