/** How somebody measures up to what a process prefers: points to sort by, and words to read. */
import type { State } from "../../../incident/slices.ts";
import type { FactKinds } from "../../../kernel/facts.ts";
import { after, epochMs, type Instant, lengthMs } from "../../../kernel/time.ts";
import { isQuiet } from "../../../oncall/local-time.ts";
import type { Asking } from "../../resolve-whom.ts";
import { areaOf, type Criterion, whoKnows } from "./value.ts";

/** More points are better; `good` says whether it speaks for them (null: neither). */
export type Judged = { readonly points: number; readonly says: string | null; readonly good: boolean | null };
type Person = FactKinds["person"];

const nothing: Judged = { points: 0, says: null, good: null };
const dayMs = 86_400_000;
/** A night's work counts until so long after it. */
const night = "PT18H";

/** What one criterion says of somebody. */
export function judgeBy(criterion: Criterion, id: string, asking: Asking): Judged {
  const { state, ctx } = asking;
  const person = ctx.facts.get("person", id);
  const rank = state.severity.rank;
  if (!person || ("levels" in criterion && criterion.levels && (rank === null || !criterion.levels.includes(rank)))) return nothing;
  switch (criterion.prefers) {
    case "able_to_lead":
      return ableToLead(person, asking);
    case "not_best_fixer":
      return bestFixer(asking) === id ? { points: 0, says: "Would mend it best, and is needed for that", good: false } : { points: 1, says: null, good: null };
    case "high":
      return { points: person.orgLevel, says: `Level ${person.orgLevel} in the company`, good: null };
    case "low":
      return { points: -person.orgLevel, says: `Level ${person.orgLevel} in the company`, good: null };
    case "title": {
      const title = person.jobTitle ?? "";
      const fits = criterion.words.some((word) => title.toLowerCase().includes(word.toLowerCase()));
      return { points: fits ? 1 : 0, says: title || null, good: fits ? true : null };
    }
    case "skill":
      return skilled(person, asking);
    case "rested": {
      const why = whyWorn(person, criterion.most, asking);
      return why === null ? { points: 1, says: null, good: null } : { points: 0, says: why, good: false };
    }
  }
}

function ableToLead(person: Person, { state, ctx }: Asking): Judged {
  const area = areaOf(state, ctx.facts);
  const knows = area === null || area.experts.includes(person.id) || person.understands?.includes(area.id) === true || (person.skills?.[area.id] ?? 0) > 0;
  if (person.canManage !== true) return { points: 0, says: "Is not listed as able to manage", good: false };
  return knows
    ? { points: 1, says: area === null ? "Can manage" : `Can manage and understands ${area.name}`, good: true }
    : { points: 0, says: `Is not listed as understanding ${area.name}`, good: false };
}

function skilled(person: Person, { state, ctx }: Asking): Judged {
  const area = areaOf(state, ctx.facts);
  const skill = area === null ? 0 : (person.skills?.[area.id] ?? 0);
  return skill === 0 ? nothing : { points: skill, says: `Skill ${skill} of 5 in ${area!.name}`, good: true };
}

/** The one person whose skill in the area is above everybody else's; null where there is none. */
function bestFixer({ state, ctx }: Asking): string | null {
  const area = areaOf(state, ctx.facts);
  if (area === null) return null;
  const skills = whoKnows(state, ctx.facts).map((id) => ({ id, skill: ctx.facts.get("person", id)?.skills?.[area.id] ?? 0 }));
  const most = Math.max(0, ...skills.map(({ skill }) => skill));
  const best = skills.filter(({ skill }) => skill === most);
  return most > 0 && best.length === 1 ? best[0]!.id : null;
}

/** Why somebody should rather sleep; null where nothing is known against them. */
function whyWorn(person: Person, most: string, { state, ctx }: Asking): string | null {
  const elsewhere = ctx.facts.get("engagement", person.id);
  const until = elsewhere?.restUntil ?? null;
  if (until !== null && until > ctx.now) return "Is resting after a night's work";
  const acts = [state.people.lastActAt[person.id], elsewhere?.lastActAt].filter((at) => at !== undefined && at !== null);
  const atNight = acts.some((at) => after(at, night) > ctx.now && isQuiet(person.hours, at) && !isQuiet(person.hours, ctx.now));
  if (atNight || (elsewhere !== null && lengthMs(elsewhere.nightWork) > 0)) return "Worked last night";
  const worked = seatedMs(state, person.id, ctx.now);
  return worked > lengthMs(most) ? `Has worked ${Math.floor(worked / 3_600_000)} hours within a day` : null;
}

/** How long somebody had a seat here within the last day; two seats at one time count once. */
function seatedMs(state: State, person: string, now: Instant): number {
  const since = epochMs(now) - dayMs;
  const spans = [...state.roles.past, ...state.roles.held.map(({ since: from, ...one }) => ({ ...one, from, to: now }))]
    .filter((one) => one.person === person)
    .map(({ from, to }) => ({ from: Math.max(since, epochMs(from)), to: Math.min(epochMs(now), epochMs(to)) }))
    .filter(({ from, to }) => from < to)
    .sort((a, b) => a.from - b.from);
  let [worked, reached] = [0, since];
  for (const { from, to } of spans) {
    worked += Math.max(0, to - Math.max(from, reached));
    reached = Math.max(reached, to);
  }
  return worked;
}
