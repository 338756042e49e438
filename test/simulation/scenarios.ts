/** The scenarios of the sweep: short, so that a fault can be put at every one of their operations. */
import { alerts, answers, at, declares, does, edits, hands, minute, takes, writes } from "./acts.ts";
import type { Habit } from "./people.ts";
import type { Plan } from "./play.ts";

/** A plan without its chance. */
export type Scenario = Omit<Plan, "seed">;

const second = 1_000;
const nothing: Habit = { does: "nothing", afterMs: 0 };

/** Ana answers at once, Ben twice after the second call, Cleo never. */
export const silence: Scenario = {
  name: "silence at severity 1",
  nodes: 2,
  forMs: 6 * minute,
  habit: (person) =>
    person === "ana" ? { does: "answerTwice", afterMs: 8 * second } : person === "ben" ? { does: "decline", afterMs: 100 * second } : nothing,
  script: (town) => {
    at(town, 1 * second, declares("dan", 1));
    at(town, 20 * second, takes("ana", "incident_commander"));
    at(town, 30 * second, takes("eve", "solutioneer"));
    at(town, 5.5 * minute, does("ana", "resolve", { note: "Rolled back" }));
  },
};

/** Alerts open an incident, repeat, clear, and open another one after its end. */
export const alerting: Scenario = {
  name: "alerts",
  nodes: 2,
  forMs: 4 * minute,
  habit: () => ({ does: "answer", afterMs: 3 * second }),
  script: (town) => {
    alerts(town, 1 * second);
    alerts(town, 2 * second, { fingerprint: "f2" });
    alerts(town, 40 * second, { fingerprint: "f2", status: "resolved" });
    alerts(town, 41 * second, { status: "resolved" });
    at(town, 20 * second, takes("ana", "incident_commander"));
    at(town, 21 * second, takes("eve", "solutioneer"));
    at(town, 70 * second, does("ana", "resolve", { note: "It mended itself" }));
    alerts(town, 120 * second, { severity: 2 });
    at(town, 150 * second, does("dan", "cancel", { reason: "A test" }));
    at(town, 160 * second, takes("ben", "incident_commander"));
    at(town, 170 * second, does("ben", "cancel", { reason: "A test" }));
  },
};

/** From the end to the closing: documents, mails, attachments. */
export const paperwork: Scenario = {
  name: "from the end to the closing",
  nodes: 1,
  forMs: 4 * minute,
  habit: () => ({ does: "answer", afterMs: 2 * second }),
  script: (town) => {
    at(town, 1 * second, declares("dan", 2));
    at(town, 10 * second, takes("ana", "incident_commander"));
    at(town, 11 * second, takes("ben", "solutioneer"));
    at(town, 20 * second, does("ana", "post-update", { audience: "organisation", text: "The scheduling tool is down" }));
    at(town, 40 * second, does("ana", "resolve", { note: "Rolled back" }));
    at(town, 50 * second, edits("ben", "postmortem", "learnings"));
    at(town, 60 * second, does("ben", "mark-document-ready", { kind: "postmortem" }));
    for (const [index, section] of ["solution", "impactedWho", "impactedHow"].entries()) at(town, (70 + index) * second, edits("ana", "sitrep", section));
    at(town, 90 * second, does("ana", "mark-document-ready", { kind: "sitrep" }));
    at(town, 120 * second, does("ana", "send-document", { kind: "sitrep" }));
    at(town, 150 * second, does("ana", "close", {}));
  },
};

/** Nobody can be reached by their first method, one person by none. */
export const unreachable: Scenario = {
  name: "methods that are dead",
  nodes: 2,
  forMs: 3 * minute,
  draw: () => {
    const tries = new Map<string, number>();
    return (channel, address) => {
      const nth = (tries.get(`${channel} ${address}`) ?? 0) + 1;
      tries.set(`${channel} ${address}`, nth);
      if (address.includes("ben") || channel === "sms") return address.endsWith("test") || nth > 1 ? "permanent" : "timeoutNoDeliver";
      return nth === 1 ? "busy" : "deliver";
    };
  },
  script: (town) => {
    at(town, 1 * second, declares("dan", 2));
    at(town, 20 * second, takes("ana", "incident_commander"));
  },
};

/** Two hand over at once, the severity changes, a new version of the process comes into force. */
export const handing: Scenario = {
  name: "hand-over and another severity",
  nodes: 2,
  forMs: 6 * minute,
  habit: (person) => (person === "cleo" ? nothing : { does: "answer", afterMs: 5 * second }),
  script: (town) => {
    at(town, 1 * second, declares("dan", 2));
    at(town, 15 * second, takes("ana", "incident_commander"));
    at(town, 16 * second, takes("ben", "incident_commander"));
    at(town, 30 * second, writes("dan", "The database is slow"));
    at(town, 40 * second, hands("ana", "ben"));
    at(town, 40 * second, hands("ana", "cleo"));
    at(town, 55 * second, () => {
      town.shelf.activate(2);
      return null;
    });
    for (const who of ["ana", "ben", "cleo"]) at(town, 60 * second, does(who, "change-severity", { to: 1, because: "bigger_problem", reason: "" }));
    at(town, 4 * minute, answers("cleo"));
  },
};

/** Every node is gone for five minutes while a page waits. */
export const outage: Scenario = {
  name: "an outage of five minutes",
  nodes: 1,
  forMs: 9 * minute,
  backAfterMs: 5 * minute,
  habit: () => nothing,
  faults: (random, end) => {
    let crashed = false;
    const from = end - 8 * minute + random.between(-20, 20) * second;
    return ({ at: now }) => {
      if (crashed || now < from) return null;
      crashed = true;
      return "crashBefore";
    };
  },
  script: (town) => {
    at(town, 20 * second, declares("dan", 1));
    at(town, 40 * second, declares("eve", 1));
    for (let index = 0; index < 40; index++) at(town, (42 + index) * second, writes("dan", `Line ${index}`));
  },
};

/** Somebody closes without the paperwork. */
export const early: Scenario = {
  name: "an early closing",
  nodes: 1,
  forMs: 2 * minute,
  script: (town) => {
    at(town, 1 * second, declares("dan", 1));
    at(town, 10 * second, takes("ana", "incident_commander"));
    at(town, 11 * second, takes("ben", "solutioneer"));
    at(town, 40 * second, does("ana", "resolve", { note: "Rolled back" }));
    at(town, 60 * second, does("ana", "close", {}));
  },
};

export const scenarios: readonly Scenario[] = [silence, alerting, paperwork, unreachable, handing];
