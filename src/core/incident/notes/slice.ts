/** Notes of what matters, each with its kind; what was noted is known by what it was about. The words stay in the log. */
import { z } from "zod";
import { eventOf } from "../../kernel/event.ts";
import { slice } from "../../kernel/slice.ts";

/** What a note is about. */
export const noteKinds = ["action", "finding", "decision", "status", "note"] as const;

const schema = z.object({
  count: z.number(),
  /** What notes were made of: `finding/<id>`, `action/<id>`. */
  about: z.array(z.string()),
});
export type Notes = z.infer<typeof schema>;
const event = eventOf<Notes>();

const named = { action: "Done", finding: "Found", decision: "Decided", status: "How it stands", note: "Note" } as const;

/** So much is remembered. */
const remembered = 1_000;

export const notes = slice("notes", {
  schema,
  initial: { count: 0, about: [] } as Notes,
  on: {
    noted: event(
      {
        data: z.object({ kind: z.enum(noteKinds), text: z.string(), about: z.string().optional() }),
        says: (d) => `${named[d.kind]}: ${d.text}`,
        seenBy: "all",
      },
      (state, { data }) => ({ count: state.count + 1, about: data.about === undefined ? state.about : [...state.about, data.about].slice(-remembered) }),
    ),
  },
});
