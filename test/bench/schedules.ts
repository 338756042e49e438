/** How often in a second it can be said who is on call, beside a model that thinks the same through, day by day and naively. */
import { onCallAt } from "../../src/core/oncall/on-call-at.ts";
import { override, rotation, schedule } from "../oncall/demo.ts";
import { modelOnCall } from "../oncall/model.ts";
import type { Line } from "./table.ts";

const from = Date.parse("2026-03-27T00:00:00Z");
const hourMs = 3_600_000;

/** Calls a second of something that is asked for one hour after another, over a change of the clock. */
function rate(seconds: number, ask: (at: number) => unknown): number {
  const began = performance.now();
  let n = 0;
  for (; performance.now() - began < seconds * 1_000; n += 1) ask(from + (n % 4_000) * hourMs);
  return n / ((performance.now() - began) / 1_000);
}

/** A weekly rotation of three with an override, in Paris. */
export function scheduleRates(seconds: number): readonly Line[] {
  const until = new Date(from + 30 * hourMs).toISOString();
  const rota = schedule([rotation()], {
    zone: "Europe/Paris",
    overrides: [override({ from: new Date(from).toISOString(), until, kind: "add", person: "dan" })],
  });
  const ours = rate(seconds, (at) => onCallAt(rota, new Date(at).toISOString()));
  const model = rate(seconds, (at) => modelOnCall(rota, at));
  return [{ what: "who is on call, one schedule at one instant", value: ours, unit: "/s", of: { what: "the tests' naive model", value: model } }];
}
