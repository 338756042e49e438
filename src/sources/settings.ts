/** The settings every source has: whom its alerts concern, what they open, and how severe they are. */
import { z } from "zod";
import type { Signal } from "./source.ts";

const rank = z.number().int().min(0).max(99);

/** Settings of every source, beside those of its own format. Severities are ranks of the process; 1 is the worst. */
export const sourceSettings = z.strictObject({
  area: z.string().min(1).max(200).nullable().default(null).meta({ title: "Area", description: "The area whose people its alerts concern." }),
  process: z
    .string()
    .min(1)
    .max(200)
    .nullable()
    .default(null)
    .meta({ title: "Process", description: "The process its incidents follow; the default process when empty." }),
  declare: z
    .enum(["report", "incident"])
    .default("report")
    .meta({ title: "An alert opens", description: "A report for people to triage, or an incident at once." }),
  stormLimit: z
    .number()
    .int()
    .min(1)
    .max(100_000)
    .default(40)
    .meta({ title: "Storm", description: "How many incidents it may open within ten minutes; more groups join one incident." }),
  severity: z
    .strictObject({
      label: z.string().min(1).max(128).default("severity").meta({ title: "Label", description: "The label that says how severe an alert is." }),
      map: z
        .record(z.string().min(1).max(200), rank)
        .refine((map) => Object.keys(map).length <= 100, "At most 100 values can be mapped.")
        .default({})
        .meta({ title: "Values", description: "The severity each value of the label stands for; letter case does not matter." }),
      default: rank
        .nullable()
        .default(null)
        .meta({ title: "Otherwise", description: "The severity when the label says nothing known; empty leaves it to triage." }),
    })
    .prefault({}),
});

/** What `sourceSettings` parses to. */
export type SourceSettings = z.infer<typeof sourceSettings>;

/** The severity rank the settings give a signal; null leaves it to triage. */
export function severityOf(signal: Pick<Signal, "labels">, settings: Pick<SourceSettings, "severity">): number | null {
  const { label, map, default: otherwise } = settings.severity;
  const said = Object.hasOwn(signal.labels, label) ? fold(signal.labels[label]!) : "";
  const known = Object.entries(map).find(([value]) => fold(value) === said);
  return known ? known[1] : otherwise;
}

function fold(text: string): string {
  return text.trim().toLowerCase();
}
