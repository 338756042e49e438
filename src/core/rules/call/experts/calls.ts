/** Whom of the experts the process calls by itself, and when: the next one, and again whoever could not be reached; and that all others wait for them (GD-08, GD2-10). */
import type { Wish } from "../../../incident/index.ts";
import type { State } from "../../../incident/slices.ts";
import type { Duty } from "../../../kernel/duty.ts";
import type { Effect } from "../../../kernel/effect.ts";
import type { AnyPack, Reach } from "../../../kernel/engine.ts";
import type { Facts } from "../../../kernel/facts.ts";
import { after, type Instant, later } from "../../../kernel/time.ts";
import { mayBeCalledFrom } from "../contact.ts";
import { type ExpertsPolicy, expertsOf, firstOf, hasAnswered, heardAt, pagesTo, reachedAfter } from "./value.ts";

const during = ["reported", "active"];

/** The wish to call one of them, with the reason they read. */
export function pageOf(state: State, person: string, facts: Facts) {
  const area = state.lifecycle.area === null ? null : facts.get("area", state.lifecycle.area);
  const reason = `${area === null ? "You are asked first" : `You know ${area.name}`}: ${state.lifecycle.title}`.slice(0, 300);
  return { name: "page" as const, input: { person, reason } };
}

type Call = { readonly key: string; readonly what: string; readonly at: Instant; readonly then: Wish; readonly cites: readonly string[] };

const ofProcess = ({ key, what, at, then, cites }: Call): Duty<Wish, State> => ({
  key: `experts/${key}`,
  who: { process: true },
  what,
  during,
  due: null,
  steps: [{ at, does: "escalate", then }],
  metBy: () => false,
  cites,
});

/** The duties of the process to call them. */
export function callDuties(policy: ExpertsPolicy, state: State, facts: Facts): Duty<Wish, State>[] {
  const { own } = policy;
  if (!own) return [];
  if (state.experts.unreachable !== null) return retryDuties(policy, state, facts);
  return hasAnswered(own.role, state, facts) ? [] : nextDuty(policy, state, facts);
}

function nextDuty(policy: ExpertsPolicy, state: State, facts: Facts): Duty<Wish, State>[] {
  const { first } = policy.own!;
  const people = firstOf(state, facts);
  const called = pagesTo(state, people);
  const last = called.at(-1);
  const next = people.find((person) => !called.some((page) => page.person === person));
  if (!first || last === undefined || next === undefined) return [];
  const heard = mayBeCalledFrom(policy.process, { person: last.person, at: last.at, state, facts });
  const cites = policy.cites(policy.at("top", "first"));
  return [ofProcess({ key: `next/${next}@${last.at}`, what: "Call the next expert", at: after(heard, first.next), then: pageOf(state, next, facts), cites })];
}

/** One for each who has said neither yes nor no, at the first moment they may be called; none once somebody has answered after all, or is at hand. */
function retryDuties(policy: ExpertsPolicy, state: State, facts: Facts): Duty<Wish, State>[] {
  const { retry } = policy.own!;
  const since = state.experts.unreachable!.at;
  if (!retry || reachedAfter(since, policy.own!.role, state, facts)) return [];
  return expertsOf(state, facts).flatMap((person) => {
    const page = pagesTo(state, [person]).at(-1);
    if (page?.state === "declined" || page?.state === "answered") return [];
    const at = mayBeCalledFrom(policy.process, { person, at: after(later(since, page?.lastAlertAt ?? since), retry.every), state, facts });
    const { input } = pageOf(state, person, facts);
    const then: Wish = page?.state === "open" ? { name: "page-again", input: { page: page.id } } : { name: "page", input: { ...input, once: true } };
    return [ofProcess({ key: `retry/${person}@${at}`, what: "Call the expert again", at, then, cites: policy.cites(policy.at("top", "retry")) })];
  });
}

type Leaving = { readonly person: string | null; readonly effect: Effect };

/** When a message may leave where the experts are told first: all other news waits until one of them has answered, or for as long as the process gives them. */
export function afterExperts(pack: AnyPack, state: State, message: Leaving, reach: Reach & { readonly facts: Facts }): Reach {
  const { facts, ...usual } = reach;
  const own = (pack as { readonly experts?: ExpertsPolicy["own"] }).experts;
  const declaredAt = state.lifecycle.declaredAt;
  if (!own?.first || declaredAt === null || message.person === null || message.effect.urgency === "page" || message.effect.always) return usual;
  const until = after(later(declaredAt, state.experts.since), own.first.next);
  if (usual.from >= until || expertsOf(state, facts).length === 0) return usual;
  const heard = heardAt(own.role, state, facts);
  // What an answer lets go is due since that answer, not since it was queued.
  if (heard !== null) return usual.from >= heard ? usual : { ...usual, from: heard < until ? heard : until };
  return { from: until, why: "Held until an expert has answered: they are told first" };
}
