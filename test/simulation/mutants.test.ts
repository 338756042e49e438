/** The watchers watch: every planted bug is caught, by the invariant that is there for it. */
import { describe, expect, it } from "vitest";
import { invariants } from "./invariants/index.ts";
import { mutants } from "./mutants.ts";
import { hunt } from "./mutation.ts";

describe("a planted bug is caught", () => {
  it.each(mutants)(
    "$name",
    async (mutant) => {
      const { violation } = await hunt(mutant, 15);
      expect(violation, "nobody noticed").not.toBeNull();
      expect(mutant.caughtBy).toContain(violation?.id);
    },
    30_000,
  );

  it("every invariant has caught one, or is named here with its reason", () => {
    const idle = invariants.map(({ id }) => id).filter((id) => !mutants.some(({ caughtBy }) => caughtBy.includes(id)));
    // R6 and R9 were broken by the product itself until the simulation found it; their tests are in the store's contract.
    expect(idle).toEqual(["R6", "R9"]);
  });
});
