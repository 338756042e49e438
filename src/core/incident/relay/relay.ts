/** Passes on to whoever commands what somebody else said, in their name and one's own (PD-12). */
import { z } from "zod";
import { refuse } from "../../kernel/refusal.ts";
import { active } from "../examples.ts";
import { command } from "../slices.ts";

const asked = [
  ...active,
  { type: "finding-added", data: { finding: "f1", text: "It began at two", handTo: null } },
  { type: "relay-asked", data: { item: "f1", what: "finding", from: "dan", to: "ana", text: "It began at two" } },
];

export const relayItem = command("relay", {
  title: "Pass on to the commander",
  says: "Passes on to whoever commands what somebody else said, in their name and one's own (PD-12).",
  input: z.object({
    item: z.string().min(1).meta({ title: "What", reference: "relay" }),
    words: z.string().trim().max(1_000).default("").meta({ title: "In your words" }),
  }),
  may: "anyone",
  partOf: "relay",
  form: { verb: "Pass on", long: "words" },
  when: (state) => Object.values(state.relay.items).some((one) => one.state === "waiting"),
  decide(state, { item, words }, ctx) {
    const found = state.relay.items[item];
    if (!found) return refuse("not_found", "There is nothing of that kind to pass on.");
    if (found.to !== ctx.person) return refuse("not_permitted", "That is somebody else's to pass on.");
    if (found.state === "passed") return refuse("invalid_state", "It was passed on before.");
    const said = found.what === "finding" ? state.work.findings[item]?.text : state.proposals.proposals[item]?.text;
    return [{ type: "relayed", data: { item, from: found.from, person: ctx.person, text: words || (said ?? "") } }];
  },
  examples: [
    { title: "a clue", given: asked, input: { item: "f1" }, then: ["relayed"] },
    { title: "somebody else's", given: asked, input: { item: "f1" }, by: "person:ben", then: { refused: "not_permitted" } },
  ],
});
