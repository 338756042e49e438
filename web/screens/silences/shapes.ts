/** Silences as the server shows them, and the names of the sources they are about. */
import { useQuery } from "@tanstack/react-query";
import { listQuery } from "../../queries.ts";
import type { Source } from "../../shapes.ts";

export const states = ["active", "upcoming", "over"] as const;
export type SilenceState = (typeof states)[number];

export type Matcher = { readonly label: string; readonly is: string; readonly value: string };

export type Silence = {
  readonly id: string;
  /** Null: every source. */
  readonly source: string | null;
  readonly matchers: readonly Matcher[];
  readonly from: string;
  readonly until: string;
  readonly endedAt: string | null;
  readonly state: SilenceState;
  readonly reason: string;
  readonly author: { readonly id: string; readonly name: string };
  /** Signals it was about. */
  readonly silenced: number;
  /** Groups that fire and wait for its end. */
  readonly waiting: number;
  readonly version: number;
};

/** Titles by id. Only administrators list sources; everybody else sees monitors, and silences by their conditions. */
export function useSourceNames(): Readonly<Record<string, string>> {
  const sources = useQuery({ ...listQuery<Source>("/sources"), retry: false });
  return Object.fromEntries((sources.data ?? []).map(({ id, title }) => [id, title]));
}
