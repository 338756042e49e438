/** The outbox: every message with its state, why it waits, and every try. Addresses are never in it. */
import { z } from "zod";
import type { OutboxRow } from "../store/jobs.ts";
import { type DeliveryView, deliveryView } from "./room-shape.ts";
import type { Names } from "./say.ts";
import { view } from "./view.ts";

const query = z.object({
  incident: z.string().max(60).optional().meta({ description: "Id or number" }),
  to: z.string().max(60).optional().meta({ description: "Id of a person" }),
  channel: z.string().max(40).optional(),
  limit: z.coerce.number().int().min(1).max(1_000).default(200),
});

/** `GET /api/v1/notifications`, the newest first. */
export const notifications = view("notifications", {
  title: "Messages out",
  of: "organisation",
  query,
  shape: z.object({ items: z.array(deliveryView) }),
  read: async (parts, { viewer, query: { incident, to, channel, limit } }) => {
    const row = incident === undefined ? undefined : await parts.store.read.find(viewer, incident);
    if (row === null) return null;
    const filter = { ...(row ? { stream: row.id } : {}), ...(to === undefined ? {} : { person: to }), ...(channel === undefined ? {} : { channel }), limit };
    const rows = await parts.store.jobs.outbox(viewer, filter);
    const names = await parts.directory.names([...new Set(rows.flatMap(({ person, contact }) => person ?? contact ?? []))]);
    return { items: rows.map((one) => deliveryOf(one, names)) };
  },
});

/** What is under a worker's lease is still queued for whoever looks. */
function deliveryOf(row: OutboxRow, names: Names): DeliveryView {
  const { id, person, contact, channel, template, urgency, state, reason, queuedAt, releaseAt, body, acknowledgedAt, page, bundle, bundles } = row;
  return {
    ...{ id, person, channel, template, urgency, reason, queuedAt, releaseAt, body, acknowledgedAt, page, bundle, bundles },
    to: names[person ?? contact ?? ""] ?? "somebody",
    state: state === "sending" ? "queued" : state,
    lateMs: row.attempts[0]?.lateMs ?? null,
    attempts: row.attempts.map(({ n, at, channel: over, outcome, permanent, reason: why, providerId, heard = null }) => {
      return { n, at, channel: over, outcome, permanent, reason: why, providerId, receipt: heard };
    }),
  };
}
