/** The answers of the ordinary REST resources, as the app reads them. What may be missing is optional: an older server stays readable. */
import type { Named } from "../src/views/view.ts";

export type Session = {
  readonly person: { readonly id: string; readonly name: string; readonly admin: boolean; readonly zone: string };
  readonly organisation: { readonly name: string; readonly zone: string };
  readonly rehearsal: boolean;
};

export type Items<T> = { readonly items: readonly T[]; readonly next?: number | string | null };

/** A row of any list: the settings tables show what the server sends. */
export type Row = Readonly<Record<string, unknown>> & { readonly id: string };

export type Person = {
  readonly id: string;
  readonly name: string;
  readonly email?: string | null;
  readonly admin?: boolean;
  readonly zone?: string;
  readonly active?: boolean;
  readonly workHours?: Hours | null;
};

/** When somebody works and may be contacted, in their own zone, `HH:MM`. */
export type Hours = { readonly from: string; readonly to: string };

export type ContactMethod = {
  readonly id: string;
  readonly channel: string;
  readonly address: string;
  readonly verified: boolean;
  readonly position?: number;
  readonly state?: string | null;
};

/** Somebody who knows an area. `phone` is only sent when asked for one person. */
export type Expert = Named & { readonly zone?: string; readonly reachable?: boolean; readonly note?: string | null };

export type Area = {
  readonly id: string;
  readonly name: string;
  readonly description?: string;
  readonly words?: readonly string[];
  readonly team?: Named | null;
  readonly experts?: readonly Expert[];
};

export type Team = { readonly id: string; readonly name: string; readonly members?: readonly Named[] };

export type Shift = { readonly person: Named; readonly from: string; readonly to: string };

export type Schedule = {
  readonly schedule: Named;
  readonly zone: string;
  readonly people: readonly Named[];
  readonly shifts?: readonly Shift[];
};

export type Source = {
  readonly id: string;
  readonly kind: string;
  readonly name: string;
  readonly url?: string;
  readonly lastAt?: string | null;
  readonly count?: number;
};

/** A payload that came in, and what became of it. */
export type Payload = { readonly id: string; readonly at: string; readonly outcome: string; readonly body: unknown };

export type Runbook = { readonly id: string; readonly key?: string; readonly title: string; readonly steps: readonly (string | { readonly text: string })[] };

export type AuditLine = { readonly id: string; readonly at: string; readonly actor: string | Named; readonly what: string; readonly detail?: unknown };

export type ClockView = { readonly now: string; readonly nextAt?: string | null };
