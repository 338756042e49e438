/** A group of alerts changed: opened, worse, cleared, or counted on; sent by the router. It resolves nothing by itself. */
import { z } from "zod";
import { active } from "../examples.ts";
import { declared, wrongPhase } from "../lifecycle/in-phase.ts";
import { command } from "../slices.ts";

export const noteSignals = command("note-signals", {
  title: "Note signals",
  says: "A group of alerts changed: opened, worse, cleared, or counted on; sent by the router. It resolves nothing by itself.",
  input: z.object({
    group: z.string().max(800),
    what: z.enum(["opened", "worse", "cleared", "counted"]),
    count: z.number().int(),
    firing: z.number().int(),
    title: z.string().max(300),
  }),
  may: "program",
  decide(state, input, ctx) {
    return wrongPhase(state, ["reported", ...declared], "alerted about") ?? [{ type: "signals-counted", data: input }];
  },
  examples: [
    {
      title: "more fire",
      given: active,
      input: { group: "alert:a/b", what: "worse", count: 3, firing: 2, title: "Disk full" },
      by: "source:demo",
      then: ["signals-counted"],
    },
    {
      title: "by a person",
      given: active,
      input: { group: "alert:a/b", what: "worse", count: 3, firing: 2, title: "Disk full" },
      then: { refused: "not_permitted" },
    },
  ],
});
