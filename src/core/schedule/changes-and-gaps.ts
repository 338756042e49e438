/** Rules: everyone whose coming shifts change is told, and nobody is surprised by a time without anybody on call. */
import { after } from "../kernel/time.ts";
import { gapsBetween } from "../oncall/shifts.ts";
import { duty, notice } from "./making.ts";
import { changesSince } from "./shifts-known.ts";
import { rule } from "./slices.ts";

export const changeNotices = rule("change_notices", {
  title: "Changes of shifts",
  says: "When the coming 60 days change, everyone whose shifts are others is told at once.",
  demands: (_policy, { watch }, facts) => {
    if (watch.schedule === "") return [];
    const changed = changesSince(watch.known, facts.get("schedule", watch.schedule), watch.cursor).length > 0;
    return changed ? [duty(`changes/${watch.acts}`, "Tell whose shifts have changed", watch.cursor, { name: "tell-changes", input: {} })] : [];
  },
  triggers: {
    "changes-told": (_policy, _state, { data, at }) =>
      data.people.map(({ person, now, gone }) => notice(`changed/${person}@${at}`, person, "schedule-changed", { schedule: data.title, now, gone })),
  },
  examples: [],
});

/** From when on a gap is warned of. */
const week = "P7D";

export const gapWarnings = rule("gap_warnings", {
  title: "Gap warnings",
  says: "A week before nobody is on call, or as soon as that is known, administrators and the schedule's people are warned.",
  demands: (_policy, { watch }, facts) => {
    const schedule = watch.schedule === "" ? null : facts.get("schedule", watch.schedule);
    if (schedule === null || (schedule.rotations.length === 0 && schedule.external === null && schedule.temporary.length === 0)) return [];
    const { cursor, warned, acts } = watch;
    const running = warned.some((from) => from === "now" || from <= cursor);
    const gap = gapsBetween(schedule, cursor, after(cursor, "P9D")).find(({ from }) => (from <= cursor ? !running : !warned.includes(from)));
    if (!gap) return [];
    const early = after(gap.from, `-${week}`);
    const at = early > cursor ? early : cursor;
    return [duty(at === cursor ? `gap/${acts}` : `gap@${gap.from}`, "Warn of a gap", at, { name: "warn-gaps", input: {} })];
  },
  triggers: {
    "gaps-warned": (_policy, { watch }, { data, at }) => {
      const gaps = data.gaps.map(({ from, until }) => `${from}/${until}`);
      return data.people.map((person) => notice(`gaps/${person}@${at}`, person, "gap-ahead", { schedule: watch.title, gaps }));
    },
  },
  examples: [],
});
