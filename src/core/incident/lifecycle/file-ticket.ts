/** Puts a report into the built-in tracker; sent by the process itself. */
import { z } from "zod";
import { active } from "../examples.ts";
import { command } from "../slices.ts";
import { wrongPhase } from "./in-phase.ts";

export const fileTicket = command("file-ticket", {
  title: "File a ticket",
  says: "Puts a report into the built-in tracker; sent by the process itself.",
  input: z.object({ kind: z.string().max(40), sprint: z.string().max(40), priority: z.number().int().min(1).max(5).optional() }),
  may: "program",
  decide(state, input, ctx) {
    return wrongPhase(state, ["rejected", "active"], "filed") ?? [{ type: "ticket-filed", data: input }];
  },
  examples: [
    {
      title: "after triage",
      given: [...active.slice(0, 1), { type: "rejected", data: { disposition: "ticket", reason: "", severity: 3, frees: [] } }],
      input: { kind: "bug", sprint: "current" },
      by: "rule:ticket",
      then: ["ticket-filed"],
    },
    { title: "by a person", given: active, input: { kind: "bug", sprint: "current" }, then: { refused: "not_permitted" } },
  ],
});
