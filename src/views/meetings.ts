/** The meetings that were declined for those who work, and who was told: by mail in the commander's name, or with words to send by hand (GD2-24, GD2-25). */
import { z } from "zod";
import type { DeclinedMeeting } from "../core/incident/shield/slice.ts";
import { recordView } from "./record-view.ts";
import { nameOf, type Scene } from "./scene.ts";
import { named } from "./view.ts";

const meeting = z.object({
  id: z.string(),
  person: named,
  title: z.string(),
  from: z.string(),
  until: z.string(),
  organiser: z.string().nullable(),
  state: z.enum(["declined_by_incident"]),
  by: named.nullable().meta({ description: "In whose name it was declined" }),
  told: z.enum(["sent", "waiting", "by_hand"]).meta({ description: "`by_hand`: no mail went out; `text` is what to send" }),
  why: z.string().nullable().meta({ description: "Why no mail went out" }),
  text: z.string(),
});

const most = 1_000;

/** `GET /api/v1/incidents/{id}/meetings`: the soonest first. For those who take part. */
export const meetings = recordView("meetings", {
  title: "Meetings",
  shape: z.object({ items: z.array(meeting) }),
  people: (events) => events.flatMap((event) => (event.type === "meetings-declined" ? (event.data.by ?? []) : [])),
  about: ({ type }) => type === "meetings-declined",
  read: async (parts, scene, events) => {
    const sent = events.length === 0 ? [] : await parts.store.jobs.outbox(scene.viewer, { stream: scene.row.id, limit: most });
    const mails = new Map(sent.filter(({ template }) => template === "meeting-declined").map((mail) => [mail.contact ?? "", mail]));
    const items = events.flatMap((event) => {
      if (event.type !== "meetings-declined") return [];
      const { person, by, meetings: declined } = event.data;
      return declined.map((one) => itemOf(scene, { person, by }, one, mails.get(one.id)));
    });
    return { items: items.sort((a, b) => (a.from < b.from ? -1 : 1)) };
  },
});

type Mail = { readonly state: string; readonly reason: string | null };
type About = { readonly person: string; readonly by: string | null };

/** No mail, or one that will never arrive: then somebody must say it themselves. */
const lost: ReadonlySet<string> = new Set(["failed", "cancelled", "superseded"]);

function itemOf(scene: Scene, { person, by }: About, { writable: _writable, ...one }: DeclinedMeeting, mail: Mail | undefined) {
  const byHand = mail === undefined || lost.has(mail.state);
  const worker = nameOf(scene.names, person);
  const commander = by === null ? null : nameOf(scene.names, by);
  const told = byHand ? ("by_hand" as const) : ["queued", "held"].includes(mail.state) ? ("waiting" as const) : ("sent" as const);
  return {
    ...one,
    ...{ person: worker, state: "declined_by_incident" as const, by: commander, told },
    why: mail === undefined ? "Their calendar does not say whom to write to, or the process does not want it." : byHand ? mail.reason : null,
    text: `${worker.name} cannot come to “${one.title}” at ${one.from}: they work on something that cannot wait, and go to no meetings until it is over. Please go on without them, or find another time.${commander ? ` ${commander.name}` : ""}`,
  };
}
