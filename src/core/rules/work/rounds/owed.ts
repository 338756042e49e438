/** What is owed around a round: opening it, answering it, summing it up and deciding (GD2-15 … GD2-18, GD-30). */
import type { Wish } from "../../../incident/index.ts";
import { latestRound, type Round } from "../../../incident/rounds/slice.ts";
import type { State } from "../../../incident/slices.ts";
import type { Duty, Step } from "../../../kernel/duty.ts";
import type { Facts } from "../../../kernel/facts.ts";
import { roleOfKind } from "../../../kernel/process.ts";
import { after, type Instant } from "../../../kernel/time.ts";
import { mayBeCalledFrom } from "../../call/contact.ts";
import { nextOnGrid } from "../../tell/cadences.ts";
import type { RoundsPolicy } from "./value.ts";

type Owing = { readonly policy: RoundsPolicy; readonly state: State; readonly facts: Facts };

/** When the next round is opened by the process itself; null where a severity has none, or nothing is declared. */
export function nextRoundAt({ level }: Pick<RoundsPolicy, "level">, { rounds }: Pick<State, "rounds">): Instant | null {
  const { anchor } = rounds;
  if (level?.every === undefined || anchor === null) return null;
  const last = latestRound(rounds)?.openedAt ?? anchor;
  return nextOnGrid(anchor, level.every, last > anchor ? last : anchor);
}

/** The duties of rounds. */
export function roundDuties(policy: RoundsPolicy, state: State, facts: Facts): Duty<Wish, State>[] {
  const owing = { policy, state, facts };
  const latest = latestRound(state.rounds);
  return [
    ...opening(owing),
    ...(latest === null ? [] : [...latest.asked.flatMap((person) => answering(owing, latest, person)), ...summing(owing, latest)]),
    ...state.rounds.rounds.flatMap((round) => deciding(owing, round)),
  ];
}

const during = ["active"];
const concerns = (event: { readonly type: string; readonly data: unknown }, type: string, n: number) =>
  event.type === type && (event.data as { round: number }).round === n;

function opening({ policy, state }: Owing): Duty<Wish, State>[] {
  const at = nextRoundAt(policy, state);
  if (at === null) return [];
  const step: Step<Wish> = { at, does: "open", then: { name: "open-round", input: {} } };
  const cites = policy.cites(policy.at("level", "every"));
  return [{ key: `round@${at}`, who: { process: true }, what: "Ask the workers how it stands", during, due: null, steps: [step], metBy: () => false, cites }];
}

/** When somebody who was asked is late; nobody is, before they may be disturbed. Null where nobody is reminded. */
export function lateFrom({ policy, state, facts }: Owing, { openedAt }: Round, person: string): Instant | null {
  const remind = policy.own?.remind;
  return remind === undefined ? null : after(mayBeCalledFrom(policy.process, { person, at: openedAt, state, facts }), remind);
}

function answering(owing: Owing, round: Round, person: string): Duty<Wish, State>[] {
  const { policy, state } = owing;
  const works = state.roles.held.some((one) => one.person === person && policy.process.roles[one.role]?.kind === "responder");
  if (!works || round.answered[person] !== undefined) return [];
  const due = lateFrom(owing, round, person);
  return [
    {
      key: `round/${round.n}/answer/${person}`,
      who: { people: [person] },
      what: `Say how it stands (round ${round.n})`,
      during,
      due,
      steps: due === null ? [] : [{ at: due, does: "remind" }],
      metBy: (event) => concerns(event, "round-answered", round.n) && (event.data as { person: string }).person === person,
      cites: policy.cites(policy.at("top", "remind")),
      by: { name: "answer-round", input: { round: round.n } },
    },
  ];
}

type Owed = { readonly what: string; readonly type: string; readonly due: Instant; readonly at: string; readonly by: string };

function ofManager({ policy }: Owing, round: Round, { what, type, due, at, by }: Owed): Duty<Wish, State>[] {
  const role = roleOfKind(policy.process, "commander");
  if (role === null) return [];
  return [
    {
      key: `round/${round.n}/${at}`,
      who: { role },
      what,
      during,
      due,
      steps: [{ at: due, does: "due" }],
      metBy: (event) => concerns(event, type, round.n),
      cites: policy.cites(policy.at("level", at)),
      by: { name: by, input: { round: round.n } },
    },
  ];
}

function summing(owing: Owing, round: Round): Duty<Wish, State>[] {
  const summary = owing.policy.level?.summary;
  if (summary === undefined || round.summarisedAt !== null) return [];
  const owed = { what: `Sum round ${round.n} up`, type: "round-summarised", due: after(round.openedAt, summary.within), at: "summary", by: "summarise-round" };
  return ofManager(owing, round, owed);
}

/** Decided by the time the next one is opened; until then, and for ever after, it is undecided. */
function deciding(owing: Owing, round: Round): Duty<Wish, State>[] {
  const level = owing.policy.level;
  if (level === undefined || level.decisions.length === 0 || round.decision !== null) return [];
  const due = decideBy(owing, round);
  if (due === null) return [];
  return ofManager(owing, round, { what: `Decide what follows from round ${round.n}`, type: "round-decided", due, at: "decisions", by: "decide-round" });
}

/** The next round's hour after a round; without regular rounds, when its summary is due. */
export function decideBy({ policy, state }: Pick<Owing, "policy" | "state">, { openedAt }: Round): Instant | null {
  const { every, summary } = policy.level ?? {};
  const { anchor } = state.rounds;
  if (every !== undefined && anchor !== null) return nextOnGrid(anchor, every, openedAt > anchor ? openedAt : anchor);
  return summary === undefined ? null : after(openedAt, summary.within);
}
