/** One version of a process as a page that people can read and print: every value it holds, in words, with the sentences behind it. */
import { z } from "zod";
import { stepsAt } from "../../core/incident/steps/shape.ts";
import { isFilled } from "../../core/kernel/policy.ts";
import type { AnyRule } from "../../core/kernel/rule.ts";
import type { Pack } from "../../core/pack/schema.ts";
import { rules } from "../../core/rules/index.ts";
import { processView } from "../board-shape.ts";
import { shownProcess } from "../processes.ts";
import { type Shown, view } from "../view.ts";
import { keyInWords, type Line, linesOf } from "./in-words.ts";

const line = z.object({ label: z.string(), says: z.string(), cites: z.array(z.string()) });
const part = z.object({ key: z.string(), title: z.string(), says: z.string(), lines: z.array(line) });
const step = z.object({ who: z.string(), when: z.string(), what: z.string() });
const level = processView.shape.severities.element.extend({ parts: z.array(part), steps: z.array(step) });
const role = processView.shape.roles.element.extend({ holders: z.string(), may: z.array(z.string()) });

/** A version as a page. */
export const processPage = z
  .object({
    ...processView.shape,
    severities: z.array(level),
    roles: z.array(role),
    /** What differs by severity, side by side: one row a value, one cell a severity in their order; empty where it says nothing. */
    compared: z.array(z.object({ key: z.string(), title: z.string(), label: z.string(), says: z.array(z.string()), cites: z.array(z.string()) })),
    /** What holds at every severity. */
    parts: z.array(part),
    departures: z.number().meta({ description: "How many sentences the organisation holds otherwise than the process came" }),
  })
  .meta({ id: "ProcessPage" });
export type ProcessPage = Shown<z.infer<typeof processPage>>;
type Part = ProcessPage["parts"][number];

/** `GET /api/v1/processes/{key}/page`: the version in force unless another is named. */
export const processPageView = view("process-page", {
  title: "A process to read",
  of: "organisation",
  path: "processes/:id/page",
  query: z.object({ version: z.coerce.number().int().min(1).optional() }),
  shape: processPage,
  read: async (parts, { id, query: { version } }) => {
    const pack = version === undefined ? await parts.packs.active(id) : await parts.packs.version(id, version);
    return pack && { ...(await shownProcess(parts, pack)), ...pageOf(pack) };
  },
});

/** What is told elsewhere on the page: steps have a list of their own, and readiness is looked up. */
const elsewhere = new Set(["steps", "readiness", "classify"]);

/** A line this short stands beside those of the other severities. */
const most = 90;

/** The page without what must be looked up. */
export function pageOf(pack: Pack): Pick<ProcessPage, "severities" | "roles" | "compared" | "parts" | "departures"> {
  const ranks = Object.keys(pack.severities).map(Number);
  const told = (rules as readonly AnyRule[]).filter(({ key }) => !elsewhere.has(key) && isFilled(pack, key));
  const at = new Map(ranks.map((rank) => [rank, told.map((rule) => ({ rule, lines: saidAt(pack, rule.key, rank) }))]));
  const beside = (one: Line) => !one.listed && one.says.length <= most;
  const compared = told.flatMap(({ key, title }) => {
    const by = ranks.map((rank) =>
      at
        .get(rank)!
        .find(({ rule }) => rule.key === key)!
        .lines.filter(beside),
    );
    const labels = [...new Set(by.flat().map(({ label }) => label))];
    return labels.map((label) => {
      const found = by.map((lines) => lines.find((one) => one.label === label));
      return { key, title, label, says: found.map((one) => one?.says ?? ""), cites: [...new Set(found.flatMap((one) => one?.cites ?? []))] };
    });
  });
  return {
    severities: ranks.map((rank) => ({
      ...levelOf(pack, rank),
      parts: at.get(rank)!.flatMap(({ rule, lines }) =>
        partOf(
          rule,
          lines.filter((one) => !beside(one)),
        ),
      ),
      steps: stepsAt(pack, rank).map(({ who, when, what }) => ({ who: pack.roles[who]?.label ?? who, when, what })),
    })),
    roles: Object.entries(pack.roles).map(([key, value]) => roleOf(pack, key, value)),
    compared,
    parts: told.flatMap((rule) => partOf(rule, pack[rule.key] === undefined ? [] : linesOf(pack, pack[rule.key], `/${rule.key}`))),
    departures: Object.keys(pack.enforcement).length,
  };
}

function saidAt(pack: Pack, key: string, rank: number): Line[] {
  const value = (pack.severities[rank] as Record<string, unknown>)[key];
  return value === undefined ? [] : linesOf(pack, value, `/severities/${rank}/${key}`);
}

function partOf({ key, title, says }: AnyRule, lines: readonly Line[]): Part[] {
  return lines.length === 0 ? [] : [{ key, title, says, lines: lines.map(({ label, says: said, cites }) => ({ label, says: said, cites: [...cites] })) }];
}

function levelOf(pack: Pack, rank: number) {
  const { name, motto, description, examples, typicalResponse, handling } = pack.severities[rank]!;
  return { rank, name, motto, description, examples, typicalResponse, handling };
}

/** How many hold a role at once, in words. */
function holders(min: number, max: number | null): string {
  if (max === null) return min === 0 ? "any number" : `at least ${min}`;
  if (min === max) return `exactly ${min}`;
  return min === 0 ? `at most ${max}` : `${min} to ${max}`;
}

function roleOf(pack: Pack, key: string, { label, kind, says, min, max }: Pack["roles"][string]) {
  const may = Object.entries(pack.may).flatMap(([name, { holds }]) => (holds.includes(key) ? [keyInWords(name)] : []));
  return { role: key, label, kind, says, holders: holders(min, max), may };
}
