/** How the rules of a schedule write down a duty and a notice. */
import type { AnyWish } from "../kernel/command.ts";
import type { Duty } from "../kernel/duty.ts";
import type { Effect } from "../kernel/effect.ts";
import type { Instant } from "../kernel/time.ts";

/** Something the program itself owes at an instant. */
export function duty(key: string, what: string, at: Instant, then: AnyWish): Duty {
  return { key, who: { process: true }, what, during: ["open"], steps: [{ at, does: "due", then }], due: null, metBy: () => false, cites: [] };
}

/** A message that wakes nobody, by the way its reader chose for such. */
export function notice(key: string, person: string, template: string, params: Effect["params"]): Effect {
  return { key, to: { person }, template, urgency: "notice", params, cites: [] };
}
