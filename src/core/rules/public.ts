/** What the public learns by itself: an entry from the instant of the declaration on, in words that say nothing of the inside (GD2-36, X-14). */
import { z } from "zod";
import { cites } from "../kernel/process.ts";
import { rule } from "./rule.ts";

export const publicLog = rule("public", {
  title: "Public log",
  says: "Opens a public entry in the same instant as the declaration, with words that say nothing of the inside.",
  schema: z
    .strictObject({
      /** The words of the entry until a person writes better ones; absent: no entry is opened. */
      onDeclare: z.string().min(1).max(500).optional(),
      cites,
    })
    .optional(),
  follows: {
    declared: (policy) => (policy.own?.onDeclare ? [{ name: "open-public-entry", input: { text: policy.own.onDeclare }, must: true }] : []),
  },
  examples: [
    { title: "some words for everybody", value: { onDeclare: "We have a problem and are working on it." }, in: "top", valid: true },
    { title: "no words", value: { onDeclare: "" }, in: "top", valid: false },
  ],
});
