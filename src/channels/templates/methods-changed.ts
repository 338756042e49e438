/** The ways somebody is reached were changed: told over the ways they had before. */
import { accountExample, template } from "./template.ts";
import { channelName, facts, named, sentences, text } from "./words.ts";

const says: ReadonlyMap<string, string> = new Map([
  ["added", "A way to reach you was added"],
  ["removed", "A way to reach you was removed"],
]);

/** Params: `what` (`added` or `removed`), `channel`, `label` (as the person calls it), `by` (person id of who did it). */
export const methodsChanged = template("methods-changed", {
  title: "The ways to reach you were changed",
  compose: (input) => ({
    headline: `${says.get(text(input.params, "what") ?? "") ?? "The ways to reach you were changed"}: ${channelName(input)}`,
    paragraphs: sentences("If this was you, all is well. If it was not, tell an administrator at once, and choose a new password."),
    facts: facts({ "By way of": channelName(input), Called: text(input.params, "label"), "Changed by": named(input, "by") }),
    links: [],
    documents: [],
  }),
  example: accountExample({ what: "added", channel: "voice", label: "New phone", by: "person-ana" }),
});
