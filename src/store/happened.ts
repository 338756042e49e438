/** What came in before an incident began and may be its cause: what changed, as sources told it, and the alerts of other incidents (PD-19). */
import { epochMs, type Instant } from "../core/kernel/time.ts";

/** What changed, ready to be stored; `key` is its identity within the source. */
export type IncomingChange = {
  readonly key: string;
  readonly kind: "deploy" | "change" | "traffic";
  readonly summary: string;
  /** What its sender calls it; empty where it does not say. */
  readonly service: string;
  /** The area of the source. */
  readonly area: string | null;
  readonly at: Instant;
  readonly link: string;
};

/** One thing that happened. `origin` names it for as long as it is kept. */
export type Happened = {
  readonly origin: string;
  readonly kind: IncomingChange["kind"] | "alert";
  readonly text: string;
  readonly service: string;
  readonly at: Instant;
  readonly link: string;
  /** Whether it is of the area that was asked for. */
  readonly here: boolean;
  /** Whose alert it is; null for what is no alert. */
  readonly incident: { readonly id: string; readonly number: number | null; readonly title: string; readonly confidential: boolean } | null;
};

/** From when to when, both inclusive; not the alerts of `except`; `area` is every name of the area, in small letters. */
export type HappenedFilter = {
  readonly from: Instant;
  readonly to: Instant;
  readonly except: string;
  readonly area: readonly string[];
  readonly limit: number;
};

/** Deploys first, then what is of the area, then the latest. */
export function likeliest(a: Happened, b: Happened): number {
  const deploys = Number(b.kind === "deploy") - Number(a.kind === "deploy");
  return deploys || Number(b.here) - Number(a.here) || epochMs(b.at) - epochMs(a.at) || (a.origin < b.origin ? -1 : 1);
}
