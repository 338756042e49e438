/** Random drafts of a process over random areas: somebody edits it, forgets this and empties that, and asks whether it may be in force. */
import type { Refusal } from "../../../src/core/kernel/refusal.ts";
import { type ReadPack, readPack } from "../../../src/core/pack/read-pack.ts";
import { type CoveredArea, coverageGaps } from "../../../src/core/rules/call/experts/coverage.ts";
import { type Random, randomOf } from "../random.ts";

type Part = Record<string, unknown>;
/** A process as plain data. */
export type Data = Part & { readonly severities: Record<string, Part>; readonly roles: Record<string, Part> };

/** What was written, over which areas with which of their experts here, and what is said to it. */
export type Draft = { readonly data: Data; readonly areas: readonly CoveredArea[]; readonly read: ReadPack; readonly gaps: Refusal | null };

/** What a severity says of itself, and what people may forget. */
const parts = ["description", "contact", "communications", "observers", "steps", "rounds", "gates", "examples", "notices"] as const;
const emptied: readonly unknown[] = ["", [], undefined];

type Edit = (data: Data, random: Random) => void;

const rankOf = (data: Data, random: Random) => random.pick(Object.keys(data.severities));

const edits: readonly Edit[] = [
  (data, random) => {
    delete data.severities[rankOf(data, random)]![random.pick(parts)];
  },
  (data, random) => {
    data.severities[rankOf(data, random)]![random.pick(parts)] = random.pick(emptied);
  },
  (data, random) => {
    const copied = data.severities[rankOf(data, random)]!;
    data.severities[String(Object.keys(data.severities).length + 1)] = structuredClone(copied);
  },
  (data, random) => {
    delete data.severities[rankOf(data, random)];
  },
  (data, random) => {
    delete data.roles[random.pick(Object.keys(data.roles))];
  },
];

const names = ["Payments", "Attic", "Web shop", "Cellar"] as const;
const experts = ["ana", "ben", "cleo"] as const;

/** The draft of a seed: up to four edits, up to four areas, each with whoever of their experts is here. */
export function draftOf(seed: number, data: Data): Draft {
  const random = randomOf(seed);
  for (let left = random.between(0, 5); left > 0 && Object.keys(data.severities).length > 0; left--) random.pick(edits)(data, random);
  const areas = names
    .filter(() => random.chance(0.6))
    .map((name) => ({ name, experts: random.chance(0.2) ? [] : experts.filter((_expert, index) => index === 0 || random.chance(0.5)) }));
  const read = readPack(data);
  return { data, areas, read, gaps: "pack" in read ? coverageGaps(read.pack, areas) : null };
}
