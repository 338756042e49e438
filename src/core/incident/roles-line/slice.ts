/** The line of who commands, helps and writes, as it was last posted. */
import { z } from "zod";
import { eventOf } from "../../kernel/event.ts";
import { slice } from "../../kernel/slice.ts";

const saidRoles = z.array(z.object({ as: z.string(), people: z.array(z.string()) }));
/** A line as it stands: who holds what. */
export type SaidRoles = z.infer<typeof saidRoles>;

/** The line in words: `IC: NAME, Deputy: NAME, Scribe: NAME`. */
export function rolesInWords(line: SaidRoles, person: (id: string) => string): string {
  return line.map(({ as, people }) => `${as}: ${people.map(person).join(" and ") || "nobody"}`).join(", ");
}

const schema = z.object({ said: saidRoles });
export type RolesTold = z.infer<typeof schema>;
const event = eventOf<RolesTold>();

export const rolesTold = slice("rolesTold", {
  schema,
  initial: { said: [] } as RolesTold,
  on: {
    "roles-told": event({ data: z.object({ line: saidRoles }), says: (d, say) => rolesInWords(d.line, say.person), seenBy: "all" }, (_state, { data }) => ({
      said: data.line,
    })),
  },
});
