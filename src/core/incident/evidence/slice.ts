/** What shows what happened, and where it is kept (R-PD-S07). The log keeps the words; nothing here deletes any. */
import { z } from "zod";
import { eventOf } from "../../kernel/event.ts";
import { slice } from "../../kernel/slice.ts";

const piece = { kind: z.string(), what: z.string(), where: z.string() };
const schema = z.object({ pieces: z.record(z.string(), z.object({ kind: z.string(), by: z.string(), at: z.string() })) });
export type Evidence = z.infer<typeof schema>;
const event = eventOf<Evidence>();

export const evidence = slice("evidence", {
  schema,
  initial: { pieces: {} } as Evidence,
  on: {
    "evidence-added": event(
      {
        data: z.object({ evidence: z.string(), ...piece }),
        says: (d) => `Evidence kept (${d.kind.replaceAll("_", " ")}): ${d.what}${d.where ? `. Where: ${d.where}` : ""}`,
        seenBy: "participants",
      },
      (state, { data, at, actor }) => ({ pieces: { ...state.pieces, [data.evidence]: { kind: data.kind, by: actor, at } } }),
    ),
  },
});
