/** Checks plain data as a pack: its shape, that its parts fit together, and what its own sentences say of it. YAML is read at the edge. */
import { withoutSentences } from "../kernel/cites.ts";
import { rulesInForce } from "../kernel/policy.ts";
import { enforcementOf } from "../kernel/process.ts";
import type { Code, Objection, Pointer } from "../kernel/refusal.ts";
import { rules } from "../rules/index.ts";
import { withModules } from "../rules/process/modules.ts";
import { type Pack, packSchema } from "./schema.ts";

/** What is wrong with a pack, or advised against: the path of the value, a code where there is a closer one than `pack_invalid`, and the sentences it goes against. */
export type PackProblem = { readonly at: Pointer; readonly detail: string; readonly code?: Code; readonly cites?: readonly string[] };

/** A valid pack with what its process advises against, or what is wrong with it. */
export type ReadPack = { readonly pack: Pack; readonly warnings: readonly PackProblem[] } | { readonly problems: readonly PackProblem[] };

/** Reads a pack. Values that serve only sentences the organisation switched off are taken out first. */
export function readPack(data: unknown): ReadPack {
  const off = switchedOff(data);
  const parsed = packSchema.safeParse(withModules(off.size > 0 ? withoutSentences(data, off) : data), { error: missing });
  if (!parsed.success) {
    return {
      problems: parsed.error.issues.flatMap((issue) => {
        const at = issue.path.map((part) => `/${String(part)}`).join("");
        return issue.code === "unrecognized_keys"
          ? issue.keys.map((key) => ({ at: `${at}/${key}`, detail: `Unknown key "${key}".` }))
          : [{ at: at || "/", detail: issue.message, ...closer(at) }];
      }),
    };
  }
  const pack = parsed.data as unknown as Pack;
  const found = rulesInForce({ rules }, pack, null).flatMap(({ rule, policy }) => [...(rule.misfits?.(policy) ?? [])]);
  const problems = [...misfits(pack), ...found.filter((one) => refuses(pack, one)).map(problemOf)];
  return problems.length > 0 ? { problems } : { pack, warnings: found.map(problemOf) };
}

/** What is not there is said to be missing, not to be of the wrong kind. */
const missing = ({ code, input }: { readonly code: string; readonly input?: unknown }) =>
  code === "invalid_type" && input === undefined ? "It is missing." : undefined;

const closer = (at: Pointer) => (/^\/severities\/\d+\/description$/.test(at) ? { code: "severity_doc_incomplete" as const } : {});

const refuses = (pack: Pack, { cites }: Objection) => ["block", "override"].includes(enforcementOf(pack, cites));

const problemOf = ({ at, detail, code, cites }: Objection): PackProblem => ({ at, detail, code, cites });

function switchedOff(data: unknown): Set<string> {
  const enforcement = (data as { enforcement?: Record<string, unknown> } | null)?.enforcement ?? {};
  return new Set(Object.entries(enforcement).flatMap(([id, how]) => (how === "off" ? [id] : [])));
}

/** Relations that a capability may be given to besides roles. */
const relations = [
  ...["anyone", "participant", "self", "reporter", "last_commander", "document_owner", "team"],
  ...["engineering_manager", "product_owner", "team_lead"],
] as const;

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
