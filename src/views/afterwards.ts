/** What is left when an incident is over: documents, the meeting, changes of the process, follow-ups, the public log, and what keeps it from being closed. */
import { z } from "zod";
import { abilitiesIn } from "./abilities.ts";
import { documentsOf, fillingOf } from "./documents.ts";
import { recordView } from "./record-view.ts";
import { refinementLine, refinementsIn } from "./refinement-lines.ts";
import { workOf } from "./room-work.ts";
import { nameOf, type Scene } from "./scene.ts";
import { named, refused, type Shown } from "./view.ts";

const at = z.string();
const document = z.object({ kind: z.string(), title: z.string(), state: z.string(), owner: z.string(), due: at.nullable(), missing: z.array(z.string()) });
const meeting = z.object({
  document: z.string(),
  from: at,
  until: at,
  organiser: named.nullable(),
  required: z.array(named),
  optional: z.array(named),
  clashes: z.array(named).meta({ description: "For whom the time does not fit" }),
  agenda: z.array(z.string()).meta({ description: "What they speak about" }),
  moved: z.boolean(),
});
const part = z.object({ text: z.string(), at }).nullable();
const followUp = z.object({
  id: z.string(),
  text: z.string(),
  by: z.string(),
  owner: named.nullable(),
  due: at.nullable(),
  state: z.string(),
  at,
  message: z.string().optional(),
});
const shape = z.object({
  now: at,
  phase: z.string(),
  documents: z.array(document),
  meeting: meeting.nullable(),
  refinements: z.array(refinementLine),
  followUps: z.array(followUp),
  publicEntry: z.object({ whatHappened: part, howHandled: part }),
  closing: z
    .object({ refused: refused.nullable(), warnings: z.array(refused) })
    .nullable()
    .meta({ description: "What would meet whoever closes it; null: not yet, or done" }),
});

export type AfterwardsView = Shown<z.infer<typeof shape>>;

/** `GET /api/v1/incidents/{id}/afterwards`. */
export const afterwards = recordView("afterwards", {
  title: "What is left when it is over",
  shape,
  read: async (parts, scene, events) => {
    const close = (await abilitiesIn(parts, scene)).find(({ name }) => name === "close");
    const { whatHappened, howHandled } = scene.state.public.entry;
    return {
      ...{ now: scene.now, phase: scene.state.lifecycle.phase },
      documents: documentsOf(scene, fillingOf(parts, scene, events)).map(({ kind, title, state, owner, due, missing }) => ({
        kind,
        title,
        state,
        owner,
        due,
        missing,
      })),
      meeting: await meetingOf(parts.directory, scene),
      refinements: refinementsIn(events, scene.names),
      followUps: workOf(scene).followUps.map((one) => ({ ...one, due: one.due ?? null })),
      publicEntry: { whatHappened, howHandled },
      closing: close ? { refused: close.refused, warnings: close.warnings } : null,
    };
  },
});

type Names = { readonly names: (ids: readonly string[]) => Promise<Readonly<Record<string, string>>> };

async function meetingOf(directory: Names, { state }: Scene): Promise<Shown<z.infer<typeof meeting>> | null> {
  const { next } = state.meetings;
  if (next === null) return null;
  const names = await directory.names([...next.required, ...next.optional, ...(next.organiser === null ? [] : [next.organiser])]);
  const all = (ids: readonly string[]) => ids.map((one) => nameOf(names, one));
  return {
    ...{ document: next.document, from: next.from, until: next.until, agenda: next.agenda ?? [], moved: next.sequence > 0 },
    organiser: next.organiser === null ? null : nameOf(names, next.organiser),
    ...{ required: all(next.required), optional: all(next.optional), clashes: all(next.clashes) },
  };
}
