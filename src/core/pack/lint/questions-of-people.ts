/** Questions of people: who may do what, who is called, who decides. */

import type { Pointer } from "../../kernel/refusal.ts";
import { firstOf, has, isWorked, type Looked, listIn, mapIn, type Question, type Raw, rolesOfKind, said, when } from "./raw.ts";

/** Whether a rule between whoever commands and those who repair is written down. */
function undecidedRepair({ pack }: Looked): Pointer | null {
  const [commanders, responders] = [rolesOfKind(pack, "commander"), rolesOfKind(pack, "responder")];
  const pairs = listIn(pack, "exclusions").map(({ roles }) => (Array.isArray(roles) ? roles : []));
  const decided = commanders.every((one) => responders.every((other) => pairs.some((pair) => pair.includes(one) && pair.includes(other))));
  return when(!decided, "/exclusions");
}

/** The rule of a severity that calls somebody because nobody answered. */
const silentCall = (pack: Raw, is: Raw) => (is.no_response ?? pack.no_response) as Raw | undefined;

/** Catalog section 6, questions 7 to 10, 17, 18 and 20. */
export const questionsOfPeople: readonly Question[] = [
  {
    number: 7,
    asks: "Does a mere reaction of whoever reported it count as an answer?",
    stands: "No: somebody must write, take a role, or answer a page.",
    instead: "Let it count.",
    open: ({ pack, levels }) =>
      firstOf(levels, "no_response", ({ is }) => {
        const call = silentCall(pack, is);
        return call !== undefined && !has(call, "answers") && !has(call, "responses");
      }),
  },
  {
    number: 8,
    asks: "Does the call after nobody answered also ring at night?",
    stands: "It rings when people may be called at all.",
    instead: "Say at the severity when people may be called.",
    open: ({ pack, levels }) =>
      firstOf(levels, "contact/window", ({ is }) => silentCall(pack, is) !== undefined && !has(is.contact, "window") && !has(silentCall(pack, is), "window")),
  },
  {
    number: 9,
    asks: "May whoever commands also repair?",
    stands: "Yes, and nobody says a word.",
    instead: "Exclude the two roles: refused, or with a warning.",
    open: undecidedRepair,
  },
  {
    number: 10,
    asks: "May observers write in the room?",
    stands: "Yes, like everybody.",
    instead: "Nudge them, or let them only read.",
    open: ({ pack }) => {
      const silent = rolesOfKind(pack, "observer").find((role) => !has(mapIn(pack, "chat").posting, role));
      return when(silent !== undefined, `/chat/posting/${silent}`);
    },
  },
  {
    number: 17,
    asks: "By whose clock are customers called?",
    stands: "By the customer's own where it is known, else by the organisation's.",
    instead: "Note each customer's time zone with the contact.",
    open: ({ pack, levels }) => firstOf(levels, "customer_contact", (level) => has(said(pack, level, "customer_contact"), "every")),
  },
  {
    number: 18,
    asks: "Who decides on changes of the process?",
    stands: "Those who keep it; nobody alone on what they proposed, unless they are the only one.",
    instead: "Let them decide on their own proposals, too.",
    open: ({ pack }) => when(has(pack, "refinements") && !has(pack.refinements, "ownProposals"), "/refinements/ownProposals"),
  },
  {
    number: 18,
    asks: "Who decides on changes of the process?",
    stands: "Anybody who takes part, and there is no day by which.",
    instead: "Say that those who keep the process decide, and by when.",
    open: ({ pack }) => when(!has(pack, "refinements"), "/refinements"),
  },
  {
    number: 20,
    asks: "How many must be at work on it?",
    stands: "One is enough.",
    instead: "Two, with a warning below that.",
    open: ({ levels }) => firstOf(levels, "workers/min", (level) => isWorked(level) && !has(level.is.workers, "min")),
  },
];
