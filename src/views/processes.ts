/** The agreed processes: as the report form and their own pages show them, and what each severity means in plain words. */
import { z } from "zod";
import { type Step, stepsAt } from "../core/incident/steps/shape.ts";
import type { Pack } from "../core/pack/schema.ts";
import type { ObserversOfLevel } from "../core/rules/roles/observers.ts";
import type { Communications } from "../core/rules/tell/communications.ts";
import { type ProcessView, processView } from "./board-shape.ts";
import { citedOf } from "./cited.ts";
import { readinessOf } from "./readiness.ts";
import { cited, type ViewParts, view } from "./view.ts";

/** `GET /api/v1/processes`: the versions in force, the organisation's own first. */
export const processes = view("processes", {
  title: "Processes in force",
  of: "organisation",
  query: z.object({}),
  shape: z.object({ items: z.array(processView) }),
  read: async (parts) => {
    const [keys, first] = await Promise.all([parts.processes(), parts.packs.defaultKey()]);
    const ordered = [...keys].sort((a, b) => Number(b === first) - Number(a === first) || (a < b ? -1 : 1));
    const packs = await Promise.all(ordered.map((key) => parts.packs.active(key)));
    return { items: await Promise.all(packs.filter((pack) => pack !== null).map((pack) => shownProcess(parts, pack))) };
  },
});

/** `GET /api/v1/processes/{key}`. */
export const oneProcess = view("process", {
  title: "A process in force",
  of: "organisation",
  path: "processes/:id",
  query: z.object({}),
  shape: processView,
  read: async (parts, { id }) => {
    const pack = await parts.packs.active(id);
    return pack && shownProcess(parts, pack);
  },
});

/** A process as lists and the report form show it. */
export async function shownProcess(parts: ViewParts, pack: Pack): Promise<ProcessView> {
  const { key, name, version, summary, incidentDefinition, origin } = pack;
  const classify = pack.classify as { questions?: ProcessView["questions"]; emergency?: { question: string } } | undefined;
  return {
    ...{ key, name, version, summary, incidentDefinition, origin },
    severities: Object.entries(pack.severities).map(([rank, level]) => {
      const { name: word, motto, description, examples, typicalResponse, handling } = level;
      return { rank: Number(rank), name: word, motto, description, examples, typicalResponse, handling };
    }),
    questions: (classify?.questions ?? []).map(({ key: question, asks, kind, example }) => {
      return { key: question, asks, kind, example, ...(classify?.emergency?.question === question ? { urgent: true } : {}) };
    }),
    roles: Object.entries(pack.roles).map(([role, { label, kind, says }]) => ({ role, label, kind, says })),
    sentences: citedOf(pack, Object.keys(pack.sentences)),
    readiness: await readinessOf(parts, pack),
  };
}

const severity = z.object({
  process: z.string(),
  rank: z.number(),
  name: z.string(),
  description: z.string(),
  examples: z.array(z.string()),
  typicalResponse: z.string(),
  markdown: z.string(),
  cites: z.array(cited),
});

/** `GET /api/v1/processes/{key}/severities?rank=`: the severity document, made from the process itself; `version` is the one in force unless it is named. */
export const severityDocument = view("severity-document", {
  title: "What a severity means",
  of: "organisation",
  path: "processes/:id/severities",
  query: z.object({ rank: z.coerce.number().int().min(1).max(99).optional(), version: z.coerce.number().int().min(1).optional() }),
  shape: z.object({ items: z.array(severity) }),
  read: async (parts, { id, query: { rank, version } }) => {
    const pack = version === undefined ? await parts.packs.active(id) : await parts.packs.version(id, version);
    if (!pack) return null;
    const levels = Object.entries(pack.severities).filter(([one]) => rank === undefined || Number(one) === rank);
    return { items: levels.map(([one]) => severityOf(pack, Number(one))) };
  },
});

function severityOf(pack: Pack, rank: number) {
  const level = pack.severities[rank]!;
  const { name, motto, description, examples, typicalResponse } = level;
  const cites = citedOf(pack, citationsIn(level));
  const parts = [
    `# ${pack.name}: severity ${rank} (${name})`,
    ...(motto ? [`*${motto}*`] : []),
    description,
    ...(examples.length > 0 ? [`## Examples\n\n${examples.map((example) => `- ${example}`).join("\n")}`] : []),
    ...(typicalResponse ? [`## What then happens\n\n${typicalResponse}`] : []),
    ...parted(level),
    ...stepped(pack, rank),
    ...(cites.length > 0 ? [`## What the process asks\n\n${cites.map(({ id, says }) => `- ${says} (${id})`).join("\n")}`] : []),
  ];
  return { process: pack.key, rank, name, description, examples, typicalResponse, markdown: `${parts.join("\n\n")}\n`, cites };
}

const windows = {
  always: "Everybody may be called at any hour.",
  waking: "Nobody is called in their quiet hours.",
  working: "People are called in their working hours.",
} as const;

type Told = { readonly contact?: { readonly window?: keyof typeof windows }; readonly communications?: Communications; readonly observers?: ObserversOfLevel };

/** How soon, how to talk and who watches, as far as the process says it (GD-48). */
function parted(level: object): string[] {
  const { contact, communications, observers } = level as Told;
  return [
    ...(contact?.window ? [`## How soon\n\n${windows[contact.window]}`] : []),
    ...(communications ? [`## How to talk\n\n${communications.means.map((one) => `- ${one}`).join("\n")}`] : []),
    ...(observers?.says ? [`## Who watches\n\n${observers.says}`] : []),
  ];
}

/** Every step with who, when and what, in order (GD-44, GD-48). */
function stepped(pack: Pack, rank: number): string[] {
  const steps = stepsAt(pack, rank);
  const line = ({ who, when, what }: Step, index: number) => `${index + 1}. ${pack.roles[who]?.label ?? who} (${when}): ${what}`;
  return steps.length === 0 ? [] : [`## Every step\n\n${steps.map(line).join("\n")}`];
}

/** Every catalog ID that a value of this severity serves. */
function citationsIn(value: unknown): string[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === "cites" ? (Array.isArray(inner) ? (inner as string[]) : Object.values(inner as Record<string, string[]>).flat()) : citationsIn(inner),
  );
}
