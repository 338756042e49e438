/** Nights: at severity 2 no page reaches somebody between ten in the evening and seven, unless they are at work already. */
import type { FactKinds } from "../../../../src/core/kernel/facts.ts";
import { epochMs } from "../../../../src/core/kernel/time.ts";
import { isQuiet } from "../clock.ts";
import type { Invariant } from "../invariant.ts";

const grace = 30 * 60_000;

export const ofNights: readonly Invariant[] = [
  {
    id: "P15",
    says: "at severity 2 nobody is paged in their night, unless they acted within half an hour",
    spoilt: { "severities/2/contact/window": "always" },
    watch: (desk) => {
      return () => {
        if (desk.state.severity.rank !== 2) return null;
        for (const letter of desk.letters) {
          if (letter.state !== "waiting" || letter.queued.effect.urgency !== "page" || letter.queued.person === null) continue;
          const person = letter.queued.person;
          const hours = (desk.facts.get("person", person) as FactKinds["person"] | null)?.hours;
          const acted = desk.state.people.lastActAt[person];
          if (acted && epochMs(letter.from) - epochMs(acted) <= grace) continue;
          if (hours && isQuiet(letter.from, hours)) return `${letter.queued.effect.key} would reach ${person} at ${letter.from}`;
        }
        return null;
      };
    },
  },
];
