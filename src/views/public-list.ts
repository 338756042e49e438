/** What the public may know: words a person released, of incidents that are real and not confidential. */
import { z } from "zod";
import { program } from "../core/kernel/viewer.ts";
import type { Shown, ViewParts } from "./view.ts";

/** One incident outside: no title, no severity, no name; only what was written for outside. */
export const publicIncident = z
  .object({
    reference: z.string(),
    state: z.enum(["open", "over"]),
    since: z.string(),
    overAt: z.string().nullable(),
    messages: z.array(z.object({ at: z.string(), text: z.string() })),
  })
  .meta({ id: "PublicIncident" });
export type PublicIncident = Shown<z.infer<typeof publicIncident>>;

/** How many incidents are looked through, and how many are shown. */
const most = { looked: 500, shown: 50 };

/** Everything that was published, the newest message first. */
export async function publicList(parts: Pick<ViewParts, "store">): Promise<readonly PublicIncident[]> {
  const rows = await parts.store.read.incidents(program, { drill: false, limit: most.looked });
  const told = rows.filter(({ drill, confidential, published }) => !drill && !confidential && published.length > 0);
  const shown = told.map(({ number, phase, resolvedAt, published }): PublicIncident => {
    const messages = published.map(({ at, text }) => ({ at, text })).reverse();
    const over = phase !== "active" && phase !== "paused";
    return { reference: String(number ?? ""), state: over ? "over" : "open", since: messages.at(-1)!.at, overAt: over ? resolvedAt : null, messages };
  });
  return shown.sort((a, b) => (a.messages[0]!.at < b.messages[0]!.at ? 1 : -1)).slice(0, most.shown);
}
