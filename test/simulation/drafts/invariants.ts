/** What must hold of every process that may be in force; the IDs are the promises'. */
import { type Spoilt, without } from "../histories/invariant.ts";
import type { Draft } from "./draft.ts";

/** Where it is `spoilt` like that it does not hold. Says in words what is broken. */
export type OfDrafts = {
  readonly id: string;
  readonly says: string;
  readonly spoilt: Spoilt;
  readonly look: (draft: Draft) => string | null | undefined | false;
};

/** What whoever meets a severity must find there, by the words of its document. */
const must: readonly (readonly [key: string, what: string])[] = [
  ["description", "what it is"],
  ["contact", "how soon people are called"],
  ["communications", "how to talk"],
  ["observers", "who watches"],
  ["steps", "what is done until the end"],
];

const blank = (value: unknown) => value === undefined || (typeof value === "string" && value.trim() === "") || (Array.isArray(value) && value.length === 0);

export const ofDrafts: readonly OfDrafts[] = [
  {
    id: "P31",
    says: "no process is valid while a severity leaves out a part of its document",
    spoilt: without("GD-48"),
    look: ({ data, read }) => {
      if ("problems" in read) return null;
      const ranks = Object.keys(data.severities);
      if (ranks.length === 0) return "valid without a severity";
      const silent = ranks.flatMap((rank) =>
        must.filter(([key]) => blank(data.severities[rank]![key])).map(([, what]) => `severity ${rank} does not say ${what}`),
      );
      return silent.join(", ");
    },
  },
  {
    id: "P31",
    says: "more than five severities are warned of",
    spoilt: without("GD-46"),
    look: ({ data, read }) => {
      if ("problems" in read) return null;
      const many = Object.keys(data.severities).length > 5;
      const warned = read.warnings.some(({ code }) => code === "severity_count_above_recommended");
      return warned !== many && `${Object.keys(data.severities).length} severities, and ${warned ? "a" : "no"} warning`;
    },
  },
  {
    id: "P32",
    says: "no process is in force over an area without an expert who is here; each such area is named",
    spoilt: without("GD-11"),
    look: ({ areas, read, gaps }) => {
      if ("problems" in read) return null;
      const bare = areas.filter(({ experts }) => experts.length === 0).map(({ name }) => name);
      return bare.join() !== (gaps?.unmet ?? []).join() && `nobody knows ${bare.join() || "nothing"}, and named is ${gaps?.unmet?.join() ?? "nothing"}`;
    },
  },
];
