/** Roles that one person may not hold at the same time (GD2-13, GD-17, GD2-33, GD-33). */
import { z } from "zod";
import { offerTo } from "../../incident/handover/accept-handover.ts";
import type { State } from "../../incident/slices.ts";
import { cites, type Process } from "../../kernel/process.ts";
import type { Objection, Pointer } from "../../kernel/refusal.ts";
import type { Policy } from "../../kernel/rule.ts";
import { rule } from "../rule.ts";

const pair = z
  .strictObject({
    roles: z.tuple([z.string(), z.string()]),
    /** Only at these severities; empty: at all of them, but for those in `except`. */
    levels: z.array(z.number().int().min(1)).default([]),
    except: z.array(z.number().int().min(1)).default([]),
    /** The role of the two that gives way when the other is taken; absent: the other is refused. */
    ends: z.string().optional(),
    cites,
  })
  .refine(({ roles, ends }) => ends === undefined || roles.includes(ends), { path: ["ends"], message: "One of the two roles gives way." });
const value = z.array(pair).default([]);
type Pair = z.infer<typeof pair>;
type Exclusions = Policy<readonly Pair[], undefined>;

const applies = ({ levels, except }: Pair, rank: number | null) =>
  rank === null ? levels.length === 0 : !except.includes(rank) && (levels.length === 0 || levels.includes(rank));

/** The other role of a pair, or null where the pair is about other roles. */
const other = ({ roles }: Pair, role: string) => (roles[0] === role ? roles[1] : roles[1] === role ? roles[0] : null);

const holds = (state: State, person: string, role: string | null) => state.roles.held.some((one) => one.person === person && one.role === role);

/** Why somebody may not take a role beside those they hold, with where the process says so. */
export function keptApart(process: Process, state: State, role: string, person: string): readonly { readonly at: Pointer; readonly says: string }[] {
  const pairs = (process as Process & { readonly exclusions?: readonly Pair[] }).exclusions ?? [];
  return pairs.flatMap((pair, index) => {
    const against = other(pair, role);
    if (against === null || pair.ends === against || !applies(pair, state.severity.rank) || !holds(state, person, against)) return [];
    const [mine, theirs] = [role, against].map((key) => process.roles[key]?.label ?? key);
    return [{ at: `/exclusions/${index}`, says: `${mine} and ${theirs} are not for one person at the same time.` }];
  });
}

const conflicts = ({ process, objection }: Exclusions, state: State, role: string, person: string): Objection[] =>
  keptApart(process, state, role, person).map(({ at, says }) => objection(at, "role_conflict", says));

const leaves = (role: string, person: string) => ({ name: "leave-role" as const, input: { role, person } });

/** The roles that give way now that somebody took another. */
function givingWay(policy: Exclusions, state: State, { role, person }: { readonly role: string; readonly person: string }) {
  return policy.own
    .filter((pair) => pair.ends !== undefined && pair.ends === other(pair, role) && applies(pair, policy.rank) && holds(state, person, pair.ends))
    .map(({ ends }) => leaves(ends!, person));
}

/** What another severity keeps apart and somebody holds both of: the role that gives way, else the first named. */
function apartNow(policy: Exclusions, state: State, from: number | null) {
  const fresh = policy.own.filter((pair) => applies(pair, policy.rank) && !applies(pair, from));
  return fresh.flatMap(({ roles, ends = roles[0] }) => {
    const both = state.roles.held.filter((one) => one.role === roles[0] && holds(state, one.person, roles[1]));
    return both.map(({ person }) => leaves(ends, person));
  });
}

export const exclusions = rule("exclusions", {
  title: "Exclusions",
  says: "Nobody holds two roles that the process keeps apart; both directions, at every instant.",
  schema: value,
  forbids: {
    "assign-role": (policy, state, input) => (input === null ? [] : conflicts(policy, state, input.role, input.person)),
    "hand-over": (policy, state, input) => (input === null ? [] : conflicts(policy, state, input.role, input.to)),
    "offer-handover": (policy, state, input) => (input === null ? [] : conflicts(policy, state, input.role, input.to)),
    "accept-handover": (policy, state, input, ctx) => {
      const offer = input === null ? null : offerTo(state, input.handover, ctx);
      return offer === null ? [] : conflicts(policy, state, offer.role, offer.to);
    },
  },
  follows: {
    "role-assigned": (policy, state, { data }) => givingWay(policy, state, data),
    "handed-over": (policy, state, { data }) => givingWay(policy, state, data),
    "severity-changed": (policy, state, { data }) => apartNow(policy, state, data.from),
  },
  examples: [
    { title: "the commander does not repair", value: [{ roles: ["commander", "responder"] }], in: "top", valid: true },
    { title: "whoever repairs watches no more", value: [{ roles: ["observer", "responder"], ends: "observer" }], in: "top", valid: true },
    { title: "three roles", value: [{ roles: ["a", "b", "c"] }], in: "top", valid: false },
    { title: "a third role gives way", value: [{ roles: ["a", "b"], ends: "c" }], in: "top", valid: false },
  ],
});
