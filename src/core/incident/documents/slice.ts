/** The documents an incident leaves behind, section by section, and the files attached to its thread. Texts stay in the log. */
import { z } from "zod";
import { eventOf } from "../../kernel/event.ts";
import { slice } from "../../kernel/slice.ts";

const section = z.object({ revision: z.number(), filled: z.boolean(), by: z.string(), at: z.string() });
const document = z.object({
  kind: z.string(),
  title: z.string(),
  state: z.enum(["draft", "ready", "sent"]),
  /** Grows each time the document is made anew by a reopened incident; earlier revisions stay in the log. */
  revision: z.number(),
  /** Sections by key: `auto` ones are filled from the log when read. */
  auto: z.array(z.string()),
  required: z.array(z.string()),
  sections: z.record(z.string(), section),
  createdAt: z.string(),
  /** Decided when it is made: until when, and by whom. */
  dueAt: z.string().nullable(),
  owner: z.string().nullable(),
  /** Somebody must be named who writes it. */
  assigned: z.literal(true).optional(),
  readyAt: z.string().nullable(),
  sentAt: z.string().nullable(),
  attachedAt: z.string().nullable(),
});
const schema = z.object({
  documents: z.record(z.string(), document),
  attachments: z.array(z.object({ id: z.string(), name: z.string(), mediaType: z.string(), sizeBytes: z.number(), by: z.string(), at: z.string() })),
});
export type Document = z.infer<typeof document>;
export type Documents = z.infer<typeof schema>;
const event = eventOf<Documents>();

const change = (state: Documents, kind: string, to: Partial<Document>): Documents => {
  const found = state.documents[kind];
  return found ? { ...state, documents: { ...state.documents, [kind]: { ...found, ...to } } } : state;
};

/** The sections that must be written by hand and are not yet. */
export function missingSections(document: Document): string[] {
  return document.required.filter((key) => !document.auto.includes(key) && !document.sections[key]?.filled);
}

export const documents = slice("documents", {
  schema,
  initial: { documents: {}, attachments: [] } as Documents,
  on: {
    "document-created": event(
      {
        data: z.object({
          kind: z.string(),
          title: z.string(),
          auto: z.array(z.string()),
          required: z.array(z.string()),
          dueAt: z.string().nullish(),
          owner: z.string().nullish(),
          assigned: z.literal(true).optional(),
        }),
        says: (d) => `Drafted the ${d.title}`,
        seenBy: "all",
      },
      (state, { data, at }) => {
        const before = state.documents[data.kind];
        const fresh: Document = {
          ...data,
          state: "draft",
          revision: (before?.revision ?? 0) + 1,
          sections: before?.sections ?? {},
          createdAt: at,
          dueAt: data.dueAt ?? null,
          owner: data.owner ?? (data.assigned ? (before?.owner ?? null) : null),
          readyAt: null,
          sentAt: null,
          attachedAt: null,
        };
        return { ...state, documents: { ...state.documents, [data.kind]: fresh } };
      },
    ),
    "document-assigned": event(
      {
        data: z.object({ kind: z.string(), title: z.string(), person: z.string() }),
        says: (d, say) => `${say.person(d.person)} writes the ${d.title}`,
        seenBy: "all",
      },
      (state, { data }) => change(state, data.kind, { owner: data.person }),
    ),
    "document-edited": event(
      {
        data: z.object({ kind: z.string(), section: z.string(), text: z.string(), revision: z.number() }),
        says: (d) => `Edited ${d.kind}: ${d.section}`,
        seenBy: "all",
      },
      (state, { data, at, actor }) => {
        const found = state.documents[data.kind];
        if (!found) return state;
        const edited = { revision: data.revision, filled: data.text.trim() !== "", by: actor, at };
        return change(state, data.kind, { state: "draft", readyAt: null, sections: { ...found.sections, [data.section]: edited } });
      },
    ),
    "document-ready": event(
      { data: z.object({ kind: z.string(), title: z.string() }), says: (d) => `The ${d.title} is ready`, seenBy: "all" },
      (state, { data, at }) => change(state, data.kind, { state: "ready", readyAt: at }),
    ),
    "document-attached": event(
      {
        data: z.object({ kind: z.string(), title: z.string(), channel: z.string() }),
        says: (d) => `#${d.channel}: the ${d.title} is attached here`,
        seenBy: "all",
      },
      (state, { data, at }) => change(state, data.kind, { attachedAt: at }),
    ),
    "document-sent": event(
      {
        data: z.object({ kind: z.string(), title: z.string(), people: z.array(z.string()), contacts: z.array(z.string()), with: z.array(z.string()) }),
        says: (d) => `Sent the ${d.title} to ${d.people.length + d.contacts.length} stakeholders`,
        seenBy: "all",
      },
      (state, { data, at }) => change(state, data.kind, { state: "sent", sentAt: at }),
    ),
    "file-attached": event(
      {
        data: z.object({ attachment: z.string(), name: z.string(), mediaType: z.string(), sizeBytes: z.number() }),
        says: (d) => `Attached ${d.name}`,
        seenBy: "all",
      },
      (state, { data, at, actor }) => ({
        ...state,
        attachments: [...state.attachments, { id: data.attachment, name: data.name, mediaType: data.mediaType, sizeBytes: data.sizeBytes, by: actor, at }],
      }),
    ),
  },
});
