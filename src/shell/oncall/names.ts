/** Names of the people whom an answer speaks of. */
import { namesOf } from "../../store/directory/people.ts";
import { isUuid } from "../../store/directory/tables.ts";
import type { Parts } from "../access/parts.ts";

/** Names by id of everybody who is mentioned anywhere in a value; what is nobody's id is left out. */
export async function namesIn(parts: Pick<Parts, "db">, value: unknown): Promise<{ readonly [id: string]: string }> {
  const ids = new Set<string>();
  gather(value, ids);
  return Object.fromEntries(await namesOf(parts.db, [...ids]));
}

function gather(value: unknown, ids: Set<string>): void {
  if (typeof value === "string") {
    if (isUuid(value)) ids.add(value);
  } else if (Array.isArray(value)) for (const one of value) gather(one, ids);
  else if (typeof value === "object" && value !== null) for (const [key, one] of Object.entries(value)) gather([key, one], ids);
}
