/** The sweep under Graceful Disasters: one fault at every kind of operation while experts are called and a fix is proven. */
import { expect, it } from "vitest";
import { holdersOf } from "../../src/core/incident/roles/slice.ts";
import { newest } from "./acts.ts";
import { play } from "./play.ts";
import { experts, proof } from "./scenarios-graceful.ts";
import { sweep } from "./simulate.ts";

it("without a fault command passes, and the fix is proven to its end", async () => {
  const [passed, proven] = [await play({ ...experts, seed: 1 }), await play({ ...proof, seed: 1 })];
  expect([passed.violations, proven.violations]).toEqual([[], []]);
  expect(holdersOf(newest(passed.town)!.state.roles, "manager")).toEqual(["ben"]);
  const { lifecycle, documents } = newest(proven.town)!.state;
  expect(lifecycle.phase).toBe("resolved");
  expect(documents.documents.postmortem?.sections.problem?.filled).toBe(true);
});

it.each([experts, proof])(
  "one crash, or one error, before and after every kind of operation: $name",
  async (scenario) => {
    const { failures, points } = await sweep(scenario, { seed: 1 });
    expect(failures).toEqual([]);
    expect(points).toBeGreaterThan(80);
  },
  240_000,
);
