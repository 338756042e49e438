/** Alerts somebody who has not answered once more; sent by the process itself (SR-20). */
import { z } from "zod";
import { refuse } from "../../kernel/refusal.ts";
import { active } from "../examples.ts";
import { command } from "../slices.ts";

export const pageAgain = command("page-again", {
  title: "Page again",
  says: "Alerts somebody who has not answered once more; sent by the process itself (SR-20).",
  input: z.object({ page: z.string().min(1) }),
  may: "program",
  decide(state, input, ctx) {
    const page = state.pages.pages[input.page];
    if (page?.state !== "open") return refuse("invalid_state", "That page waits no more.");
    // Two reasons to call again at one instant are one call.
    if (page.lastAlertAt === ctx.now) return refuse("invalid_state", "They were called this very moment.");
    return [{ type: "paged-again", data: { page: page.id, person: page.person, alert: page.alerts + 1 } }];
  },
  examples: [
    {
      title: "no answer yet",
      given: [...active, { type: "paged", data: { page: "p1", person: "ana", why: "You know it", team: false } }],
      input: { page: "p1" },
      by: "rule:alert",
      then: ["paged-again"],
    },
    {
      title: "by a person",
      given: [...active, { type: "paged", data: { page: "p1", person: "ana", why: "You know it", team: false } }],
      input: { page: "p1" },
      then: { refused: "not_permitted" },
    },
  ],
});
