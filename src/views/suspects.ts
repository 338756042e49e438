/** What happened shortly before an incident was reported: what people noted, and what came in by itself and waits for one press (PD-19). */
import { z } from "zod";
import type { AreaFact } from "../core/kernel/house-facts.ts";
import { epochMs, type Instant, instantOf, lengthMs } from "../core/kernel/time.ts";
import type { CauseValue } from "../core/rules/work/cause.ts";
import { type Happened, likeliest } from "../store/happened.ts";
import type { Scene } from "./scene.ts";
import { incidentName, type Shown, type ViewParts } from "./view.ts";

/** One thing that may be the cause. */
export const suspect = z.object({
  id: z.string(),
  kind: z.string(),
  text: z.string(),
  service: z.string().meta({ description: "What it was done to, as its sender calls it" }),
  at: z.string(),
  link: z.string(),
  noted: z.boolean(),
  incident: incidentName.nullable().meta({ description: "Whose alert it is" }),
  note: z.record(z.string(), z.unknown()).nullable().meta({ description: "What `note-suspect` is sent to note it" }),
});
type Suspect = Shown<z.infer<typeof suspect>>;

/** So much of what came in by itself: what is further down is looked for elsewhere. */
const most = 20;

const minuteMs = 60_000;

/** Deploys first, then what is of the incident's area, then whatever was closest to the beginning; nothing where the process looks at none. */
export async function suspectsOf(parts: ViewParts, scene: Scene): Promise<readonly Suspect[]> {
  const { state, pack, row, viewer } = scene;
  const within = (pack.cause as CauseValue)?.suspects?.within;
  if (within === undefined) return [];
  const to = state.lifecycle.reportedAt;
  const from = instantOf(epochMs(to) - lengthMs(within));
  const noted = state.cause.suspects.filter(({ at }) => at >= from);
  const limit = most + noted.length;
  const came = await parts.store.read.happened(viewer, { from, to, except: row.id, area: await namesOfArea(parts, row.area), limit });
  const known = noted.map(({ id, origin, ...one }) => {
    const { service, incident, here } = came.find((found) => found.origin === origin) ?? { service: "", incident: null, here: false };
    return { ...one, service, incident, here, origin: id, noted: true };
  });
  const taken = new Set(noted.map(({ origin }) => origin));
  const waiting = came.filter(({ origin }) => !taken.has(origin)).slice(0, most);
  return [...known, ...waiting.map((one) => ({ ...one, noted: false }))].sort(likeliest).map((one) => shown(one, to));
}

/** What is of a confidential incident is shown to whoever may see it, and is not one press away from everybody. */
function shown({ noted, origin, incident, here: _here, ...one }: Happened & { readonly noted: boolean }, reportedAt: Instant): Suspect {
  const { kind, text, link } = one;
  const minutesBefore = Math.floor((epochMs(reportedAt) - epochMs(one.at)) / minuteMs);
  const note = noted || incident?.confidential ? null : { kind, text, minutesBefore, link, origin };
  return { ...one, id: origin, noted, note, incident: incident && { id: incident.id, number: incident.number, title: incident.title } };
}

/** An area as senders may call it. */
async function namesOfArea({ store }: ViewParts, area: string | null): Promise<string[]> {
  if (area === null) return [];
  const { value } = await store.read.fact("area", area);
  const name = (value as AreaFact | null)?.name;
  return [area, ...(name === undefined ? [] : [name])].map((one) => one.toLowerCase());
}
