/** What is thought of the cause: what may be it, what it was found to be, and which steps of a playbook were begun. */
import { z } from "zod";
import { eventOf } from "../../kernel/event.ts";
import { slice } from "../../kernel/slice.ts";

/** How sure one is of the cause. */
export const certainties = ["confirmed", "suspected", "unknown"] as const;

/** What may have caused it. */
export const suspectKinds = ["deploy", "change", "traffic", "alert"] as const;

/** `origin` names what came in by itself and was noted. */
const suspect = z.object({ id: z.string(), kind: z.enum(suspectKinds), text: z.string(), at: z.string(), link: z.string(), origin: z.string().optional() });
const schema = z.object({
  now: z.object({ status: z.enum(certainties), playbook: z.string().nullable(), by: z.string(), at: z.string() }).nullable(),
  suspects: z.array(suspect),
  /** The action of each step of a playbook that was begun, by `playbook/step`. */
  begun: z.record(z.string(), z.string()),
});
export type Cause = z.infer<typeof schema>;
const event = eventOf<Cause>();

const said = { confirmed: "The cause is", suspected: "The cause may be", unknown: "The cause is not known" } as const;

export const cause = slice("cause", {
  schema,
  initial: { now: null, suspects: [], begun: {} } as Cause,
  on: {
    "suspect-noted": event(
      {
        data: z.object({
          suspect: z.string(),
          kind: z.enum(suspectKinds),
          text: z.string(),
          happenedAt: z.string(),
          link: z.string(),
          origin: z.string().optional(),
        }),
        says: (d) => `It may have to do with this (${d.kind}): ${d.text}`,
        seenBy: "all",
      },
      (state, { data: { suspect: id, happenedAt: at, ...told } }) => ({ ...state, suspects: [...state.suspects, { ...told, id, at }] }),
    ),
    "cause-set": event(
      {
        data: z.object({
          ...{ status: z.enum(certainties), text: z.string(), playbook: z.string().nullable() },
          /** Owners who were asked: in words, and people of the directory. */
          ...{ conferredWith: z.array(z.string()), people: z.array(z.string()).optional() },
        }),
        says: (d, say) => {
          const asked = [...(d.people ?? []).map((person) => say.person(person)), ...d.conferredWith];
          return `${said[d.status]}${d.text ? `: ${d.text}` : ""}${asked.length > 0 ? ` (asked: ${asked.join(", ")})` : ""}`;
        },
        seenBy: "all",
      },
      (state, { data: { status, playbook }, at, actor }) => ({ ...state, now: { status, playbook, by: actor, at } }),
    ),
    "playbook-followed": event(
      { data: z.object({ step: z.string(), action: z.string() }), says: (d) => `From the playbook: ${d.step}`, seenBy: "all", timeline: false },
      (state, { data }) => ({ ...state, begun: { ...state.begun, [data.step]: data.action } }),
    ),
  },
});
