/** What customers and the public are told: drafts, and what a person released. */
import { z } from "zod";
import { eventOf } from "../../kernel/event.ts";
import { slice } from "../../kernel/slice.ts";

/** What a message tells: how it stands, what was found, what worked, what did not (GD-36). */
export const messageKinds = ["status", "discovery", "success", "setback"] as const;
const kind = z.enum(messageKinds).optional();

const told = z.object({ at: z.string(), text: z.string() });

const schema = z.object({
  drafts: z.record(z.string(), z.object({ by: z.string(), at: z.string(), text: z.string(), published: z.boolean(), kind })),
  published: z.array(z.object({ at: z.string(), text: z.string() })),
  /** The entry of the public log: what people read of it for good. */
  entry: z.object({ whatHappened: told.nullable(), howHandled: told.nullable() }),
});
export type Public = z.infer<typeof schema>;
const event = eventOf<Public>();

export const publicWords = slice("public", {
  schema,
  initial: { drafts: {}, published: [], entry: { whatHappened: null, howHandled: null } } as Public,
  on: {
    "public-entry-opened": event(
      { data: z.object({ text: z.string() }), says: (d) => `Opened the public entry: ${d.text}`, seenBy: "all" },
      (state, { data, at }) => ({ ...state, published: [...state.published, { at, text: data.text }] }),
    ),
    "public-entry-written": event(
      {
        data: z.object({ whatHappened: z.string(), howHandled: z.string() }),
        says: (d) => `Wrote in the public log: ${[d.whatHappened, d.howHandled].filter((part) => part !== "").join(" ")}`,
        seenBy: "all",
      },
      (state, { data, at }) => {
        const part = (key: "whatHappened" | "howHandled") => (data[key] === "" ? state.entry[key] : { at, text: data[key] });
        return { ...state, entry: { whatHappened: part("whatHappened"), howHandled: part("howHandled") } };
      },
    ),
    "customer-message-drafted": event(
      {
        data: z.object({ message: z.string(), text: z.string(), kind }),
        says: (d) => `Drafted a customer message${d.kind ? ` (${d.kind})` : ""}: ${d.text}`,
        seenBy: "all",
      },
      (state, { data, at, actor }) => ({
        ...state,
        drafts: { ...state.drafts, [data.message]: { by: actor, at, text: data.text, published: false, ...(data.kind ? { kind: data.kind } : {}) } },
      }),
    ),
    "customer-message-published": event(
      { data: z.object({ message: z.string(), text: z.string(), contacts: z.array(z.string()) }), says: (d) => `Published: ${d.text}`, seenBy: "all" },
      (state, { data, at }) => {
        const draft = state.drafts[data.message];
        return {
          ...state,
          drafts: draft ? { ...state.drafts, [data.message]: { ...draft, published: true } } : state.drafts,
          published: [...state.published, { at, text: data.text }],
        };
      },
    ),
  },
});
