/** What is read from the server about processes, and what is sent to change them. */
import { queryOptions } from "@tanstack/react-query";
import type { ProcessPage } from "../src/views/process/page.ts";
import { get, query } from "./api.ts";
import type { Items } from "./shapes.ts";

export type { ProcessPage };

/** One version as it stands. */
export type Version = {
  readonly key: string;
  readonly version: number;
  readonly status: "draft" | "planned" | "active" | "retired";
  readonly origin: "shipped" | "own";
  readonly effectiveFrom: string | null;
  readonly createdAt: string;
  readonly revision: string;
};

/** A problem of a text, or advice, with its line. */
export type Remark = { readonly at: string; readonly detail: string; readonly line: number | null };

/** A question the text leaves open. */
export type Open = { readonly question: number; readonly asks: string; readonly line: number | null; readonly stands: string; readonly instead: string };

/** What a check says of a text. */
export type Checked = { readonly problems: readonly Remark[]; readonly warnings: readonly Remark[]; readonly open: readonly Open[] };

/** One change between two versions. */
export type Difference = { readonly at: string; readonly says: string };

const at = (key: string) => `/processes/${encodeURIComponent(key)}`;

/** One version to read; the one in force unless another is named. */
export function processPageQuery(key: string, version?: number) {
  return queryOptions({ queryKey: ["process", key, "page", version ?? 0], queryFn: () => get<ProcessPage>(`${at(key)}/page${query({ version })}`) });
}

/** What a process is called, its versions with the newest first, and whether whoever reads it may change it. */
export type Versions = { readonly name: string; readonly items: readonly Version[]; readonly mayChange: boolean };

/** The versions of a process. */
export function versionsQuery(key: string) {
  return queryOptions({ queryKey: ["process", key, "versions"], queryFn: () => get<Versions>(`${at(key)}/versions`) });
}

/** Processes that have no version in force. */
export const waitingQuery = queryOptions({
  queryKey: ["process", "", "waiting"],
  queryFn: async () => (await get<Items<{ readonly key: string; readonly name: string }>>("/process-drafts")).items,
});

/** One version as it was written. */
export function packQuery(key: string, version: number) {
  return queryOptions({ queryKey: ["process", key, "text", version], queryFn: () => get<Version & { readonly text: string }>(`${at(key)}/${version}`) });
}

/** What changed from one version to another, in words. */
export function diffQuery(key: string, from: number, to: number) {
  return queryOptions({
    queryKey: ["process", key, "diff", from, to],
    queryFn: async () => (await get<{ readonly differences: readonly Difference[] }>(`${at(key)}/${to}/diff${query({ with: from })}`)).differences,
  });
}

/** What a version leaves open. */
export function lintQuery(key: string, version: number) {
  return queryOptions({ queryKey: ["process", key, "lint", version], queryFn: () => get<Checked>(`${at(key)}/${version}/lint`) });
}

/** Who looks after a process, and how well the house is prepared for it. */
export type Care = {
  readonly owner: string | null;
  readonly reviewedAt: string | null;
  readonly testedAt: string | null;
  readonly version: number;
  readonly items: readonly { readonly key: string; readonly title: string; readonly ready: boolean; readonly detail: string }[];
};

/** The care of the process in force. */
export function careQuery(key: string) {
  return queryOptions({ queryKey: ["process", key, "care"], queryFn: () => get<Care>(`${at(key)}/care`) });
}

/** Who agreed to use a version. */
export type Agreement = { readonly version: number; readonly members: number; readonly agreed: readonly string[]; readonly missing: readonly string[] };

/** The agreement on one version. */
export function agreementQuery(key: string, version: number) {
  return queryOptions({ queryKey: ["process", key, "agreement", version], queryFn: () => get<Agreement>(`${at(key)}/agreement${query({ version })}`) });
}

/** What was taught, and who was in none of it. */
export type Trainings = {
  readonly items: readonly {
    readonly id: string;
    readonly kind: string;
    readonly title: string;
    readonly heldOn: string;
    readonly attendees: readonly string[];
  }[];
  readonly untaught: readonly string[];
  readonly kinds: readonly string[];
  readonly mayChange: boolean;
};

/** The trainings of a process. */
export function trainingsQuery(key: string) {
  return queryOptions({ queryKey: ["process", key, "trainings"], queryFn: () => get<Trainings>(`${at(key)}/trainings`) });
}
