/** The contract of alerts in: a source turns a payload into signals and decides nothing. */
import type { z } from "zod";
import type { Instant } from "../core/kernel/time.ts";

/** One alert as every sender's format comes down to. Texts are cut at their limits and free of NUL and lone surrogates. */
export type Signal = {
  /** Signals of one group belong to one incident (Alertmanager's `groupKey`, PagerDuty's `dedup_key`). At most 512 characters. */
  readonly group: string;
  /** Identity of the single alert within its source. At most 255 characters. */
  readonly fingerprint: string;
  readonly status: "firing" | "acknowledged" | "resolved";
  /** What stands in the incident's title. At most 250 characters. */
  readonly title: string;
  /** More words, at most 8,000 characters. */
  readonly text: string;
  /** At most 100; names of 128 and values of 1,024 characters. */
  readonly labels: Readonly<Record<string, string>>;
  /** At most 20 absolute http or https addresses. */
  readonly links: readonly { readonly href: string; readonly text: string }[];
  readonly startsAt: Instant | null;
  /** So many more like it that the sender left out: counted in. */
  readonly more?: number;
};

/** A payload a source cannot read: answered 400 with the pointer, and kept among the last payloads. */
export type Unreadable = { readonly unreadable: string; readonly pointer: string };

/** What a source sees of the request that brought the payload. */
export type Arrival = {
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly query: Readonly<Record<string, string | undefined>>;
  /** The parsed body: bounded in size, depth and number of keys before it came here. */
  readonly payload: unknown;
  readonly receivedAt: Instant;
};

/** How a source answers its sender, where the sender's format has its own words. */
export type Reply = { readonly status: number; readonly body: unknown };

/** What automated tests showed, for the incidents whose fix they are about: no alert. */
export type TestResult = {
  /** The tests there were before, or those written to prove the fix. */
  readonly which: "existing" | "new";
  readonly result: "passed" | "failed";
  /** What was tested, as deploys name it; empty where the sender does not say. At most 120 characters. */
  readonly build: string;
  /** An http or https address, or empty. */
  readonly link: string;
  /** The incident's id or number; null: every open one that it may concern. */
  readonly incident: string | null;
};

/** What changed somewhere: it is kept for whoever looks for a cause later, and notifies nobody (PD-19). */
export type Change = {
  /** Told again under the same key, it is still one. At most 255 characters. */
  readonly key: string;
  readonly kind: "deploy" | "change" | "traffic";
  /** One line of at most 500 characters. */
  readonly summary: string;
  /** What it was done to, as the sender calls it; empty where it does not say. At most 200 characters. */
  readonly service: string;
  /** Never later than it came in. */
  readonly at: Instant;
  /** An http or https address, or empty. */
  readonly link: string;
};

/** One format of alerts. */
export type Source = {
  /** Its name in paths, metrics and documents (`alertmanager`). */
  readonly name: string;
  readonly title: string;
  /** How to point the sender here, for the settings page: Markdown with {url} and {key}. */
  readonly howTo: string;
  /** Settings beyond area, process, declare and severity, which every source has. */
  readonly settings: z.ZodType;
  /** Where the key stands when the format carries it in the body; absent: bearer token, basic password or `?key=`. */
  readonly keyIn?: (payload: unknown) => string | null;
  readonly parse: (arrival: Arrival) => readonly Signal[] | Unreadable;
  /** What automated tests showed; a payload of such a source holds no alerts, and its body may be signed with the key (`X-Hub-Signature-256`). */
  readonly results?: (arrival: Arrival) => readonly TestResult[] | Unreadable;
  /** What changed; none where the payload is of alerts. One that has changes holds no alerts. */
  readonly changes?: (arrival: Arrival) => readonly Change[] | Unreadable;
  /** Whether a signal is no alert but a sign of life, or word that it failed; null for an alert. Absent: all are alerts. */
  readonly sign?: (settings: unknown, signal: Signal) => "beat" | "failed" | null;
  /** The answer once every signal is on disk. */
  readonly accepted?: (arrival: Arrival, signals: readonly Signal[]) => Reply;
  /** The answer to an unreadable payload; absent: 400 problem+json. */
  readonly refused?: (problem: Unreadable) => Reply;
  readonly examples: readonly { readonly title: string; readonly payload: unknown; readonly signals: readonly Partial<Signal>[] | Unreadable }[];
};

/** Defines a source. Types only: the record is returned as it is. */
export function source(name: string, definition: Omit<Source, "name">): Source {
  return { name, ...definition };
}
