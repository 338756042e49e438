/** Makes a queued message into words: the template, with what the incident and the directory know. */
import { compose as composeMessage } from "../channels/compose.ts";
import type { Message, TemplateInput } from "../channels/message.ts";
import { templates } from "../channels/templates/index.ts";
import type { State } from "../core/incident/slices.ts";
import { titleOf } from "../core/incident/summary.ts";
import type { AnyPack } from "../core/kernel/engine.ts";
import { program } from "../core/kernel/viewer.ts";
import type { Pack } from "../core/pack/schema.ts";
import type { LeasedJob } from "../store/jobs.ts";
import { joinLine } from "../views/contact-summary.ts";
import { documentMarkdown } from "../views/document-text.ts";
import { actorName, sayWith } from "../views/say.ts";
import { isDigest } from "./deliver/is-digest.ts";
import type { Postbox, Way } from "./postbox.ts";
import { sceneOf } from "./scene.ts";
import type { DoorParts } from "./wanted.ts";

/** Composes one message for one way. */
export type Composer = (job: LeasedJob, way: Way) => Promise<Message>;

/** A composer over the store and the directory; links begin with the public URL. */
export function composerOf(parts: DoorParts, postbox: Postbox, publicUrl: string): Composer {
  return async (queued, way) => {
    const scene = queued.stream === null ? null : await incidentAt(parts, queued.stream);
    // What was queued before its incident became a secret says no more than what is queued now.
    const veil = scene && parts.engineOf(scene.id).veiled;
    const job = veil ? { ...queued, effect: veil(scene.pack, scene.state, queued.effect) } : queued;
    const template = templates.find((one) => one.name === job.effect.template);
    if (!template) throw new Error(`there is no template ${job.effect.template}`);
    const ids = [...mentioned(job), ...(scene ? peopleOf(scene.state) : []), ...(job.person ? [job.person] : [])];
    const about = await postbox.mentioned(ids, job.person);
    const names = { ...about.names, ...(scene ? labels(scene.pack) : {}) };
    const { answerUrl, ...opened } = postbox.sealed(job.id, job.effect.params);
    const input: TemplateInput = {
      params: { ...job.effect.params, sealed: null, ...opened },
      incident: scene && incidentOf(scene, publicUrl),
      recipientName: await recipientOf(job, names, postbox),
      organisation: about.organisation,
      answerUrl: answerUrl ?? (await answerUrlOf(job, postbox, publicUrl)),
      names,
      documents: [...(scene ? await documentsOf(parts, job, scene, names) : []), ...(await calendarOf(job, postbox))],
      timeZone: about.timeZone,
      publicUrl,
    };
    return composeMessage(template, input, {
      idempotencyKey: job.id,
      urgency: job.effect.urgency,
      drill: scene?.state.lifecycle.drill ?? false,
      language: "en",
      ...(await answerableBy(job, way, postbox)),
    });
  };
}

/** How a page is answered over this way without its link. */
async function answerableBy({ effect: { page }, person, stream }: LeasedJob, way: Way, postbox: Postbox): Promise<Pick<Message, "answerable">> {
  if (page === undefined || person === null || stream === null) return {};
  return { answerable: { handle: await postbox.answerHandle(way, { person, stream, page }) } };
}

/** The single-use link of a page; other messages have none. */
async function answerUrlOf({ id, effect, person, stream }: LeasedJob, postbox: Postbox, publicUrl: string): Promise<string | null> {
  if (isDigest({ effect }) && person !== null) return `${publicUrl}/p/${await postbox.answerLink(person, "digest", id)}`;
  return effect.page === undefined || person === null || stream === null ? null : `${publicUrl}/p/${await postbox.answerLink(person, stream, effect.page)}`;
}

async function recipientOf({ person, contact }: LeasedJob, names: Readonly<Record<string, string>>, postbox: Postbox): Promise<string> {
  if (person !== null) return names[person] ?? "";
  return contact === null ? "" : ((await postbox.contact(contact))?.name ?? "");
}

type Incident = { readonly id: string; readonly number: number | null; readonly state: State; readonly pack: AnyPack };

/** The incident a message is about; null for messages about anything else. */
async function incidentAt(parts: DoorParts, stream: string): Promise<Incident | null> {
  const scene = await sceneOf(parts, stream);
  if (!scene?.pack || scene.engine.kind !== "incident") return null;
  const { id, number, state, pack } = scene;
  return { id, number, state, pack };
}

function incidentOf({ id, number, state, pack }: Incident, publicUrl: string): NonNullable<TemplateInput["incident"]> {
  const rank = state.secrecy.concealed ? null : state.severity.rank;
  const url = `${publicUrl}/incidents/${number ?? id}`;
  return {
    id,
    number,
    title: titleOf(state),
    severityRank: rank,
    severityName: rank === null ? null : (pack.severities[rank]?.name ?? null),
    url,
    threadUrl: url,
    process: state.secrecy.concealed ? "" : pack.name,
    join: joinLine(pack),
  };
}

function mentioned(job: LeasedJob): string[] {
  return Object.values(job.effect.params).flatMap((value) => (typeof value === "string" ? [value] : Array.isArray(value) ? [...value] : []));
}

function peopleOf(state: State): string[] {
  return [...state.roles.held, ...state.roles.past]
    .map((one) => one.person)
    .concat(
      Object.values(state.pages.pages).map((page) => page.person),
      Object.keys(state.people.lastActAt),
    );
}

function labels(pack: AnyPack): Record<string, string> {
  return Object.fromEntries(Object.entries(pack.roles).map(([key, role]) => [key, role.label]));
}

/** The answer to a meeting, for the calendar programs of whoever called it. */
async function calendarOf({ effect, queuedAt }: LeasedJob, postbox: Postbox): Promise<TemplateInput["documents"]> {
  const { meeting } = effect.params;
  const reply = effect.template === "meeting-declined" && typeof meeting === "string" ? await postbox.meetingReply(meeting, queuedAt) : null;
  return reply === null ? [] : [{ filename: "invite.ics", contentType: "text/calendar; method=REPLY", content: reply }];
}

/** The documents a message carries: the one it is about, and those that go with it. */
async function documentsOf(parts: DoorParts, job: LeasedJob, scene: Incident, names: Record<string, string>): Promise<TemplateInput["documents"]> {
  const { document, with: others } = job.effect.params;
  if (typeof document !== "string") return [];
  const kinds = [document, ...(Array.isArray(others) ? others : [])];
  const events = await parts.store.read.events(program, scene.id, 0, 10_000);
  const filling = {
    engine: parts.engineOf(scene.id),
    pack: scene.pack as Pack,
    state: scene.state,
    events,
    say: sayWith(scene.pack, names),
    actor: (actor: string) => actorName(actor, names),
  };
  return kinds.flatMap((kind) => {
    const made = scene.state.documents.documents[kind];
    return made
      ? [{ filename: `${kind}-${scene.number ?? "draft"}.md`, contentType: "text/markdown; charset=utf-8", content: documentMarkdown(made, filling) }]
      : [];
  });
}
