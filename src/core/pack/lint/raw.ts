/** A pack as it was written, before anything is filled in, and how to look into it. */
import type { Pointer } from "../../kernel/refusal.ts";

/** A pack, or a part of it. */
export type Raw = { readonly [key: string]: unknown };

/** A severity. */
export type RawLevel = { readonly rank: number; readonly is: Raw };

/** What a question looks at: the pack and its severities, the worst first. */
export type Looked = { readonly pack: Raw; readonly levels: readonly RawLevel[] };

/** One question that every process has to answer somehow. `open`: where its answer would stand, or null where it is answered or does not arise. */
export type Question = {
  /** Its number in the catalog. */
  readonly number: number;
  readonly asks: string;
  /** What happens as long as the process does not say. */
  readonly stands: string;
  /** What else could be said. */
  readonly instead: string;
  readonly open: (looked: Looked) => Pointer | null;
};

const isMap = (value: unknown): value is Raw => typeof value === "object" && value !== null && !Array.isArray(value);

/** The map under a key; empty where there is none. */
export const mapIn = (value: unknown, key: string): Raw => (isMap(value) && isMap(value[key]) ? value[key] : {});

/** The list under a key; empty where there is none. */
export const listIn = (value: unknown, key: string): readonly Raw[] => (isMap(value) && Array.isArray(value[key]) ? (value[key] as Raw[]) : []);

/** Whether a key is there at all. */
export const has = (value: unknown, key: string): boolean => isMap(value) && value[key] !== undefined;

/** The place, where the question is open. */
export const when = (open: boolean, at: Pointer): Pointer | null => (open ? at : null);

/** What a severity says under a key, else what the process says for all. */
export const said = (pack: Raw, { is }: RawLevel, key: string): unknown => is[key] ?? pack[key];

/** Whether a severity is worked on as an incident, not only filed. */
export const isWorked = ({ is }: RawLevel): boolean => is.handling === undefined || is.handling === "full";

/** The place under a key of the first severity that fits. */
export function firstOf(levels: readonly RawLevel[], key: string, fits: (level: RawLevel) => boolean): Pointer | null {
  const found = levels.find(fits);
  return found ? `/severities/${found.rank}/${key}` : null;
}

/** The keys of the roles of a kind. */
export const rolesOfKind = (pack: Raw, kind: string): string[] =>
  Object.entries(mapIn(pack, "roles")).flatMap(([key, role]) => (isMap(role) && role.kind === kind ? [key] : []));

/** The severities of a pack, the worst first. */
export function levelsOf(pack: Raw): RawLevel[] {
  return Object.entries(mapIn(pack, "severities"))
    .map(([rank, is]) => ({ rank: Number(rank), is: isMap(is) ? is : {} }))
    .sort((a, b) => a.rank - b.rank);
}
