/** What automated tests say of a fix: those there were, the new ones, and why there are none. Reasons stay in the log. */
import { z } from "zod";
import { eventOf } from "../../kernel/event.ts";
import { slice } from "../../kernel/slice.ts";

/** What automated tests said; `none`: there are none; `later`: they are put off. */
export const automatedResults = ["passed", "failed", "none", "later"] as const;
/** Why there can be no new test: the system cannot be tested so, or nothing of ours was changed. */
export const untestableBecause = ["impossible", "no_change"] as const;

const told = z.object({ result: z.enum(automatedResults), build: z.string(), link: z.string(), by: z.string(), at: z.string() });
const schema = z.object({
  /** By build, the newest last: builds are tested before anybody knows which of them is released. */
  existing: z.array(told),
  new: told.nullable(),
  untestable: z.object({ why: z.enum(untestableBecause), by: z.string(), coAttestedBy: z.string().nullable() }).nullable(),
  deferredAt: z.string().nullable(),
});
export type AutomatedTests = z.infer<typeof schema>;
type Told = z.infer<typeof told>;
const event = eventOf<AutomatedTests>();

/** So many builds are remembered. */
const mostBuilds = 20;

const initial: AutomatedTests = { existing: [], new: null, untestable: null, deferredAt: null };
const idOf = (actor: string) => actor.replace(/^(person|sim):/, "");

export const automatedTests = slice("automatedTests", {
  schema,
  initial,
  on: {
    "automated-tests-set": event(
      {
        data: z.object({ which: z.enum(["existing", "new"]), result: z.enum(automatedResults), build: z.string(), link: z.string() }),
        says: (d) => `${d.which === "new" ? "The new automated tests" : "The automated tests there were"}: ${d.result}${d.build ? ` (${d.build})` : ""}`,
        seenBy: "all",
      },
      (state, { data: { which, ...data }, at, actor }) => {
        const now: Told = { ...data, by: actor, at };
        if (which === "new") return { ...state, new: now };
        return { ...state, existing: [...state.existing.filter(({ build }) => build !== data.build), now].slice(-mostBuilds) };
      },
    ),
    "tests-attested": event(
      {
        data: z.object({ why: z.enum(untestableBecause), reason: z.string() }),
        says: (d) => `${d.why === "impossible" ? "No automated test can be written for it" : "Nothing was changed that a test could prove"}: ${d.reason}`,
        seenBy: "all",
      },
      (state, { data, actor }) => ({ ...state, untestable: { why: data.why, by: idOf(actor), coAttestedBy: null } }),
    ),
    "tests-co-attested": event({ data: z.object({}), says: () => "Agreed that there can be no new automated test", seenBy: "all" }, (state, { actor }) => ({
      ...state,
      untestable: state.untestable && { ...state.untestable, coAttestedBy: idOf(actor) },
    })),
    "tests-deferred": event(
      { data: z.object({ reason: z.string() }), says: (d) => `New automated tests come later, the fix is out: ${d.reason}`, seenBy: "all" },
      (state, { at }) => ({ ...state, deferredAt: at }),
    ),
  },
  // What is found anew after a reopening is proven anew.
  hears: { reopened: () => initial },
});
