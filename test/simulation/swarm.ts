/** The swarm: every seed is another topology, other people, other weather; what they do is drawn from what people do. */

import { alerts, answers, at, declares, does, edits, hands, minute, takes, writes } from "./acts.ts";
import { weatherFaults } from "./faults.ts";
import type { Habit } from "./people.ts";
import type { Plan } from "./play.ts";
import { type Draw, draws } from "./provider.ts";
import { type Random, randomOf } from "./random.ts";
import type { Town } from "./stage.ts";

const people = ["ana", "ben", "cleo", "dan", "eve"] as const;

/** What somebody may try; most of it is refused most of the time, as in life. */
function something(random: Random, line: number): (town: Town) => ReturnType<ReturnType<typeof does>> {
  const who = random.pick(people);
  const other = random.pick(people);
  const document = random.pick(["sitrep", "postmortem"]);
  const section = random.pick(["solution", "impactedWho", "impactedHow", "learnings"]);
  const tries = [
    declares(who, random.between(1, 4)),
    takes(who, "incident_commander"),
    takes(who, "incident_commander"),
    takes(who, "solutioneer"),
    hands(who, other),
    answers(who),
    does(who, "change-severity", { to: random.between(1, 4), because: "duration", reason: "" }),
    does(who, "page", { person: other, reason: "You know the database" }),
    does(who, "post-update", { audience: random.pick(["organisation", "stakeholders", "participants"]), text: `Update ${line}` }),
    does(who, "resolve", { note: "" }),
    does(who, "reopen", { reason: "It came back" }),
    does(who, "cancel", { reason: "It was nothing" }),
    does(who, "leave-role", { role: "solutioneer" }),
    does(who, "delegate", { capability: "command", person: other }),
    edits(who, document, section),
    does(who, "mark-document-ready", { kind: document }),
    does(who, "send-document", { kind: "sitrep" }),
    does(who, "close", {}),
    writes(who, `Line ${line}`),
  ];
  return random.pick(tries);
}

/** A whole story to its closing, so that the late steps are reached too; in between anybody does anything. */
function thread(town: Town, from: number): void {
  const step = (seconds: number, doing: Parameters<typeof at>[2]) => at(town, from + seconds * 1_000, doing);
  step(30, takes("ana", "incident_commander"));
  step(35, takes("ben", "solutioneer"));
  step(60, does("ana", "post-update", { audience: "organisation", text: "It is down" }));
  step(200, does("ana", "resolve", { note: "" }));
  step(220, edits("ben", "postmortem", "learnings"));
  step(240, does("ben", "mark-document-ready", { kind: "postmortem" }));
  for (const section of ["solution", "impactedWho", "impactedHow"]) step(250, edits("ana", "sitrep", section));
  step(270, does("ana", "mark-document-ready", { kind: "sitrep" }));
  step(290, does("ana", "send-document", { kind: "sitrep" }));
  step(320, does("ana", "close", {}));
}

function script(random: Random, forMs: number): (town: Town) => void {
  return (town) => {
    const last = forMs - 30_000;
    at(town, 1_000, declares("dan", random.between(1, 3)));
    if (random.chance(0.6)) thread(town, 2_000);
    if (random.chance(0.5)) {
      for (let count = random.between(2, 12); count > 0; count--) {
        const signal = { fingerprint: random.pick(["f1", "f2"]), group: random.pick(["disk", "cpu"]), severity: random.pick([1, 2, null]) };
        alerts(town, random.between(1, last), { ...signal, status: random.chance(0.3) ? "resolved" : "firing" });
      }
    }
    for (let line = random.between(4, 16); line > 0; line--) at(town, random.between(1, last), something(random, line));
    if (random.chance(0.3)) town.machine.later(random.between(1, last), () => town.shelf.activate(2));
  };
}

function habit(person: string, random: Random): Habit {
  const drawn = random.next();
  const afterMs = random.pick([500, 5_000, 50_000, 130_000, 400_000]);
  if (drawn < 0.55) return { does: "answer", afterMs };
  if (drawn < 0.7) return { does: "answerTwice", afterMs };
  return drawn < 0.8 ? { does: "decline", afterMs } : { does: "nothing", afterMs };
}

/** The plan of a seed. */
export function swarmPlan(seed: number): Plan {
  const random = randomOf(seed).fork("plan");
  const forMs = random.between(4, 9) * minute;
  const bad = random.pick([0, 0.05, 0.3]);
  const rough = random.pick([0, 1, 4]);
  const jump = random.pick([0, 600_000, 7_200_000]);
  return {
    name: `swarm ${seed}`,
    seed,
    nodes: random.between(1, 4),
    forMs,
    faults: (chance, end) => weatherFaults(chance, { crash: 0.002 * rough, error: 0.004 * rough, pause: 0.001 * rough, again: 0.02 * rough, most: 12 }, end),
    draw: (chance) => () => (chance.chance(bad) ? chance.pick(draws) : ("deliver" satisfies Draw)),
    habit,
    wallOffsetMs: (node, now) => (node - 1) * jump + (Math.floor(now / 200_000) % 2) * jump,
    backAfterMs: random.pick([1_000, 8_000, 90_000]),
    script: (town) => script(randomOf(seed).fork("script"), forMs)(town),
  };
}
