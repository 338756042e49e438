/** The directory as views see it, from the database. */
import { allEndpoints } from "../store/directory/endpoints.ts";
import { entries, listings } from "../store/directory/listing.ts";
import { methodsOf } from "../store/directory/methods.ts";
import { packVersions } from "../store/directory/packs.ts";
import { namesOf } from "../store/directory/people.ts";
import { schedulesNow } from "../store/directory/schedules.ts";
import { allSources } from "../store/directory/sources.ts";
import { type Db, isUuid } from "../store/directory/tables.ts";
import type { MoreReads } from "./view-parts.ts";

/** Names, rotas and the processes in force. */
export function viewDirectoryOf(db: Db): MoreReads {
  return {
    directory: {
      names: async (ids) => {
        const wanted = new Set(ids.filter(isUuid));
        if (wanted.size === 0) return {};
        const people = await namesOf(db, [...wanted]);
        const missing = [...wanted].filter((id) => !people.has(id));
        return { ...(missing.length === 0 ? {} : await otherNames(db, missing)), ...Object.fromEntries(people) };
      },
      phones: async (ids) => {
        const methods = (await methodsOf(db, ids)).filter(({ channel, verifiedAt }) => ["sms", "voice"].includes(channel) && verifiedAt !== null);
        return Object.fromEntries(methods.reverse().map(({ person, address }) => [person, address]));
      },
      schedules: () => schedulesNow(db),
    },
    processes: async () => [...new Set((await packVersions(db)).filter(({ status }) => status === "active").map(({ key }) => key))],
  };
}

/** Teams, contacts, rooms and sources: few, and asked for rarely. */
async function otherNames(db: Db, ids: readonly string[]): Promise<Record<string, string>> {
  const [teams, contacts, rooms, sources] = await Promise.all([entries(db, listings.teams), entries(db, listings.contacts), allEndpoints(db), allSources(db)]);
  const named = [...teams, ...contacts, ...rooms].map((one) => [one.id, String(one.name)] as const);
  const all = new Map([...named, ...sources.map(({ id, title }) => [id, title] as const)]);
  return Object.fromEntries(ids.flatMap((id) => (all.has(id) ? [[id, all.get(id)!]] : [])));
}
