/** Takes over a role that was offered: from that instant it is the taker's, and the giver is free (GD-10, GD-13). */
import { z } from "zod";
import type { Ctx } from "../../kernel/command.ts";
import { refuse } from "../../kernel/refusal.ts";
import { declared, wrongPhase } from "../lifecycle/in-phase.ts";
import { openPages } from "../pages/called.ts";
import { command, type State } from "../slices.ts";
import { offered } from "./examples.ts";
import { type Offer, openOffers } from "./slice.ts";

/** The offer that is meant: the one named, or the newest to whoever asks. The process itself names one. */
export function offerTo(state: State, id: string | undefined, ctx: Pick<Ctx, "person">): Offer | null {
  const open = openOffers(state.handover).filter((one) => (ctx.person === null ? one.id === id : one.to === ctx.person));
  return (id === undefined ? open.at(-1) : open.find((one) => one.id === id)) ?? null;
}

export const acceptHandover = command("accept-handover", {
  title: "Take over",
  says: "Takes over a role that was offered: from that instant it is the taker's, and the giver is free (GD-10, GD-13).",
  input: z.object({ handover: z.string().optional().meta({ title: "Which offer", hidden: true }) }),
  partOf: "handover",
  may: "anyone",
  form: { verb: "Take over" },
  when: (state) => openOffers(state.handover).length > 0,
  decide(state, input, ctx) {
    const wrong = wrongPhase(state, declared, "handed over");
    if (wrong) return wrong;
    const offer = offerTo(state, input.handover, ctx);
    if (!offer) return refuse("not_found", "Nothing is offered to you.");
    const { id: handover, role, from, to: person } = offer;
    const page = openPages(state.pages).find((one) => one.person === person);
    const answered = page === undefined ? [] : [{ type: "page-answered" as const, data: { page: page.id, person, how: "app" } }];
    return [
      { type: "handover-accepted", data: { handover, role, from, person } },
      { type: "handed-over", data: { role, from, person, brief: "" } },
      ...answered,
    ];
  },
  examples: [
    { title: "what was offered", given: offered, input: { handover: "h1" }, by: "person:ben", then: ["handover-accepted", "handed-over"] },
    { title: "what was offered to another", given: offered, input: { handover: "h1" }, by: "person:cleo", then: { refused: "not_found" } },
  ],
});
