/** What people say to each other in a history: rounds, questions, messages, words for customers, what was learned. */
import { latestRound } from "../../../../src/core/incident/rounds/slice.ts";
import { type Act, act, anybody, as, some } from "../doing.ts";

const manager = as("manager");
const worker = as("worker");
const pr = as("pr_manager");
const answer = { learned: "It ran out", tried: "A new one", worked: "Partly", doing: "Waiting", left: "The other shop" };

/** The talk among them. */
export const ofTalk: readonly Act[] = [
  act(
    6,
    (desk, random) => some(random, latestRound(desk.state.rounds)?.asked ?? []) ?? worker(desk, random),
    "answer-round",
    (_desk, random) => ({ ...answer, confidence: random.between(1, 6), tired: random.chance(0.2) }),
  ),
  act(1, worker, "answer-round", () => ({ learned: "Nothing" })),
  act(4, manager, "summarise-round", (_desk, random) => ({ text: "We are at it", delivery: random.pick(["email", "chat"]) })),
  act(4, manager, "decide-round", () => ({ decision: "no_change" })),
  act(1, manager, "open-round", () => ({})),
  act(3, manager, "post-update", (_desk, random) => ({ audience: random.pick(["participants", "organisation"]), text: "We look into it" })),
  act(4, anybody, "post-message", (_desk, random) => ({ text: "I see it too", flag: random.chance(0.1) })),
  act(1, manager, "mute", (desk, random) => ({ person: anybody(desk, random), why: "It gets loud" })),
  act(2, as("observer"), "ask-question", () => ({ text: "When is it over?" })),
  act(2, manager, "answer-question", () => ({ text: "Today" })),
  act(1, worker, "consult", () => ({ expert: "cleo", text: "May it be dropped?" })),
  act(1, anybody, "ping", (desk, random) => ({ person: anybody(desk, random), text: "How is it going?" })),
  act(1, pr, "draft-customer-message", (_desk, random) => ({ text: "We work on it", kind: random.pick(["status", "setback"]) })),
  act(1, manager, "request-information", () => ({ text: "Since when?" })),
  act(1, anybody, "propose-refinement", () => ({ change: "Look at certificates monthly" })),
];
