/** That everybody agrees to use the process, and was taught it, before a version of it is put in force (PE-06, PE-07). */
import { z } from "zod";
import { citesAt } from "../../kernel/cites.ts";
import type { AnyPack } from "../../kernel/engine.ts";
import { cites, duration } from "../../kernel/process.ts";
import type { Objection } from "../../kernel/refusal.ts";
import { after, type Instant } from "../../kernel/time.ts";
import { rule } from "../rule.ts";

const agreed = z
  .strictObject({
    /** The share of the members who have agreed to the version. */
    coverage: z.number().gt(0).lte(1),
    cites,
  })
  .optional();
const taught = z
  .strictObject({
    kinds: z.array(z.string().max(40)).min(1),
    /** So long people have before a new version is in force. */
    notice: duration.optional(),
    cites,
  })
  .optional();

export const agreement = rule("agreement", {
  title: "Agreement",
  says: "A version is put in force when so many of the members have agreed to use it.",
  schema: agreed,
  examples: [
    { title: "everybody", value: { coverage: 1 }, in: "top", valid: true },
    { title: "nobody", value: { coverage: 0 }, in: "top", valid: false },
  ],
});

export const trainings = rule("trainings", {
  title: "Trainings",
  says: "Everybody is taught the process with real cases, and gets time before a new version is in force.",
  schema: taught,
  examples: [
    { title: "workshops and talks, a week ahead", value: { kinds: ["workshop", "talk"], notice: "7d" }, in: "top", valid: true },
    { title: "nothing", value: { kinds: [] }, in: "top", valid: false },
  ],
});

/** What is known of a version before it is put in force, at an instant and for one. */
export type Prepared = {
  readonly members: readonly string[];
  readonly agreed: readonly string[];
  readonly attended: readonly string[];
  readonly now: Instant;
  readonly from: Instant;
};

/** What stands against putting a version in force; how strictly, its sentences say. */
export function unprepared(pack: AnyPack, { members, agreed: yes, attended, now, from }: Prepared): Objection[] {
  const { agreement: agrees, trainings: teaches } = pack as { readonly agreement?: z.infer<typeof agreed>; readonly trainings?: z.infer<typeof taught> };
  const missing = members.filter((person) => !yes.includes(person));
  const untaught = members.filter((person) => !attended.includes(person));
  const objection = (at: string, detail: string, unmet: readonly string[]): Objection => ({
    code: "agreement_incomplete",
    at,
    cites: citesAt(pack, at),
    detail,
    unmet,
  });
  return [
    ...(agrees && members.length - missing.length < agrees.coverage * members.length
      ? [objection("/agreement/coverage", `${missing.length} of ${members.length} have not agreed to it yet.`, missing)]
      : []),
    ...(teaches && untaught.length > 0 ? [objection("/trainings", `${untaught.length} of ${members.length} were in no training yet.`, untaught)] : []),
    ...(teaches?.notice !== undefined && after(now, teaches.notice) > from
      ? [objection("/trainings/notice", "People get too little time before it is in force.", [])]
      : []),
  ];
}
