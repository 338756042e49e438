/** Scenarios about escalation policies: nobody answers, somebody does, nobody can be reached, every node is gone for a while. */
import { at, declares, does, minute, takes, writes } from "./acts.ts";
import { outage, type Scenario } from "./scenarios.ts";

const second = 1_000;
const nothing = { does: "nothing", afterMs: 0 } as const;

/** Three steps, a minute apart, twice. */
const policy = {
  steps: ["ana", "ben", "cleo"].map((person, index) => ({ to: [{ person }], after: index === 0 ? "0s" : "1m" })),
  repeat: { times: 1, after: "1m" },
  keepTrying: "150s",
};

export const nobodyAnswers: Scenario = {
  name: "nobody answers",
  nodes: 2,
  forMs: 8 * minute,
  escalation: policy,
  habit: () => nothing,
  script: (town) => at(town, 1 * second, declares("dan", 2)),
};

export const somebodyAnswers: Scenario = {
  name: "somebody answers, and forgets",
  nodes: 2,
  forMs: 8 * minute,
  escalation: { ...policy, forgotten: "2m" },
  habit: (person) => (person === "ben" ? { does: "answer", afterMs: 20 * second } : person === "ana" ? { does: "decline", afterMs: 30 * second } : nothing),
  script: (town) => {
    at(town, 1 * second, declares("dan", 2));
    at(town, 100 * second, writes("ben", "Looking"));
    at(town, 7 * minute, takes("ben", "incident_commander"));
  },
};

export const nobodyReached: Scenario = {
  name: "nobody of the policy can be reached",
  nodes: 2,
  forMs: 4 * minute,
  escalation: policy,
  habit: () => nothing,
  draw: () => () => "permanent",
  script: (town) => {
    at(town, 1 * second, declares("dan", 2));
    at(town, 2 * minute, does("dan", "escalate-now", {}));
  },
};

export const stepsAfterOutage: Scenario = {
  ...outage,
  name: "an outage over three steps",
  escalation: policy,
  script: (town) => {
    at(town, 20 * second, declares("dan", 2));
    for (let index = 0; index < 40; index++) at(town, (42 + index) * second, writes("dan", `Line ${index}`));
  },
};

export const escalationScenarios: readonly Scenario[] = [nobodyAnswers, somebodyAnswers, nobodyReached, stepsAfterOutage];
