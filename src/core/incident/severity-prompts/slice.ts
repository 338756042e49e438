/** Somebody asks whoever commands to make it more severe, and gets an answer: it changes, or it stays (PD-27). */
import { z } from "zod";
import { eventOf } from "../../kernel/event.ts";
import { slice } from "../../kernel/slice.ts";

const schema = z.object({
  open: z.object({ id: z.string(), at: z.string(), person: z.string(), proposes: z.number() }).nullable(),
});
export type SeverityPrompts = z.infer<typeof schema>;
const event = eventOf<SeverityPrompts>();

const answered = (): SeverityPrompts => ({ open: null });

export const severityPrompts = slice("severityPrompts", {
  schema,
  initial: { open: null } as SeverityPrompts,
  on: {
    "severity-prompted": event(
      {
        data: z.object({ prompt: z.string(), person: z.string(), proposes: z.number(), text: z.string() }),
        says: (d, say) => `${say.person(d.person)} asks for ${say.severity(d.proposes)}: ${d.text}`,
        seenBy: "all",
      },
      (_state, { data, at }) => ({ open: { id: data.prompt, at, person: data.person, proposes: data.proposes } }),
    ),
  },
  hears: { "severity-changed": answered, "severity-kept": answered, resolved: answered },
});
