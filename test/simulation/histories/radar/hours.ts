/** Hours: at 3 and 4 nobody is called outside their working hours, and a severity that lasts too long is asked about. */
import type { FactKinds } from "../../../../src/core/kernel/facts.ts";
import { epochMs } from "../../../../src/core/kernel/time.ts";
import { isWorking } from "../clock.ts";
import { type Invariant, without } from "../invariant.ts";
import { staleAfter } from "../stale.ts";

const grace = 30 * 60_000;
const hour = 3_600_000;

export const ofHours: readonly Invariant[] = [
  {
    id: "P15",
    says: "at 3 and 4 nobody is called outside their working hours, unless they acted within half an hour",
    spoilt: { "contact/window": "always" },
    watch: (desk) => () => {
      if ((desk.state.severity.rank ?? 1) < 3) return null;
      for (const { state, queued, from } of desk.letters) {
        const { person, effect } = queued;
        if (state !== "waiting" || effect.urgency !== "page" || person === null || effect.always) continue;
        const acted = desk.state.people.lastActAt[person];
        if (acted && epochMs(from) - epochMs(acted) <= grace) continue;
        const hours = (desk.facts.get("person", person) as FactKinds["person"] | null)?.hours;
        if (hours && !isWorking(from, hours)) return `${effect.key} would reach ${person} at ${from}`;
      }
      return null;
    },
  },
  staleAfter({ 2: 4 * hour, 4: 240 * hour }, "comms_lead", without("PE-33")),
];
