/** The documents of an incident, section by section: automatic texts from the log, hand-written ones with their revisions. */
import { z } from "zod";
import { type Document, missingSections } from "../core/incident/documents/slice.ts";
import type { RecordedEvent } from "../core/incident/slices.ts";
import type { DocumentPolicy } from "../core/rules/end/documents/value.ts";
import type { ReadEvent } from "../store/log.ts";
import { autoText, documentMarkdown, type Filling, writtenSections } from "./document-text.ts";
import { recordView } from "./record-view.ts";
import { type DocumentView, documentView, type SectionView } from "./room-shape.ts";
import { actorName, sayWith } from "./say.ts";
import { idOf, nameOf, type Scene } from "./scene.ts";
import { named, type ViewParts } from "./view.ts";

/** What the texts of a scene's documents are made of; the events' people must be among its names. */
export function fillingOf(parts: Pick<ViewParts, "engine">, scene: Scene, events: readonly ReadEvent[]): Filling {
  const { pack, state, names } = scene;
  return { engine: parts.engine, pack, state, events, say: sayWith(pack, names), actor: (actor) => actorName(actor, names) };
}

/** Every document that exists, in the order of the pack. */
export function documentsOf(scene: Scene, filling: Filling): DocumentView[] {
  const policies = (scene.pack.documents ?? []) as readonly DocumentPolicy[];
  const order = policies.map(({ kind }) => kind);
  const made = Object.values(scene.state.documents.documents).sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
  return made.map((document) => documentOf(scene, filling, { document, policy: policies.find(({ kind }) => kind === document.kind) }));
}

type Made = { readonly document: Document; readonly policy: DocumentPolicy | undefined };

function documentOf(scene: Scene, filling: Filling, { document, policy }: Made): DocumentView {
  const written = writtenSections(filling.events, document.kind);
  const { kind, title, state, revision, readyAt, sentAt } = document;
  return {
    ...{ kind, title, state, revision, readyAt, sentAt },
    owner:
      document.assigned && document.owner ? nameOf(scene.names, document.owner).name : policy ? (scene.pack.roles[policy.owner]?.label ?? policy.owner) : "",
    due: document.dueAt,
    sections: (policy?.sections ?? []).map((section): SectionView => {
      const hand = document.sections[section.key];
      return {
        ...{ key: section.key, title: section.title, says: section.says, auto: section.auto, required: section.required },
        text: section.auto ? autoText(section.key, filling) : (written.get(section.key) ?? ""),
        revision: hand?.revision ?? 0,
        by: hand ? nameOf(scene.names, idOf(hand.by)) : null,
        at: hand?.at ?? null,
      };
    }),
    missing: missingSections(document),
  };
}

const revision = z.object({ section: z.string(), revision: z.number(), text: z.string(), by: named, at: z.string() });
const whole = documentView.extend({ revisions: z.array(revision), markdown: z.string() });

/** `GET /api/v1/incidents/{id}/documents`: whole, with every revision of every section. */
export const documents = recordView("documents", {
  title: "Documents",
  query: z.object({ kind: z.string().max(40).optional() }),
  shape: z.object({ items: z.array(whole) }),
  read: (parts, scene, events, { kind }) => {
    const filling = fillingOf(parts, scene, events);
    const shown = documentsOf(scene, filling).filter((document) => kind === undefined || document.kind === kind);
    return {
      items: shown.map((document) => ({
        ...document,
        revisions: revisionsOf(scene, events, document.kind),
        markdown: documentMarkdown(scene.state.documents.documents[document.kind]!, filling),
      })),
    };
  },
});

function revisionsOf(scene: Scene, events: readonly ReadEvent[], kind: string) {
  return (events as readonly (ReadEvent & RecordedEvent)[]).flatMap((event) => {
    if (event.type !== "document-edited" || event.data.kind !== kind) return [];
    const { section, revision: number, text } = event.data;
    return [{ section, revision: number, text, by: nameOf(scene.names, idOf(event.actor)), at: event.at }];
  });
}
