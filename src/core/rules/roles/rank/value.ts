/** What a process prefers in whoever takes a role, and who is thought of. */
import { z } from "zod";
import type { State } from "../../../incident/slices.ts";
import type { Facts } from "../../../kernel/facts.ts";
import { cites, duration } from "../../../kernel/process.ts";
import type { Policy } from "../../../kernel/rule.ts";
import { type Asking, peopleOf } from "../../resolve-whom.ts";
import { whom } from "../../rule.ts";

const levels = z.array(z.number().int().min(1)).optional();
/** Whether it is only preferred, or also warned of when somebody else is chosen. */
const shared = { warns: z.boolean().default(false), cites };

const criterion = z.discriminatedUnion("prefers", [
  /** Can manage, and understands the incident's area. */
  z.strictObject({ prefers: z.literal("able_to_lead"), ...shared }),
  /** Not the one who would mend it best. */
  z.strictObject({ prefers: z.literal("not_best_fixer"), ...shared }),
  /** Higher up in the company, or lower, at these severities. */
  z.strictObject({ prefers: z.literal("high"), levels, ...shared }),
  z.strictObject({ prefers: z.literal("low"), levels, ...shared }),
  /** A job title that contains one of these words. */
  z.strictObject({ prefers: z.literal("title"), words: z.array(z.string().min(2).max(60)).min(1), ...shared }),
  /** More skill in the area, at these severities. */
  z.strictObject({ prefers: z.literal("skill"), levels, ...shared }),
  /** Did not work more than `most` within the last day, nor in last night's quiet hours, and is not resting. */
  z.strictObject({ prefers: z.literal("rested"), most: duration, ...shared }),
]);
export type Criterion = z.infer<typeof criterion>;

/** Per role: who is thought of beside the area's experts and team and whoever knows the area, and what is preferred, the weightiest first. */
export const rankValue = z
  .array(z.strictObject({ role: z.string().max(40), from: z.array(whom).max(10).default([]), by: z.array(criterion).max(10) }))
  .default([]);
export type RankPolicy = Policy<z.infer<typeof rankValue>, undefined>;
export type Ranking = z.infer<typeof rankValue>[number];

/** The area of an incident, or null. */
export const areaOf = (state: State, facts: Facts) => (state.lifecycle.area === null ? null : facts.get("area", state.lifecycle.area));

/** Everybody who knows the area, each once: its experts, its team, and those who say that they understand it or have skill in it. */
export function whoKnows(state: State, facts: Facts): string[] {
  const area = areaOf(state, facts);
  const team = area?.team ? facts.get("team", area.team) : null;
  return [...new Set([...(area?.experts ?? []), ...(team?.members ?? []), ...(area?.knownBy ?? [])])];
}

/** Everybody who is thought of for a role and is here; without an area, those who can manage. */
export function poolOf(ranking: Ranking, asking: Asking): string[] {
  const { state, ctx } = asking;
  const known = state.lifecycle.area === null ? (ctx.facts.get("organisation", "organisation")?.leads ?? []) : whoKnows(state, ctx.facts);
  const own = ranking.from.flatMap((one) => peopleOf(one, asking));
  return [...new Set(ranking.from.length > 0 ? own : known)].filter((person) => ctx.facts.get("person", person)?.active);
}
