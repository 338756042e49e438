/** Tells everybody how it stands, part by part; what is not known is left out (PE-38). */
import { z } from "zod";
import { refuse } from "../../kernel/refusal.ts";
import { active, over } from "../examples.ts";
import { declared, wrongPhase } from "../lifecycle/in-phase.ts";
import { command } from "../slices.ts";
import { inWords, parts, situationOf } from "./situation.ts";

const line = (title: string) => z.string().trim().max(800).default("").meta({ title });

export const tellSituation = command("tell-situation", {
  title: "Tell everybody how it stands",
  says: "Tells everybody what was detected, what is looked into, what was found, how long it may take and what is done; what is not known is left out (PE-38).",
  input: z.object({
    detected: line(parts.detected),
    investigating: line(parts.investigating),
    found: line(parts.found),
    timeframe: line(parts.timeframe),
    actions: line(parts.actions),
  }),
  may: { capability: "brief" },
  partOf: "situation",
  form: { verb: "Tell", long: "investigating" },
  when: (state) => declared.includes(state.lifecycle.phase),
  decide(state, input, ctx) {
    const wrong = wrongPhase(state, declared, "reported on");
    if (wrong) return wrong;
    const situation = situationOf(ctx.process);
    const text = inWords(situation?.says ?? ["detected", "investigating", "found", "timeframe", "actions"], input);
    if (text === "") return refuse("missing_fields", "Say at least one of them.", { unmet: Object.keys(input) });
    return (situation?.to ?? ["organisation" as const]).map((audience) => ({ type: "update-posted" as const, data: { update: ctx.id(), audience, text } }));
  },
  examples: [
    { title: "what is looked into", given: active, input: { investigating: "The till" }, then: ["update-posted"] },
    { title: "nothing at all", given: active, input: {}, then: { refused: "missing_fields" } },
    { title: "afterwards, too", given: over, input: { found: "A price list" }, then: ["update-posted"] },
  ],
});
