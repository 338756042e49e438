/** The sweep over the other scenarios: one fault at every kind of operation. */
import { expect, it } from "vitest";
import { scenarios } from "./scenarios.ts";
import { sweep } from "./simulate.ts";

it.each(scenarios.slice(2, 5))(
  "one crash, or one error, before and after every kind of operation: $name",
  async (scenario) => {
    const { failures, points } = await sweep(scenario, { seed: 1 });
    expect(failures).toEqual([]);
    expect(points).toBeGreaterThan(80);
  },
  120_000,
);
