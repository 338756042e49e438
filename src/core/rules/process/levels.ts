/** What a process asks of its own severities: whose they are, how many, how short described, and what each must say (GD-42, GD-43, GD-46, GD-48). */
import { z } from "zod";
import { cites } from "../../kernel/process.ts";
import type { Objection } from "../../kernel/refusal.ts";
import type { Policy } from "../../kernel/rule.ts";
import { rule } from "../rule.ts";

const value = z
  .strictObject({
    /** The ranks the process comes with. */
    shipped: z.array(z.number().int().min(1)).default([]),
    /** The organisation may add severities, change them and take them away. */
    own: z.boolean().default(false),
    /** More than so many are advised against. */
    most: z.number().int().min(1).optional(),
    /** So many there must be. */
    least: z.number().int().min(1).optional(),
    /** The process says what an incident is. */
    defined: z.boolean().default(false),
    /** So many characters a description may have. */
    descriptionMost: z.number().int().min(1).optional(),
    /** What every severity must say beside its description: keys of a severity. */
    says: z.array(z.string().max(40)).default([]),
    cites,
  })
  .optional();
type Levels = Policy<z.infer<typeof value>, undefined>;
type Severity = { readonly [key: string]: unknown; readonly description: string };

const ranks = (policy: Levels) => Object.keys(policy.process.severities).map(Number);

function others(policy: Levels): Objection[] {
  const { shipped = [], own = false } = policy.own ?? {};
  if (own || shipped.length === 0) return [];
  const strange = [...ranks(policy).filter((rank) => !shipped.includes(rank)), ...shipped.filter((rank) => !ranks(policy).includes(rank))];
  return strange.map((rank) =>
    policy.objection(policy.at("top", "shipped"), "pack_invalid", `The process has the severities ${shipped.join(", ")}: not ${rank}.`),
  );
}

function tooMany(policy: Levels): Objection[] {
  const most = policy.own?.most;
  const count = ranks(policy).length;
  if (most === undefined || count <= most) return [];
  return [policy.objection(policy.at("top", "most"), "severity_count_above_recommended", `${count} severities: more than ${most} are hard to choose from.`)];
}

function undefinedProcess(policy: Levels): Objection[] {
  const { least, defined } = policy.own ?? {};
  const missing = (below: string, detail: string, key: string) => [
    { ...policy.objection(policy.at("top", below), "missing_fields", detail, [key]), at: `/${key}` },
  ];
  return [
    ...(defined && policy.process.incidentDefinition.trim() === "" ? missing("defined", "Say what an incident is.", "incidentDefinition") : []),
    ...(least !== undefined && ranks(policy).length < least ? missing("least", `It needs at least ${least} severities.`, "severities") : []),
  ];
}

function incomplete(policy: Levels): Objection[] {
  const { descriptionMost, says = [] } = policy.own ?? {};
  return Object.entries(policy.process.severities as unknown as { readonly [rank: string]: Severity }).flatMap(([rank, severity]) => {
    const tooLong = descriptionMost !== undefined && severity.description.length > descriptionMost;
    const missing = says.filter((key) => isEmpty(severity[key]));
    const found = (key: string, below: string, detail: string): Objection => ({
      ...policy.objection(policy.at("top", below), "severity_doc_incomplete", detail),
      at: `/severities/${rank}/${key}`,
    });
    return [
      ...(tooLong ? [found("description", "descriptionMost", `Severity ${rank} is described in more than ${descriptionMost} characters.`)] : []),
      ...missing.map((key) =>
        found(key, "says", `Severity ${rank} does not say its ${key.replaceAll(/[_A-Z]/g, (at) => ` ${at.replace("_", "").toLowerCase()}`)}.`),
      ),
    ];
  });
}

const isEmpty = (value: unknown) => value === undefined || value === "" || (Array.isArray(value) && value.length === 0);

export const levels = rule("levels", {
  title: "Severities",
  says: "Says what a process asks of its own severities: whose they are, how many, how short described, and what each must say.",
  schema: value,
  misfits: (policy) => [...others(policy), ...tooMany(policy), ...undefinedProcess(policy), ...incomplete(policy)],
  examples: [
    { title: "at most five, with examples", value: { own: true, most: 5, says: ["examples"] }, in: "top", valid: true },
    { title: "at least two, and what an incident is", value: { least: 2, defined: true }, in: "top", valid: true },
    { title: "as many as one likes", value: { most: "many" }, in: "top", valid: false },
  ],
});
