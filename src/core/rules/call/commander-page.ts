/** Calling for a commander: who may, and that everybody on call for it is paged in the same commit (PD-14, PD-15). */

import { commanderPageShape } from "../../incident/commander-call/shape.ts";
import type { Wish } from "../../incident/index.ts";
import { openPages } from "../../incident/pages/called.ts";
import type { State } from "../../incident/slices.ts";
import { rule } from "../rule.ts";

/** Somebody who is being called already is called again. */
function call(state: State, person: string, reason: string): Wish {
  const open = openPages(state.pages).find((page) => page.person === person);
  return open ? { name: "page-again", input: { page: open.id } } : { name: "page", input: { person, reason } };
}

export const commanderPage = rule("commander_page", {
  title: "Calling for a commander",
  says: "Pages everybody who is on call to command in the same commit, says who may ask for it, and takes a second call for the first one.",
  schema: commanderPageShape.optional(),
  forbids: {
    "page-commander": (policy, _state, _input, ctx) =>
      policy.own?.by === "anyone" || ctx.holds("page")
        ? []
        : // The sentence lets anybody call; where it is off, nothing but the value itself says who may.
          [{ ...policy.objection(policy.at("top", "by"), "not_permitted", "Only whoever may page may call for a commander."), cites: [] }],
  },
  follows: {
    "commander-called": (policy, state, { data }) =>
      policy.own && policy.own.call.length > 0 ? data.people.map((person) => call(state, person, data.reason || "Nobody commands yet")) : [],
  },
  examples: [
    { title: "the first and the second at once", value: { call: ["ic-primary", "ic-backup"], by: "anyone", repeat: "2m" }, in: "top", valid: true },
    { title: "somebody by name", value: { person: "ana" }, in: "top", valid: false },
  ],
});
