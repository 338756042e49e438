/** The contract of views: a query over the log and its snapshots, filtered for the viewer, with the viewer's abilities attached. */
import type { z } from "zod";
import type { Instant } from "../core/kernel/time.ts";

/** A person as views name them. */
export type Named = { readonly id: string; readonly name: string };

/** A cited sentence of the process. */
export type Cited = { readonly id: string; readonly says: string; readonly enforced: string };

/** A refusal or warning as a view carries it, without having been asked. */
export type Refused = {
  readonly code: string;
  readonly detail: string;
  readonly rule: readonly string[];
  readonly policy?: string;
  readonly unmet?: readonly string[];
  readonly override?: { readonly role: string; readonly reasonRequired: true };
  readonly instead?: string;
};

/** A command the viewer could send now: possible, or refused with its sentence. `input` is the JSON Schema of its form. */
export type AbilityView = {
  readonly name: string;
  readonly title: string;
  readonly says: string;
  readonly refused: Refused | null;
  readonly warnings: readonly Refused[];
  readonly input: unknown;
};

/** A duty as people see it. `by` is the command that discharges it. */
export type DutyView = {
  readonly incident: { readonly id: string; readonly number: number | null; readonly title: string };
  readonly key: string;
  readonly what: string;
  readonly who: { readonly label: string; readonly people: readonly Named[] };
  readonly mine: boolean;
  readonly due: Instant | null;
  readonly overdue: boolean;
  readonly state: string;
  readonly by: { readonly name: string; readonly input: unknown } | null;
  readonly cites: readonly Cited[];
};

/** Where a view stands in the API. */
export type ViewDefinition = { readonly name: string; readonly title: string; readonly of: "incident" | "organisation"; readonly query?: z.ZodType };
