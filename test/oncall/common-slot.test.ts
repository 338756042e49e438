/** The first time that several people can meet (GD2-51). */
import { describe, expect, it } from "vitest";
import type { Instant } from "../../src/core/kernel/time.ts";
import { commonSlot, type Guest } from "../../src/core/oncall/common-slot.ts";
import { hoursIn } from "../organisation.ts";

const guest = (id: string, zone = "UTC", busy: readonly (readonly [Instant, Instant])[] = []): Guest => ({
  id,
  hours: hoursIn(zone),
  calendar: null,
  busy: busy.map(([from, until]) => ({ from, until })),
});
const day = (time: string) => `2026-03-02T${time}:00.000Z`;

describe("GD2-51 the first common time", () => {
  it("begins at a full quarter of an hour, at the instant itself where that is one", () => {
    expect(commonSlot([guest("ana")], day("10:00"), 60)).toMatchObject({ from: day("10:00"), until: day("11:00") });
    expect(commonSlot([guest("ana")], day("10:01"), 60)).toMatchObject({ from: day("10:15") });
  });
  it("lies in everybody's working hours, by each one's own clock", () => {
    expect(commonSlot([guest("ana"), guest("lea", "America/New_York")], day("10:00"), 60)).toMatchObject({ from: day("14:00"), clashes: [] });
    expect(commonSlot([guest("ana")], day("17:15"), 60)).toMatchObject({ from: "2026-03-03T09:00:00.000Z" });
    expect(commonSlot([guest("ana")], "2026-03-06T18:00:00.000Z", 60)).toMatchObject({ from: "2026-03-09T09:00:00.000Z" });
  });
  it("X-06 keeps to the clock where daylight saving begins for one of them only", () => {
    const both = [guest("ana", "Europe/Paris"), guest("lea", "America/New_York")];
    expect(commonSlot(both, "2026-03-06T20:00:00.000Z", 60)).toMatchObject({ from: "2026-03-09T13:00:00.000Z" });
    expect(commonSlot(both, "2026-03-05T20:00:00.000Z", 60)).toMatchObject({ from: "2026-03-06T14:00:00.000Z" });
  });
  it("fits between meetings exactly, and not where a minute is missing", () => {
    const busy = (until: string) => [
      guest("ana", "UTC", [
        [day("09:00"), day("12:00")],
        [until, day("18:00")],
      ]),
    ];
    expect(commonSlot(busy(day("13:00")), day("10:00"), 60)).toMatchObject({ from: day("12:00"), until: day("13:00") });
    expect(commonSlot(busy(day("12:59")), day("10:00"), 60)).toMatchObject({ from: "2026-03-03T09:00:00.000Z" });
  });
  it("where nothing fits everybody within two weeks, it fits the first, and says whom it does not fit", () => {
    const away = guest("vic", "UTC", [[day("00:00"), "2026-03-20T00:00:00.000Z"]]);
    expect(commonSlot([guest("ana"), away, guest("max")], day("10:00"), 60)).toMatchObject({ from: day("10:00"), clashes: ["vic"] });
  });
  it("is none for nobody, and none where the first of them never works", () => {
    expect(commonSlot([], day("10:00"), 60)).toBeNull();
    expect(commonSlot([{ ...guest("ana"), hours: { ...hoursIn("UTC"), working: {} } }], day("10:00"), 60)).toBeNull();
  });
});
