/** Who holds which role, who held it before, and what was delegated. */
import { z } from "zod";
import { eventOf, type Recorded } from "../../kernel/event.ts";
import { slice } from "../../kernel/slice.ts";

const held = z.object({ role: z.string(), person: z.string(), since: z.string() });
const schema = z.object({
  held: z.array(held),
  past: z.array(z.object({ role: z.string(), person: z.string(), from: z.string(), to: z.string() })),
  delegations: z.array(z.object({ capability: z.string(), person: z.string() })),
});
export type Roles = z.infer<typeof schema>;
const event = eventOf<Roles>();

function leave(state: Roles, at: string, goes: (one: Roles["held"][number]) => boolean): Roles {
  const leaving = state.held.filter(goes);
  return {
    ...state,
    held: state.held.filter((one) => !goes(one)),
    past: [...state.past, ...leaving.map(({ role, person, since }) => ({ role, person, from: since, to: at }))],
  };
}

const takes = (state: Roles, { data, at }: Recorded<{ role: string; person: string }>): Roles => ({
  ...state,
  held: [...state.held.filter((one) => !(one.role === data.role && one.person === data.person)), { role: data.role, person: data.person, since: at }],
});

/** The people who hold a role now. */
export function holdersOf(state: Roles, role: string): string[] {
  return state.held.filter((one) => one.role === role).map((one) => one.person);
}

/** Everybody who holds or ever held a role. */
export function everServed(state: Roles, role: string): boolean {
  return [...state.held, ...state.past].some((one) => one.role === role);
}

export const roles = slice("roles", {
  schema,
  initial: { held: [], past: [], delegations: [] } as Roles,
  on: {
    "role-assigned": event(
      {
        data: z.object({ role: z.string(), person: z.string(), stated: z.boolean() }),
        says: (d, say) => (d.stated ? `${say.person(d.person)} takes the role ${say.role(d.role)}` : `${say.person(d.person)} was made ${say.role(d.role)}`),
        seenBy: "all",
      },
      takes,
    ),
    "role-left": event(
      {
        data: z.object({ role: z.string(), person: z.string(), why: z.string() }),
        says: (d, say) => `${say.person(d.person)} no longer holds ${say.role(d.role)}${d.why ? `: ${d.why}` : ""}`,
        seenBy: "all",
      },
      (state, { data, at }) => leave(state, at, (one) => one.role === data.role && one.person === data.person),
    ),
    "handed-over": event(
      {
        data: z.object({ role: z.string(), from: z.string(), person: z.string(), brief: z.string() }),
        says: (d, say) => `${say.person(d.from)} handed ${say.role(d.role)} over to ${say.person(d.person)}`,
        seenBy: "all",
      },
      (state, recorded) =>
        takes(
          leave(state, recorded.at, (one) => one.role === recorded.data.role && one.person === recorded.data.from),
          recorded,
        ),
    ),
    delegated: event(
      {
        data: z.object({ capability: z.string(), person: z.string() }),
        says: (d, say) => `${say.person(d.person)} may now ${d.capability.replaceAll("_", " ")} in the commander's name`,
        seenBy: "all",
      },
      (state, { data }) => ({ ...state, delegations: [...state.delegations, data] }),
    ),
    "delegation-revoked": event(
      {
        data: z.object({ capability: z.string(), person: z.string() }),
        says: (d, say) => `${say.person(d.person)} may no longer ${d.capability.replaceAll("_", " ")}`,
        seenBy: "all",
      },
      (state, { data }) => ({ ...state, delegations: state.delegations.filter((one) => one.capability !== data.capability || one.person !== data.person) }),
    ),
  },
  hears: {
    // Under the process for secrets each seat goes on as one of that process, or ends (PD-05).
    concealed: (state, { data: { moves }, at }) => {
      if (moves === undefined) return state;
      const left = leave(state, at, ({ role }) => moves.seats[role] === undefined);
      return { ...left, held: left.held.map((one) => ({ ...one, role: moves.seats[one.role]! })), delegations: [] };
    },
    // Roles are asked anew after a reopening (X-18); who held them stays in the past.
    reopened: (state, { at }) => ({ ...leave(state, at, () => true), delegations: [] }),
  },
});
