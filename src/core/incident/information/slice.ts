/** What is known and told: the status line, updates to audiences, changes noted, and what the alerts say. */
import { z } from "zod";
import { eventOf } from "../../kernel/event.ts";
import { slice } from "../../kernel/slice.ts";

/** Who an update is for. */
export const audiences = ["organisation", "stakeholders", "participants"] as const;

const schema = z.object({
  status: z.object({ by: z.string(), at: z.string(), text: z.string() }).nullable(),
  updates: z.array(z.object({ audience: z.string(), by: z.string(), at: z.string() })),
  /** When the commander last said that those who watch need nothing more. */
  satisfiedAt: z.string().nullable(),
  /** Groups of alerts that feed this incident, by claim. */
  groups: z.record(z.string(), z.object({ firing: z.number(), count: z.number(), cleared: z.boolean() })),
});
export type Information = z.infer<typeof schema>;
const event = eventOf<Information>();

export const information = slice("information", {
  schema,
  initial: { status: null, updates: [], satisfiedAt: null, groups: {} } as Information,
  on: {
    "status-set": event({ data: z.object({ text: z.string() }), says: (d) => `Status: ${d.text}`, seenBy: "all" }, (state, { data, at, actor }) => ({
      ...state,
      status: { by: actor.replace(/^person:/, ""), at, text: data.text },
    })),
    "update-posted": event(
      {
        data: z.object({ update: z.string(), audience: z.enum(audiences), text: z.string() }),
        says: (d) => `Update to the ${d.audience}: ${d.text}`,
        seenBy: "all",
      },
      (state, { data, at, actor }) => ({ ...state, updates: [...state.updates, { audience: data.audience, by: actor, at }] }),
    ),
    "observers-satisfied": event(
      {
        data: z.object({ note: z.string() }),
        says: (d) => `The observers need nothing more, and the workers can go${d.note ? `: ${d.note}` : ""}`,
        seenBy: "all",
      },
      (state, { at }) => ({ ...state, satisfiedAt: at }),
    ),
    "change-noted": event(
      {
        data: z.object({ kind: z.string(), text: z.string(), link: z.string(), build: z.string().optional() }),
        says: (d) => `${d.kind === "deploy" ? "Deploy" : d.kind === "migration" ? "Migration" : "Change"}: ${d.text}`,
        seenBy: "all",
      },
      (state) => state,
    ),
    "signals-counted": event(
      {
        data: z.object({
          group: z.string(),
          what: z.enum(["opened", "worse", "cleared", "counted"]),
          count: z.number(),
          firing: z.number(),
          title: z.string(),
        }),
        says: (d) =>
          d.what === "cleared"
            ? `Alerts have cleared: ${d.title}`
            : d.what === "worse"
              ? `More alerts: ${d.title} (${d.firing} firing)`
              : `${d.title}: ${d.count} signals`,
        seenBy: "all",
      },
      (state, { data }) => ({
        ...state,
        groups: { ...state.groups, [data.group]: { firing: data.firing, count: data.count, cleared: data.what === "cleared" } },
      }),
    ),
  },
});
