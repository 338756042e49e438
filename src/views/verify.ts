/** Whether an incident's log is whole: every hash recomputed, every sequence number there. */
import { z } from "zod";
import { view } from "./view.ts";

/** `GET /api/v1/incidents/{id}/verify`. */
export const verify = view("verify", {
  title: "Is the log whole?",
  of: "incident",
  query: z.object({}),
  shape: z.object({ ok: z.boolean(), events: z.number(), brokenAt: z.number().nullable() }),
  read: async (parts, { viewer, id }) => {
    const row = await parts.store.read.find(viewer, id);
    return row && parts.store.read.verify(viewer, row.id);
  },
});
