/** Whom to ask for a role, the best first, with what speaks for and against each of them (GD2-11, GD2-12, GD2-34, GD-16, GD-28, GD-29). */
import { z } from "zod";
import { citesAt } from "../core/kernel/cites.ts";
import { keptApart } from "../core/rules/roles/exclusions.ts";
import { type Candidate, candidatesFor, isFit } from "../core/rules/roles/rank/rank.ts";
import { citedOf } from "./cited.ts";
import { nameOf, type Scene, sceneOf } from "./scene.ts";
import { cited, named, type Shown, view } from "./view.ts";

const reason = z.object({ says: z.string(), good: z.boolean().nullable(), warns: z.boolean(), cites: z.array(cited) });
const candidate = z.object({
  person: named,
  /** Nothing that is warned of speaks against them. */
  eligible: z.boolean(),
  /** The roles they hold here now, as the process names them. */
  holds: z.array(z.string()),
  /** How far a call has come: none yet, or the state of the newest page. */
  called: z.enum(["open", "answered", "declined", "withdrawn"]).nullable(),
  reasons: z.array(reason),
});
const shape = z.object({ role: z.string(), label: z.string(), items: z.array(candidate) }).meta({ id: "Candidates" });
/** The candidates for a role. */
export type CandidatesView = Shown<z.infer<typeof shape>>;

/** How many are shown: more are no help. */
const most = 50;

/** `GET /api/v1/incidents/{id}/candidates?role=`. Without a ranking in the process nobody is named. */
export const candidates = view("candidates", {
  title: "Whom to ask for a role",
  of: "incident",
  query: z.object({ role: z.string().min(1).max(40).meta({ description: "The role's key in the process" }) }),
  shape,
  read: async (parts, { viewer, id, query: { role } }) => {
    const first = await sceneOf(parts, viewer, id);
    if (!first) return null;
    const { pack, state, now } = first;
    const found = (await parts.withFacts((facts) => candidatesFor(role, { process: pack, state, ctx: { facts, now } }))).slice(0, most);
    const scene = { ...first, names: { ...first.names, ...(await parts.directory.names(found.map(({ person }) => person))) } };
    return { role, label: pack.roles[role]?.label ?? role, items: found.map((one) => shown(scene, role, one)) };
  },
});

function shown({ pack, state, names }: Scene, role: string, found: Candidate): CandidatesView["items"][number] {
  const { person, judged } = found;
  const apart = keptApart(pack, state, role, person).map(({ at, says }) => ({ says, good: false, warns: true, at }));
  return {
    person: nameOf(names, person),
    eligible: apart.length === 0 && isFit(found),
    holds: state.roles.held.filter((one) => one.person === person).map(({ role }) => pack.roles[role]?.label ?? role),
    called: Object.values(state.pages.pages).findLast((page) => page.person === person)?.state ?? null,
    reasons: [...apart, ...judged].flatMap(({ says, good, warns, at }) =>
      says === null ? [] : [{ says, good, warns, cites: citedOf(pack, citesAt(pack, at)) }],
    ),
  };
}
