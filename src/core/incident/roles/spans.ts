/** How long each person has held a role without a break that counts. */
import { z } from "zod";
import type { Recorded } from "../../kernel/event.ts";
import { slice } from "../../kernel/slice.ts";
import { earlier, epochMs, type Instant, lengthMs } from "../../kernel/time.ts";

const span = z.object({ role: z.string(), person: z.string(), from: z.string(), to: z.string().nullable() });
const schema = z.object({
  spans: z.array(span),
  /** When the process last called for somebody to take over. */
  calledAt: z.string().nullable(),
});
type Spans = z.infer<typeof schema>;

type Seat = { readonly role: string; readonly person: string };
const isOf =
  ({ role, person }: Seat) =>
  (one: Seat) =>
    one.role === role && one.person === person;

const ends = (state: Spans, at: Instant, goes: (one: Seat) => boolean): Spans => ({
  ...state,
  spans: state.spans.map((one) => (one.to === null && goes(one) ? { ...one, to: at } : one)),
});
const begins = (state: Spans, { data, at }: Recorded<Seat>): Spans =>
  state.spans.some((one) => one.to === null && isOf(data)(one))
    ? state
    : { ...state, spans: [...state.spans, { role: data.role, person: data.person, from: at, to: null }] };
const endsAll = (state: Spans, { at }: Recorded): Spans => ({ ...ends(state, at, () => true), calledAt: null });

export const spans = slice("spans", {
  schema,
  initial: { spans: [], calledAt: null } as Spans,
  on: {},
  hears: {
    "role-assigned": begins,
    "handed-over": (state, event) => begins({ ...ends(state, event.at, isOf({ role: event.data.role, person: event.data.from })), calledAt: null }, event),
    "role-left": (state, { data, at }) => ends(state, at, isOf(data)),
    "duty-fell-due": (state, { data, at }) => (data.rule === "shift" ? { ...state, calledAt: at } : state),
    resolved: endsAll,
    cancelled: endsAll,
    "marked-duplicate": endsAll,
  },
});

type Rest = { readonly from: Instant; readonly to: Instant };

/** The parts of a span outside every rest that is long enough to count as a break. */
function withoutRests(one: { readonly from: Instant; readonly to: Instant }, rests: readonly Rest[]): { readonly from: Instant; readonly to: Instant }[] {
  return rests.reduce<{ readonly from: Instant; readonly to: Instant }[]>(
    (parts, rest) =>
      parts.flatMap(({ from, to }) => {
        if (rest.to <= from || rest.from >= to) return [{ from, to }];
        return [...(from < rest.from ? [{ from, to: rest.from }] : []), ...(rest.to < to ? [{ from: rest.to, to }] : [])];
      }),
    [one],
  );
}

/**
 * Since when somebody has held a role with no break of at least `minBreak` up to `now`; null where they are rested. Time between two seats that is shorter
 * counts as held, rests of everybody that are at least as long do not.
 */
export function heldSince(
  state: Spans,
  { role, person }: Seat,
  when: { readonly now: Instant; readonly minBreak: string; readonly rests: readonly Rest[] },
): Instant | null {
  const breakMs = lengthMs(when.minBreak);
  const rests = when.rests.filter(({ from, to }) => epochMs(to) - epochMs(from) >= breakMs);
  const parts = state.spans
    .filter(isOf({ role, person }))
    .flatMap(({ from, to }) => withoutRests({ from, to: to ?? when.now }, rests))
    .sort((a, b) => epochMs(b.to) - epochMs(a.to));
  let reached = when.now;
  let since: Instant | null = null;
  for (const { from, to } of parts) {
    if (epochMs(reached) - epochMs(to) >= breakMs) break;
    [since, reached] = [earlier(since, from), from < reached ? from : reached];
  }
  return since;
}
