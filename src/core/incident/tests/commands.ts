/** The commands of tests: a new one is one file and one line here. */
import { addTestCase } from "./add-test-case.ts";
import { askToSign } from "./ask-to-sign.ts";
import { dropTestCase } from "./drop-test-case.ts";
import { markTestPlanReady } from "./mark-test-plan-ready.ts";
import { recordTestRun } from "./record-test-run.ts";
import { setTestPlan } from "./set-test-plan.ts";
import { signTests } from "./sign-tests.ts";

export const commands = [addTestCase, askToSign, dropTestCase, markTestPlanReady, recordTestRun, setTestPlan, signTests] as const;
