/** Tells the commander who has not answered; sent by the process itself (SR-20). */
import { z } from "zod";
import { refuse } from "../../kernel/refusal.ts";
import { active } from "../examples.ts";
import { command } from "../slices.ts";
import { openPages } from "./called.ts";

export const reportSilence = command("report-silence", {
  title: "Report silence",
  says: "Tells the commander who has not answered; sent by the process itself (SR-20).",
  input: z.object({}),
  may: "program",
  decide(state, input, ctx) {
    const silent = openPages(state.pages).filter((page) => page.team && !page.reported);
    if (silent.length === 0) return refuse("invalid_state", "Everybody has answered.");
    return [{ type: "silence-reported", data: { pages: silent.map((page) => page.id), people: silent.map((page) => page.person) } }];
  },
  examples: [
    {
      title: "somebody is silent",
      given: [...active, { type: "paged", data: { page: "p1", person: "ana", why: "Severity 1", team: true } }],
      input: {},
      by: "rule:alert",
      then: ["silence-reported"],
    },
    { title: "nobody is", given: active, input: {}, by: "rule:alert", then: { refused: "invalid_state" } },
  ],
});
