/** How well the process was kept, recomputed from log and journal alone: the view says the same. */
import { expect, test } from "vitest";
import { incidents } from "../../src/core/engine.ts";
import { dutiesOf } from "../../src/core/kernel/answer.ts";
import type { DutyState, OwedDuty } from "../../src/core/kernel/duty.ts";
import { evolve, fold } from "../../src/core/kernel/engine.ts";
import type { Recorded } from "../../src/core/kernel/event.ts";
import { isRefusal } from "../../src/core/kernel/refusal.ts";
import { program } from "../../src/core/kernel/viewer.ts";
import { storyWorld } from "../world.ts";
import { look, partsOf, wholeStory } from "./looking.ts";

type Shown = {
  readonly counts: Readonly<Record<"met" | "late" | "missed" | "waived" | "open" | "deviations", number>>;
  readonly share: number | null;
  readonly duties: readonly { readonly key: string; readonly rule: string; readonly state: string; readonly events: readonly number[] }[];
  readonly deviations: readonly unknown[];
  readonly refusals: readonly { readonly command: string }[];
};

test("met / (met + late + missed), what was waived apart, each line with its duty, rule and events: as log and journal have it", async () => {
  const world = storyWorld();
  const story = await wholeStory(world);
  await world.pass("P2D");
  const open = (await story.duties(["open"])).find(({ key }) => key.startsWith("document/"))!;
  await story.does("ana", "waive-duty", { duty: open.key, reason: "The report is written by hand this time" });
  const shown = (await look<Shown>(partsOf(world), "ana", "conformance", { id: story.stream }))!;

  const states = await recomputed(world, story.stream);
  const count = (state: DutyState) => [...states.values()].filter((one) => one === state).length;
  const { deviations, ...counts } = shown.counts;
  expect(counts).toEqual({ met: count("met"), late: count("late"), missed: count("missed"), waived: count("waived"), open: count("open") });
  expect(counts.waived).toBe(1);
  expect(counts.met).toBeGreaterThan(1);
  expect(shown.share).toBe(counts.met / (counts.met + counts.late + counts.missed));
  expect(Object.fromEntries(shown.duties.map(({ key, state }) => [key, state]))).toEqual(
    Object.fromEntries([...states].filter(([, state]) => state !== "withdrawn")),
  );

  const events = await story.events();
  expect(deviations).toBe(events.filter(({ type }) => type === "deviated").length);
  const journal = await world.store.read.journal(program, story.stream);
  expect(shown.refusals.map(({ command }) => command)).toEqual(journal.filter(({ answer }) => isRefusal(answer)).map(({ name }) => name));
  for (const line of shown.duties.filter(({ state }) => ["met", "late", "waived"].includes(state))) {
    expect(line.rule).not.toBe("");
    expect(line.events.length).toBeGreaterThan(0);
  }
});

/** What became of each duty that people owed, from the events of each journaled wish alone. */
async function recomputed(world: ReturnType<typeof storyWorld>, stream: string): Promise<Map<string, DutyState>> {
  const events = (await world.store.read.events(program, stream, 0, 10_000)) as readonly Recorded[];
  const wishes = (await world.store.read.journal(program, stream)).filter(({ firstSeq }) => firstSeq !== null);
  const pack = (await world.shelf.active("sitrep"))!;
  const parts = partsOf(world);
  const at = (seq: number) => fold(incidents, events.slice(0, seq));
  const owed = (seq: number, now: string) =>
    parts.withFacts((facts) =>
      dutiesOf({ engine: incidents, pack, stream, seq, now, commandId: "again", facts }, at(seq)).filter(({ who }) => !("process" in who)),
    );
  const states = new Map<string, DutyState>();
  for (const { firstSeq, lastSeq, at: now } of wishes.sort((a, b) => a.firstSeq! - b.firstSeq!)) {
    const before = await owed(firstSeq! - 1, now);
    const after = new Set((await owed(lastSeq!, now)).map(({ key }) => key));
    const fresh = events.slice(firstSeq! - 1, lastSeq!);
    for (const duty of before) {
      const became = endOf(duty, { fresh, first: at(firstSeq! - 1), still: after.has(duty.key), now });
      if (became) states.set(duty.key, became);
    }
    for (const key of after) if (!before.some((duty) => duty.key === key) || states.get(key) === undefined) states.set(key, "open");
  }
  return states;
}

type Ending = { readonly fresh: readonly Recorded[]; readonly first: unknown; readonly still: boolean; readonly now: string };

function endOf(duty: OwedDuty, { fresh, first, still, now }: Ending): DutyState | null {
  const late = duty.due !== null && now > duty.due;
  let state = first;
  for (const event of fresh) {
    if (duty.metBy(event, state)) return late ? "late" : "met";
    state = evolve(incidents, state, event);
  }
  if (still) return null;
  if (fresh.some(({ type, data }) => type === "duty-waived" && (data as { key: string }).key === duty.key)) return "waived";
  return late ? "missed" : "withdrawn";
}
