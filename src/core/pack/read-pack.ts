/** Checks plain data as a pack: its shape, and that its parts fit together. YAML is read at the edge. */
import { withoutSentences } from "../kernel/cites.ts";
import type { Pointer } from "../kernel/refusal.ts";
import { type Pack, packSchema } from "./schema.ts";

/** What is wrong with a pack, each with the path of the value. */
export type PackProblem = { readonly at: Pointer; readonly detail: string };

/** Reads a pack. Values that serve only sentences the organisation switched off are taken out first. */
export function readPack(data: unknown): { readonly pack: Pack } | { readonly problems: readonly PackProblem[] } {
  const off = switchedOff(data);
  const parsed = packSchema.safeParse(off.size > 0 ? withoutSentences(data, off) : data);
  if (!parsed.success) {
    return {
      problems: parsed.error.issues.flatMap((issue) => {
        const at = issue.path.map((part) => `/${String(part)}`).join("");
        return issue.code === "unrecognized_keys"
          ? issue.keys.map((key) => ({ at: `${at}/${key}`, detail: `Unknown key "${key}".` }))
          : [{ at: at || "/", detail: issue.message }];
      }),
    };
  }
  const pack = parsed.data as unknown as Pack;
  const problems = misfits(pack);
  return problems.length > 0 ? { problems } : { pack };
}

function switchedOff(data: unknown): Set<string> {
  const enforcement = (data as { enforcement?: Record<string, unknown> } | null)?.enforcement ?? {};
  return new Set(Object.entries(enforcement).flatMap(([id, how]) => (how === "off" ? [id] : [])));
}

/** Relations that a capability may be given to besides roles. */
const relations = ["anyone", "participant", "self", "reporter", "last_commander", "team"] as const;

function misfits(pack: Pack): PackProblem[] {
  const problems: PackProblem[] = [];
  if (Object.keys(pack.severities).length === 0) problems.push({ at: "/severities", detail: "A process needs at least one severity." });
  for (const [name, capability] of Object.entries(pack.may)) {
    for (const holder of capability.holds) {
      if (!pack.roles[holder] && !(relations as readonly string[]).includes(holder))
        problems.push({ at: `/may/${name}/holds`, detail: `There is no role or relation "${holder}".` });
    }
  }
  for (const id of Object.keys(pack.enforcement)) if (!pack.sentences[id]) problems.push({ at: `/enforcement/${id}`, detail: "No sentence has that ID." });
  for (const { at, id } of citations(pack, "")) if (!pack.sentences[id]) problems.push({ at, detail: `It cites ${id}, but no sentence has that ID.` });
  return problems;
}

function citations(value: unknown, at: string): { at: string; id: string }[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => {
    if (key !== "cites") return citations(item, `${at}/${key}`);
    const ids = Array.isArray(item) ? item : Object.values((item ?? {}) as Record<string, string[]>).flat();
    return ids.map((id) => ({ at: `${at}/cites`, id: String(id) }));
  });
}
