/** One history: people do what comes to their minds, answer late, twice or never, and after every step the watchers look. */
import type { Instant } from "../../../src/core/kernel/time.ts";
import { epochMs, instantOf } from "../../../src/core/kernel/time.ts";
import { type Random, randomOf } from "../random.ts";
import { type Desk, deskOf, type Letter, type Moment, type Surroundings } from "./desk.ts";
import type { Play } from "./play.ts";

/** What was broken, when, after what. */
export type Broken = { readonly id: string; readonly text: string; readonly at: Instant; readonly after: string };

export type History = { readonly seed: number; readonly desk: Desk; readonly steps: number; readonly broken: Broken | null };

/** What somebody will do at an instant. */
type Planned = { readonly at: Instant; readonly who: string; readonly name: string; readonly input: object };

const minute = 60_000;
const mostSteps = 2_000;

/** Plays the history of a seed. The same seed is the same history as long as the code is the same. One more may look on. */
export function historyOf(seed: number, play: Play, surroundings: Surroundings, looksOn?: (moment: Moment, desk: Desk) => void): History {
  const random = randomOf(seed);
  const desk = deskOf(surroundings);
  const watchers = play.invariants.map((one) => ({ id: one.id, look: one.watch(desk) }));
  const planned: Planned[] = [];
  let broken: Broken | null = null;
  const look = (moment: Moment | null) => {
    if (moment === null || broken !== null) return;
    looksOn?.(moment, desk);
    for (const { id, look } of watchers) {
      const text = look(moment);
      if (text) broken ??= { id, text, at: desk.now, after: `${moment.who} ${moment.name}` };
    }
  };
  for (const { who, name, input } of play.opening(desk, random.fork("opening"))) look(desk.ask(who, name, input));
  const chance = random.fork("acts");
  let steps = 0;
  for (let act = chance.between(15, 70); act > 0 && broken === null; act--) {
    const until = instantOf(epochMs(desk.now) + chance.pick([0, 1, 1, 2, 3, 5, 10, 20, 45, 90]) * minute);
    for (; broken === null && desk.now < until && steps < mostSteps; steps++) {
      planned.sort((a, b) => (a.at < b.at ? -1 : 1));
      const { moment, left } = desk.pass(planned[0] && planned[0].at < until ? planned[0].at : until);
      look(moment);
      planned.push(...left.flatMap((letter) => replies(letter, desk.now, random)));
      while (planned[0] && planned[0].at <= desk.now) {
        const { who, name, input } = planned.shift()!;
        look(desk.ask(who, name, input));
      }
    }
    const doing = pick(play, chance, desk);
    if (doing) look(desk.ask(doing.who, doing.name, doing.input));
  }
  return { seed, desk, steps, broken };
}

/** A page that reached somebody: answered soon, late, twice, declined, or never. */
function replies({ queued }: Letter, now: Instant, random: Random): Planned[] {
  const { effect, person } = queued;
  if (effect.urgency !== "page" || effect.page === undefined || person === null) return [];
  const at = instantOf(epochMs(now) + random.pick([1, 4, 6, 45]) * minute);
  const answers = { at, who: person, name: "answer-page", input: { page: effect.page } };
  const drawn = random.next();
  if (drawn < 0.5) return [answers];
  if (drawn < 0.65) return [answers, answers];
  return drawn < 0.8 ? [{ ...answers, name: "decline-page", input: { page: effect.page, reason: "On a plane" } }] : [];
}

/** Something somebody does now: mostly what is possible, sometimes by whom it is forbidden. */
function pick({ acts }: Play, random: Random, desk: Desk) {
  const total = acts.reduce((sum, { often }) => sum + often, 0);
  let left = random.next() * total;
  for (const act of acts) {
    left -= act.often;
    if (left < 0) return act.does(desk, random);
  }
  return null;
}
