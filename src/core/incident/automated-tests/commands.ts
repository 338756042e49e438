/** The commands of automated tests: a new one is one file and one line here. */
import { attestUntestable } from "./attest-untestable.ts";
import { coAttestUntestable } from "./co-attest-untestable.ts";
import { deferTests } from "./defer-tests.ts";
import { setAutomatedTests } from "./set-automated-tests.ts";

export const commands = [attestUntestable, coAttestUntestable, deferTests, setAutomatedTests] as const;
