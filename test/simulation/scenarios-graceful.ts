/** Scenarios under Graceful Disasters: experts who are called one after the other, command that passes by a yes, and a fix that is proven. */
import { testCases } from "../rules/graceful-world.ts";
import { answers, at, declares, does, minute } from "./acts.ts";
import type { Habit } from "./people.ts";
import type { Scenario } from "./scenarios.ts";

const second = 1_000;
const nothing: Habit = { does: "nothing", afterMs: 0 };
const cases = testCases.map((one) => ({ ...one, area: "web" }));
const link = "https://ci.example.test/run/7";

/** Ana does not hear her phone, Cleo does: she manages, asks Ben to take over, and answers; it becomes less severe. */
export const experts: Scenario = {
  name: "experts one after the other, and command that passes by a yes",
  process: "graceful",
  nodes: 2,
  forMs: 12 * minute,
  habit: (person) => (person === "ana" ? nothing : { does: "answerTwice", afterMs: 8 * second }),
  script: (town) => {
    at(town, 1 * second, declares("dan", 1));
    at(town, 6 * minute, does("cleo", "assign-role", { role: "worker", person: "eve" }));
    at(town, 6.2 * minute, does("cleo", "add-action", { kind: "investigate", text: "The certificate", assignee: "eve", timeboxMinutes: 3 }));
    at(town, 7 * minute, does("cleo", "offer-handover", { role: "manager", to: "ben", brief: "It began at ten" }));
    at(town, 9 * minute, does("ben", "change-severity", { to: 2, because: "workaround" }));
    at(town, 10 * minute, answers("ana"));
  },
};

/** From the declaration to a fix that is planned, run, deployed, signed and over, with the first stroke of the post-mortem. */
export const proof: Scenario = {
  name: "a fix that is proven",
  process: "graceful",
  nodes: 2,
  forMs: 8 * minute,
  habit: () => ({ does: "answer", afterMs: 5 * second }),
  script: (town) => {
    let nth = 0;
    const next = (who: string, name: string, input: object) => at(town, (20 + 15 * nth++) * second, does(who, name, input));
    at(town, 1 * second, declares("dan", 2));
    next("ana", "assign-role", { role: "worker", person: "ben" });
    next("ana", "assign-role", { role: "pr_manager", person: "dan" });
    next("ana", "set-test-plan", { cases, expert: "cleo" });
    next("ana", "mark-test-plan-ready", {});
    next("ben", "record-test-run", { environment: "staging", build: "shop 4.3", passed: ["pay", "refund", "list"] });
    next("ben", "note-change", { kind: "deploy", text: "The renewed certificate", build: "shop 4.3" });
    next("ben", "record-test-run", { environment: "production", build: "shop 4.3", passed: ["pay", "list"], skipped: ["refund"], why: "It moves money" });
    next("ben", "set-automated-tests", { existing: "passed", link });
    next("ben", "set-automated-tests", { new: "passed", link });
    next("ana", "sign-tests", {});
    next("ben", "sign-tests", {});
    next("ana", "post-update", { audience: "participants", text: "It is mended and tested" });
    next("ana", "confirm-observers", {});
    next("ana", "resolve", { note: "The certificate was renewed" });
    next("ana", "edit-document", { kind: "postmortem", section: "problem", text: "It ran out", base: 0 });
  },
};
