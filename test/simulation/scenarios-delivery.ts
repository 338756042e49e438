/** Scenarios about delivering: own rules, limits that are reached, providers that lose what they took, and one that fails for minutes. */
import { at, declares, does, minute, takes, writes } from "./acts.ts";
import { outage, type Scenario } from "./scenarios.ts";

const second = 1_000;

/** Everybody is paged by mail and a minute later by text message; some answer in between. */
export const ownRules: Scenario = {
  name: "own rules",
  nodes: 2,
  forMs: 5 * minute,
  rules: [
    { channel: "email", after: "PT0S" },
    { channel: "sms", after: "PT1M" },
    { channel: "email", after: "PT3M" },
  ],
  habit: (person) =>
    person === "ana" ? { does: "answer", afterMs: 20 * second } : person === "ben" ? { does: "answer", afterMs: 70 * second } : { does: "nothing", afterMs: 0 },
  script: (town) => {
    at(town, 1 * second, declares("dan", 1));
    at(town, 60 * second, takes("ana", "incident_commander"));
    at(town, 4 * minute, does("ana", "resolve", { note: "" }));
  },
};

/** Every node is gone while the steps of everybody's rules come due, all by mail. */
export const rulesAfterOutage: Scenario = {
  ...outage,
  name: "own rules after an outage",
  rules: [
    { channel: "email", after: "PT2M" },
    { channel: "email", after: "PT3M" },
    { channel: "email", after: "PT4M" },
  ],
  // Called by hand, so that nothing but the rules themselves calls again.
  script: (town) => {
    at(town, 20 * second, declares("dan", 2));
    at(town, 25 * second, does("eve", "page", { person: "cleo", reason: "You know the database" }));
    for (let index = 0; index < 40; index++) at(town, (42 + index) * second, writes("dan", `Line ${index}`));
  },
};

/** One incident after another, and few pages a minute may reach one person. */
export const flood: Scenario = {
  name: "a flood of pages",
  nodes: 2,
  forMs: 5 * minute,
  limits: {
    addresses: { sms: [{ most: 2, perSeconds: 60 }] },
    each: [{ most: 1, perSeconds: 20 }],
    person: { most: 3, perSeconds: 60 },
    day: { most: 1_000 },
  },
  habit: (person) => (person === "ana" ? { does: "answer", afterMs: 30 * second } : { does: "nothing", afterMs: 0 }),
  script: (town) => {
    for (let index = 0; index < 6; index++) at(town, (1 + index * 4) * second, declares("dan", index % 3 === 0 ? 1 : 2));
    for (let index = 0; index < 3; index++) at(town, (35 + index * 10) * second, does("eve", "page", { person: "cleo", reason: "You know the database" }));
    at(town, 40 * second, takes("ana", "incident_commander"));
    at(town, 55 * second, does("ana", "resolve", { note: "" }));
  },
};

/** The provider of mail takes everything and says a little later that it failed. */
export const laterWords: Scenario = {
  name: "what was taken fails later",
  nodes: 2,
  forMs: 3 * minute,
  habit: () => ({ does: "nothing", afterMs: 0 }),
  draw: () => (channel) => (channel === "email" ? "takenThenFailed" : "deliver"),
  script: (town) => {
    at(town, 1 * second, declares("dan", 2));
    at(town, 5 * second, does("eve", "page", { person: "cleo", reason: "You know the database" }));
  },
};

/** Text messages fail until the people go home, then they work. */
export const badProvider: Scenario = {
  name: "a provider fails for minutes",
  nodes: 1,
  forMs: 6 * minute,
  habit: () => ({ does: "nothing", afterMs: 0 }),
  draw: () => (channel) => (channel === "sms" ? "temporary" : "deliver"),
  script: (town) => {
    for (let index = 0; index < 5; index++) at(town, (1 + index * 5) * second, declares("dan", 1));
  },
};

export const deliveryScenarios: readonly Scenario[] = [ownRules, rulesAfterOutage, flood, laterWords, badProvider];
