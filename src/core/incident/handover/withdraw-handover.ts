/** Takes back the offer of a role that nobody has answered yet (GD-10). */
import { z } from "zod";
import { refuse } from "../../kernel/refusal.ts";
import { command } from "../slices.ts";
import { offered } from "./examples.ts";
import { openOffers } from "./slice.ts";

export const withdrawHandover = command("withdraw-handover", {
  title: "Take an offer back",
  says: "Takes back the offer of a role that nobody has answered yet (GD-10).",
  input: z.object({ handover: z.string().optional().meta({ title: "Which offer", hidden: true }) }),
  partOf: "handover",
  may: (state, input, ctx) =>
    input === null || openOffers(state.handover).some((one) => one.from === ctx.person && (input.handover ?? one.id) === one.id)
      ? "anyone"
      : { capability: "assign" },
  form: { verb: "Take back" },
  when: (state) => openOffers(state.handover).length > 0,
  decide(state, input, ctx) {
    const open = openOffers(state.handover);
    const mine = open.filter((one) => one.from === ctx.person);
    const offer = input.handover === undefined ? (mine.at(-1) ?? (open.length === 1 ? open[0] : undefined)) : open.find((one) => one.id === input.handover);
    if (!offer) return refuse("not_found", "There is no such offer.");
    const { id: handover, role, from, to: person } = offer;
    return [{ type: "handover-withdrawn", data: { handover, role, from, person } }];
  },
  examples: [
    { title: "one's own", given: offered, input: {}, by: "person:ana", then: ["handover-withdrawn"] },
    { title: "one that does not exist", given: offered, input: { handover: "h9" }, by: "person:ana", then: { refused: "not_found" } },
  ],
});
