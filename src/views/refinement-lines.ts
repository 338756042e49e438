/** Proposals to change the process, each with what became of it, as an incident's log tells them. */
import { z } from "zod";
import type { RecordedEvent } from "../core/incident/slices.ts";
import type { ReadEvent } from "../store/log.ts";
import { actorName, type Names } from "./say.ts";
import type { Shown } from "./view.ts";

/** One proposal. `pointer`, `from` and `to` say it as a value of the pack; empty and null where it is in words only. */
export const refinementLine = z
  .object({
    id: z.string(),
    change: z.string(),
    why: z.string(),
    pointer: z.string(),
    from: z.string().nullable(),
    to: z.string(),
    base: z.number().meta({ description: "The version in force when it was proposed" }),
    by: z.string(),
    at: z.string(),
    state: z.enum(["open", "applied", "rejected"]),
    decided: z.object({ by: z.string(), at: z.string(), version: z.number().nullable(), reason: z.string() }).nullable(),
  })
  .meta({ id: "Refinement" });
export type RefinementLine = Shown<z.infer<typeof refinementLine>>;

/** The proposals of a log, the oldest first. */
export function refinementsIn(log: readonly ReadEvent[], names: Names): RefinementLine[] {
  const events = log as readonly (ReadEvent & RecordedEvent)[];
  return events.flatMap((event) => {
    if (event.type !== "refinement-proposed") return [];
    const { refinement: id, ...proposal } = event.data;
    const end = events.find((one) => (one.type === "refinement-applied" || one.type === "refinement-rejected") && one.data.refinement === id);
    const by = (actor: string) => actorName(actor, names);
    const version = end?.type === "refinement-applied" ? end.data.version : null;
    const reason = end?.type === "refinement-rejected" ? end.data.reason : "";
    const state = end === undefined ? ("open" as const) : version === null ? ("rejected" as const) : ("applied" as const);
    return [
      { id, ...proposal, by: by(event.actor), at: event.at, state, decided: end === undefined ? null : { by: by(end.actor), at: end.at, version, reason } },
    ];
  });
}
