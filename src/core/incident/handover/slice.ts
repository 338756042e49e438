/** Roles on their way from one person to the next: offered with a brief, taken or not. */
import { z } from "zod";
import { eventOf } from "../../kernel/event.ts";
import { slice } from "../../kernel/slice.ts";

const offer = z.object({
  id: z.string(),
  role: z.string(),
  from: z.string(),
  to: z.string(),
  at: z.string(),
  state: z.enum(["open", "accepted", "declined", "withdrawn"]),
});
const schema = z.object({ offers: z.record(z.string(), offer) });
export type Handover = z.infer<typeof schema>;
/** A role that somebody offered to somebody. */
export type Offer = z.infer<typeof offer>;
const event = eventOf<Handover>();

const ends = (state: Handover, id: string, to: Offer["state"]): Handover => {
  const found = state.offers[id];
  return found ? { offers: { ...state.offers, [id]: { ...found, state: to } } } : state;
};

/** An offer lapses when its giver has the role no more. */
const lapse = (state: Handover, { role, person }: { readonly role: string; readonly person: string }): Handover => ({
  offers: Object.fromEntries(
    Object.entries(state.offers).map(([id, one]) => [
      id,
      one.state === "open" && one.role === role && one.from === person ? { ...one, state: "withdrawn" as const } : one,
    ]),
  ),
});

const withdrawAll = (state: Handover): Handover => ({
  offers: Object.fromEntries(Object.entries(state.offers).map(([id, one]) => [id, one.state === "open" ? { ...one, state: "withdrawn" as const } : one])),
});

/** The offers that wait for an answer, the oldest first. */
export function openOffers(state: Handover): Offer[] {
  return Object.values(state.offers).filter((one) => one.state === "open");
}

const about = z.object({ handover: z.string(), role: z.string(), from: z.string(), person: z.string() });

export const handover = slice("handover", {
  schema,
  initial: { offers: {} } as Handover,
  on: {
    "handover-offered": event(
      {
        data: about.extend({ brief: z.string() }),
        says: (d, say) => `${say.person(d.from)} asks ${say.person(d.person)} to take over ${say.role(d.role)}`,
        seenBy: "all",
      },
      (state, { data, at }) => ({
        offers: { ...state.offers, [data.handover]: { id: data.handover, role: data.role, from: data.from, to: data.person, at, state: "open" } },
      }),
    ),
    "handover-accepted": event(
      { data: about, says: (d, say) => `${say.person(d.person)} takes over ${say.role(d.role)} from ${say.person(d.from)}`, seenBy: "all", timeline: false },
      (state, { data }) => ends(state, data.handover, "accepted"),
    ),
    "handover-declined": event(
      {
        data: about.extend({ reason: z.string() }),
        says: (d, say) => `${say.person(d.person)} cannot take over ${say.role(d.role)}: ${d.reason}`,
        seenBy: "all",
      },
      (state, { data }) => ends(state, data.handover, "declined"),
    ),
    "handover-withdrawn": event(
      { data: about, says: (d, say) => `${say.person(d.person)} is not asked any more to take over ${say.role(d.role)}`, seenBy: "all" },
      (state, { data }) => ends(state, data.handover, "withdrawn"),
    ),
  },
  hears: {
    "role-left": (state, { data }) => lapse(state, data),
    "handed-over": (state, { data }) => lapse(state, { role: data.role, person: data.from }),
    resolved: withdrawAll,
    reopened: withdrawAll,
    cancelled: withdrawAll,
    "marked-duplicate": withdrawAll,
  },
});
