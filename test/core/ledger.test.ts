/** What is remembered of duties that fell due: enough that nothing falls due twice, however long something else goes on. */
import { expect, it } from "vitest";
import { ledger } from "../../src/core/kernel/ledger.ts";
import { after } from "../../src/core/kernel/time.ts";

type State = (typeof ledger)["initial"];
const fell = (state: State, key: string): State =>
  ledger.on["duty-fell-due"].evolve(state, {
    ...{ seq: 1, stream: "i", type: "duty-fell-due", v: 1, at: "2026-03-02T10:00:00.000Z", actor: "time" },
    data: { key, rule: "x", index: 0, does: "due", what: "", due: "", late: false, cites: [] },
  } as never);

it("X-01 what comes again every five minutes for a week does not make anybody forget what fell due once", () => {
  let state = fell(ledger.initial, "round/1/summary");
  let at = "2026-03-02T10:00:00.000Z";
  for (let times = 0; times < 2_016; times++) {
    state = fell(state, `shift/most/ana@${at}`);
    at = after(at, "PT5M");
  }
  expect(Object.keys(state.fired)).toHaveLength(9);
  expect(state.fired["round/1/summary"]).toBe(0);
  expect(Object.keys(state.fired).at(-1)).toBe("shift/most/ana@2026-03-09T09:55:00.000Z");
});

it("of duties that are owed once the oldest are forgotten", () => {
  let state: State = ledger.initial;
  for (let n = 0; n < 500; n++) state = fell(state, `page/${n}`);
  expect(Object.keys(state.fired)).toHaveLength(400);
  expect(state.fired["page/99"]).toBeUndefined();
  expect(fell(state, "page/100").fired["page/100"]).toBe(0);
});
