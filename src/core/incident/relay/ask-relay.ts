/** Puts what somebody said to the expert who passes it on; sent by the process itself (PD-12). */
import { z } from "zod";
import { refuse } from "../../kernel/refusal.ts";
import { active } from "../examples.ts";
import { command } from "../slices.ts";
import { relayed } from "./slice.ts";

const found = [...active, { type: "finding-added", data: { finding: "f1", text: "It began at two", handTo: null } }];

export const askRelay = command("ask-relay", {
  title: "Ask an expert to pass something on",
  says: "Puts what somebody said to the expert who passes it on; sent by the process itself (PD-12).",
  input: z.object({ item: z.string().min(1), what: z.enum(relayed), to: z.string().min(1) }),
  may: "program",
  partOf: "relay",
  decide(state, { item, what, to }) {
    const said = what === "finding" ? state.work.findings[item] : state.proposals.proposals[item];
    return said ? [{ type: "relay-asked", data: { item, what, from: said.by, to, text: said.text } }] : refuse("not_found", "There is nothing to pass on.");
  },
  examples: [
    { title: "a clue", given: found, input: { item: "f1", what: "finding", to: "ben" }, by: "rule:relay", then: ["relay-asked"] },
    { title: "nothing", given: active, input: { item: "f9", what: "finding", to: "ben" }, by: "rule:relay", then: { refused: "not_found" } },
  ],
});
