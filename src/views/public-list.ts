/** What the public may know: words a person released, of incidents that are real and not confidential (X-13, X-14, X-15, GD2-35). */
import { z } from "zod";
import { program } from "../core/kernel/viewer.ts";
import type { IncidentRow } from "../store/log.ts";
import type { Shown, ViewParts } from "./view.ts";

/** One incident outside: no title, no severity, no name; only what was written for outside. */
export const publicIncident = z
  .object({
    reference: z.string(),
    state: z.enum(["open", "over"]),
    since: z.string(),
    overAt: z.string().nullable(),
    whatHappened: z.string().nullable(),
    howHandled: z.string().nullable(),
    messages: z.array(z.object({ at: z.string(), text: z.string() })),
  })
  .meta({ id: "PublicIncident" });
export type PublicIncident = Shown<z.infer<typeof publicIncident>>;

/** A page of the log, and where the next one begins: the number before which to ask; null where there is none. */
export type PublicPage = { readonly items: readonly PublicIncident[]; readonly next: number | null };

/** How many incidents are looked through for one page. */
const most = 200;

/** Everything that was published, the newest words first, of incidents with a smaller number than `before`. */
export async function publicPage(parts: Pick<ViewParts, "store">, before?: number): Promise<PublicPage> {
  const rows = await parts.store.read.incidents(program, { drill: false, confidential: false, limit: most, ...(before === undefined ? {} : { before }) });
  const told = rows.filter(({ drill, confidential, published }) => !drill && !confidential && published.length > 0);
  const newest = (one: PublicIncident) => one.messages[0]?.at ?? one.since;
  const items = told.map(shown).sort((a, b) => (newest(a) < newest(b) ? 1 : -1));
  return { items, next: rows.length === most ? (rows.at(-1)?.number ?? null) : null };
}

/** The first page's entries. */
export async function publicList(parts: Pick<ViewParts, "store">): Promise<readonly PublicIncident[]> {
  return (await publicPage(parts)).items;
}

function shown({ number, phase, resolvedAt, published }: IncidentRow): PublicIncident {
  const messages = published
    .filter(({ part }) => part === undefined)
    .map(({ at, text }) => ({ at, text }))
    .reverse();
  const partOf = (name: "whatHappened" | "howHandled") => published.find(({ part }) => part === name)?.text ?? null;
  const over = phase !== "active" && phase !== "paused";
  return {
    reference: String(number ?? ""),
    state: over ? "over" : "open",
    since: messages.at(-1)?.at ?? published[0]!.at,
    overAt: over ? resolvedAt : null,
    whatHappened: partOf("whatHappened"),
    howHandled: partOf("howHandled"),
    messages,
  };
}
