/** Whom to call about an area: its experts in their order, with a proven number of each (GD-12). Only those who are signed in ever read it. */
import type { Entry } from "../../store/directory/listing.ts";
import { methodsOf } from "../../store/directory/methods.ts";
import { peopleById } from "../../store/directory/people.ts";
import type { Db } from "../../store/directory/tables.ts";

/** Channels whose address is a telephone number, the one that rings first. */
const telephones = ["voice", "sms"];

/** Areas with `call`: those of their experts who are here. */
export async function withCalls(db: Db, areas: readonly Entry[]): Promise<Entry[]> {
  const ids = [...new Set(areas.flatMap((area) => area.experts as readonly string[]))];
  const [people, methods] = await Promise.all([peopleById(db, ids), methodsOf(db, ids)]);
  const numbers = methods
    .filter(({ channel, verifiedAt }) => telephones.includes(channel) && verifiedAt !== null)
    .sort((a, b) => telephones.indexOf(a.channel) - telephones.indexOf(b.channel));
  const known = new Map(
    people
      .filter(({ active }) => active)
      .map(({ id, name, jobTitle }) => [id, { id, name, jobTitle, phone: numbers.find((one) => one.person === id)?.address ?? null }] as const),
  );
  return areas.map((area) => ({ ...area, call: (area.experts as readonly string[]).flatMap((id) => known.get(id) ?? []) }));
}
