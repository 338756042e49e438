/** Says what one thinks of a proposal; whoever directs the work decides (PD-47). */
import { z } from "zod";
import { refuse } from "../../kernel/refusal.ts";
import { active } from "../examples.ts";
import { command } from "../slices.ts";
import { stances } from "./slice.ts";

const made = [...active, { type: "action-proposed", data: { proposal: "p1", person: "ben", kind: "repair", text: "Roll back" } }];

export const weighProposal = command("weigh-proposal", {
  title: "Say what you think of a proposal",
  says: "Says what one thinks of a proposal; whoever directs the work decides (PD-47).",
  input: z.object({
    proposal: z.string().min(1).meta({ title: "Which", reference: "proposal" }),
    stance: z.enum(stances).meta({ title: "For or against" }),
    because: z.string().trim().max(500).default("").meta({ title: "Why" }),
  }),
  may: { capability: "weigh" },
  partOf: "proposals",
  form: { verb: "Say so" },
  when: (state) => Object.values(state.proposals.proposals).some((one) => one.state === "open"),
  decide(state, input, ctx) {
    const proposal = state.proposals.proposals[input.proposal];
    if (!proposal) return refuse("not_found", "There is no such proposal.");
    if (proposal.state !== "open") return refuse("invalid_state", `It is ${proposal.state} already.`);
    if (ctx.person === null) return refuse("invalid_value", "A person has an opinion.");
    return [{ type: "proposal-weighed", data: { ...input, person: ctx.person, text: proposal.text } }];
  },
  examples: [
    { title: "for it", given: made, input: { proposal: "p1", stance: "for" }, then: ["proposal-weighed"] },
    { title: "an unknown one", given: active, input: { proposal: "p9", stance: "against" }, then: { refused: "not_found" } },
  ],
});
