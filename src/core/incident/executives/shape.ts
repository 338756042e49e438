/** The channel for whoever only wants summaries, as a pack writes it, and a summary in its words (PD-04, PD-42). */
import { z } from "zod";
import { cites, duration, type Process } from "../../kernel/process.ts";
import { holdersOf, type Roles } from "../roles/slice.ts";

/** The schema of the rule's value. */
export const executiveUpdatesShape = z.strictObject({
  /** The channel in which they stand, and what calls those in it. */
  channel: z.string().regex(/^[a-z][a-z0-9-]{1,39}$/),
  prefix: z.string().max(20).default(""),
  /** The group they are sent to. */
  group: z.string().max(40),
  /** Nobody else writes there. */
  posting: z.strictObject({ roles: z.array(z.string().max(40)).min(1), cites }).optional(),
  /** So many characters at most, with what calls. */
  length: z.strictObject({ most: z.number().int().min(100).max(4_000), cites }).optional(),
  /** At severities with the full response one is owed every so often by the first of these roles that somebody holds; the commander hears when it is late. */
  cadence: z.strictObject({ every: duration, who: z.array(z.string().max(40)).min(1), late: duration.optional(), cites }).optional(),
  cites,
});
export type ExecutiveUpdates = z.infer<typeof executiveUpdatesShape>;

/** What the process says of them. */
export function executiveUpdatesOf(process: Process): ExecutiveUpdates | null {
  return (process as { readonly executive_updates?: ExecutiveUpdates }).executive_updates ?? null;
}

/** Who owes the next one: the first of the roles that somebody holds. */
export function owing({ who }: Pick<NonNullable<ExecutiveUpdates["cadence"]>, "who">, roles: Roles): string {
  return who.find((role) => holdersOf(roles, role).length > 0) ?? who[0]!;
}

/** A summary's parts. */
export type Summary = {
  readonly state: string;
  readonly actions?: string | undefined;
  readonly impact?: string | undefined;
  readonly eta?: string | undefined;
};

const ends = (text: string) => (/[.!?]$/.test(text) ? text : `${text}.`);

/** A summary in its words, with what calls. */
export function summaryText({ state, actions, impact, eta }: Summary, prefix: string): string {
  const part = (name: string, text: string | undefined) => (text ? [`${name}: ${ends(text)}`] : []);
  return [...(prefix === "" ? [] : [prefix]), ends(state), ...part("We", actions), ...part("Customers", impact), ...part("Expected", eta)].join(" ");
}
