/** Tells somebody to do what was proposed, or not to (PD-50). */
import { z } from "zod";
import { refuse } from "../../kernel/refusal.ts";
import { active } from "../examples.ts";
import { command } from "../slices.ts";

const made = [...active, { type: "action-proposed", data: { proposal: "p1", person: "ben", kind: "repair", text: "Roll back" } }];

export const decideProposal = command("decide-proposal", {
  title: "Decide on a proposal",
  says: "Tells somebody to do what was proposed, or not to (PD-50).",
  input: z.object({
    proposal: z.string().min(1).meta({ title: "Which", reference: "proposal" }),
    choice: z.enum(["approved", "declined"]).default("approved").meta({ title: "Choice" }),
    assignee: z.string().min(1).optional().meta({ title: "Who does it", description: "Whoever proposed it unless said.", reference: "person" }),
    timeboxMinutes: z.number().int().min(1).max(1_440).default(20).meta({ title: "Minutes it may take" }),
    reason: z.string().trim().max(500).default("").meta({ title: "Why" }),
  }),
  may: { capability: "direct" },
  partOf: "proposals",
  form: { verb: "Decide" },
  when: (state) => Object.values(state.proposals.proposals).some((one) => one.state === "open"),
  decide(state, { proposal: id, choice, reason, assignee, timeboxMinutes }, ctx) {
    const proposal = state.proposals.proposals[id];
    if (!proposal) return refuse("not_found", "There is no such proposal.");
    if (proposal.state !== "open") return refuse("invalid_state", `It is ${proposal.state} already.`);
    const { kind, text, by, area } = proposal;
    const decided = { type: "proposal-decided" as const, data: { proposal: id, choice, reason, text } };
    if (choice === "declined") return [decided];
    const who = assignee ?? by;
    if (!ctx.facts.get("person", who)?.active) return refuse("invalid_value", "That person is not known here.", { pointer: "/assignee" });
    return [decided, { type: "action-added", data: { action: id, kind, text, assignee: who, timeboxMinutes, ...(area === undefined ? {} : { area }) } }];
  },
  examples: [
    { title: "do it", given: made, input: { proposal: "p1" }, then: ["proposal-decided", "action-added"] },
    { title: "do not", given: made, input: { proposal: "p1", choice: "declined" }, then: ["proposal-decided"] },
    { title: "an unknown one", given: active, input: { proposal: "p9" }, then: { refused: "not_found" } },
  ],
});
