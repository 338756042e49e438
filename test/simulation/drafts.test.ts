/** Random drafts of Graceful Disasters: whatever may be in force says what must be said, and has an expert for every area. */
import { describe, expect, it } from "vitest";
import { gracefulData } from "../rules/graceful-world.ts";
import { type Data, draftOf } from "./drafts/draft.ts";
import { ofDrafts } from "./drafts/invariants.ts";
import { type Spoilt, spoil } from "./histories/invariant.ts";

const count = 120;
/** An invariant that a spoilt process does not break within so many drafts cannot fail. */
const enough = 120;

const draft = (seed: number, spoilt: Spoilt = {}) => draftOf(seed, spoil(gracefulData(), spoilt) as Data);

describe("random drafts", () => {
  it(`break nothing (${count}), and some of them are valid`, () => {
    let valid = 0;
    for (let seed = 1; seed <= count; seed++) {
      const made = draft(seed);
      if ("pack" in made.read) valid++;
      for (const { id, look } of ofDrafts) expect(look(made) || null, `${id}, seed ${seed}`).toBeNull();
    }
    expect(valid).toBeGreaterThan(count / 10);
  });
  it.each(ofDrafts.map((one) => [`${one.id} ${one.says}`, one] as const))("can be broken: %s", (_says, { look, spoilt }) => {
    let seed = 1;
    while (seed <= enough && !look(draft(seed, spoilt))) seed++;
    expect(seed, `nothing broke in ${enough} drafts`).toBeLessThanOrEqual(enough);
  });
});
