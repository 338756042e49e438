/** The contract of views: a query over the log and its snapshots, filtered for the viewer, with the viewer's abilities attached. */
import { z } from "zod";
import type { Engine } from "../core/kernel/engine.ts";
import type { Facts } from "../core/kernel/facts.ts";
import type { Instant } from "../core/kernel/time.ts";
import type { Viewer } from "../core/kernel/viewer.ts";
import type { Schedule } from "../core/oncall/schedule.ts";
import type { Pack } from "../core/pack/schema.ts";
import type { Head, Store } from "../store/log.ts";
import type { Names } from "./say.ts";

/** What a schema describes, for readers only. */
export type Shown<T> = T extends readonly (infer I)[] ? readonly Shown<I>[] : T extends object ? { readonly [K in keyof T]: Shown<T[K]> } : T;

/** The directory as views see it: names and rotas; an address only to call by hand. */
export type DirectoryReads = {
  /** Names of people, teams, contacts and sources by id; what is not known is left out. */
  names(ids: readonly string[]): Promise<Names>;
  /** Phone numbers of people by id, for whoever must call by hand; people without one are left out. */
  phones(ids: readonly string[]): Promise<Names>;
  schedules(): Promise<readonly Schedule[]>;
};

/** What views read from. Nothing in it can change anything. */
export type ViewParts = {
  readonly store: Pick<Store, "now" | "read"> & { readonly jobs: Pick<Store["jobs"], "outbox" | "paging">; readonly signals: Pick<Store["signals"], "groups"> };
  readonly engine: Engine;
  readonly packs: { active(key: string): Promise<Pack | null>; version(key: string, version: number): Promise<Pack | null>; defaultKey(): Promise<string> };
  /** The keys of the processes in force. */
  readonly processes: () => Promise<readonly string[]>;
  readonly states: {
    read(
      viewer: Viewer,
      stream: string,
    ): Promise<{ readonly folded: { readonly seq: number; readonly state: unknown }; readonly head: Head; readonly now: Instant } | null>;
  };
  readonly directory: DirectoryReads;
  /** Runs a pure question that reads facts, until every fact it asks for is at hand. */
  readonly withFacts: <T>(ask: (facts: Facts) => T) => Promise<T>;
};

/** Who asks, for which incident (id or number; empty for none), with which words in the address. */
export type Asked<Q> = { readonly viewer: Viewer; readonly id: string; readonly query: Q };

/** A view: where it stands in the API, what may be asked, what it answers. Null: for this viewer there is nothing. */
export type View<Q = unknown, A = unknown> = {
  readonly name: string;
  readonly title: string;
  readonly of: "incident" | "organisation";
  /** Below `/api/v1` (or the incident's own address); absent: its name. A `:id` in it is `asked.id`. */
  readonly path?: string;
  readonly query: z.ZodType<Q>;
  readonly shape: z.ZodType<A>;
  readonly read: (parts: ViewParts, asked: Asked<Q>) => Promise<A | null>;
};

/** Binds what a view reads to what its schemas say. Types only: the record is returned as it is. */
export function view<Q, S extends z.ZodType>(
  name: string,
  definition: Omit<View<Q, unknown>, "name" | "shape" | "read"> & {
    readonly shape: S;
    readonly read: (parts: ViewParts, asked: Asked<Q>) => Promise<Shown<z.infer<S>> | null>;
  },
): View {
  return { name, ...definition } as unknown as View;
}

/** A person as views name them. */
export const named = z.object({ id: z.string(), name: z.string() });
export type Named = Shown<z.infer<typeof named>>;

/** A cited sentence of the process. */
export const cited = z.object({ id: z.string(), says: z.string(), enforced: z.string() });
export type Cited = Shown<z.infer<typeof cited>>;

/** A refusal or warning as a view carries it, without having been asked. */
export const refused = z.object({
  code: z.string(),
  detail: z.string(),
  rule: z.array(z.string()),
  policy: z.string().optional(),
  unmet: z.array(z.string()).optional(),
  override: z.object({ role: z.string(), reasonRequired: z.literal(true) }).optional(),
  instead: z.string().optional(),
});
export type Refused = Shown<z.infer<typeof refused>>;

/** A command the viewer could send now: possible, or refused with its sentence. `input` is the JSON Schema of its form. */
export const ability = z
  .object({ name: z.string(), title: z.string(), says: z.string(), refused: refused.nullable(), warnings: z.array(refused), input: z.unknown() })
  .meta({ id: "Ability" });
export type AbilityView = Shown<z.infer<typeof ability>>;

/** An incident as others refer to it. */
export const incidentName = z.object({ id: z.string(), number: z.number().nullable(), title: z.string() });

/** A duty as people see it. `by` is the command that discharges it. */
export const duty = z
  .object({
    incident: incidentName,
    key: z.string(),
    what: z.string(),
    who: z.object({ label: z.string(), people: z.array(named) }),
    mine: z.boolean(),
    due: z.string().nullable(),
    overdue: z.boolean(),
    state: z.string(),
    by: z.object({ name: z.string(), input: z.unknown() }).nullable(),
    cites: z.array(cited),
  })
  .meta({ id: "Duty" });
export type DutyView = Shown<z.infer<typeof duty>>;
