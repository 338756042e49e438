/** Records what the answers suggest, with the reason; sent by the process itself. */
import { z } from "zod";
import { active } from "../examples.ts";
import { wrongPhase } from "../lifecycle/in-phase.ts";
import { answered } from "../lifecycle/report.ts";
import { command } from "../slices.ts";

export const suggestSeverity = command("suggest-severity", {
  title: "Suggest a severity",
  says: "Records what the answers suggest, with the reason; sent by the process itself.",
  input: z.object({ severity: z.number().int().min(1), why: z.string().max(300), answers: answered.optional(), asks: z.string().max(200).optional() }),
  may: "program",
  decide(state, input, ctx) {
    return wrongPhase(state, ["reported", "active"], "judged") ?? [{ type: "severity-suggested", data: input }];
  },
  examples: [
    { title: "from the answers", given: active, input: { severity: 1, why: "Customers cannot work" }, by: "rule:classify", then: ["severity-suggested"] },
    { title: "by a person", given: active, input: { severity: 1, why: "I think so" }, then: { refused: "not_permitted" } },
  ],
});
