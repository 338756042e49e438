/** Clues: they lie in a queue and disturb nobody, where the process wants it so (GD2-56). */
import { z } from "zod";
import type { Effect } from "../kernel/effect.ts";
import { cites } from "../kernel/process.ts";
import type { Policy } from "../kernel/rule.ts";
import { rule } from "./rule.ts";

const value = z.strictObject({ quiet: z.boolean().default(false), cites }).optional();
type Findings = Policy<z.infer<typeof value>, undefined>;
type Handed = { readonly finding: string; readonly text: string; readonly by: string; readonly seq: number };

/** Where the process says nothing of quiet, a clue that is handed to somebody disturbs them. */
function disturbs(policy: Findings, person: string | null, { finding, text, by, seq }: Handed): Effect[] {
  if (policy.own?.quiet || person === null) return [];
  const key = `finding/${finding}/${seq}/${person}`;
  return [{ key, to: { person }, template: "update", urgency: "notice", params: { text, by, subject: "A clue" }, cites: policy.cites(policy.at("top")) }];
}

export const findings = rule("findings", {
  title: "Clues",
  says: "Leaves clues in the queue of whoever they are for, without disturbing them.",
  schema: value,
  triggers: {
    "finding-added": (policy, _state, { data, seq }, ctx) => disturbs(policy, data.handTo, { ...data, seq, by: ctx.person ?? "" }),
    "finding-handed": (policy, _state, { data, seq }, ctx) => disturbs(policy, data.to, { ...data, seq, by: ctx.person ?? "" }),
  },
  examples: [
    { title: "quietly", value: { quiet: true }, in: "top", valid: true },
    { title: "an unknown key", value: { loud: true }, in: "top", valid: false },
  ],
});
