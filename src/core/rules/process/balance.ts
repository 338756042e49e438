/** How severe incidents are on the whole: where too many are among the most severe, the severities say nothing any more (PE-01, PE-19). */
import { z } from "zod";
import { cites } from "../../kernel/process.ts";
import { rule } from "../rule.ts";

const value = z
  .strictObject({
    /** So many of the newest incidents are looked at. */
    of: z.number().int().min(2).max(200),
    /** These severities are the urgent ones. */
    severities: z.array(z.number().int().min(1)).min(1),
    /** More than this share of them is too much. */
    most: z.number().gt(0).lte(1),
    cites,
  })
  .optional();
export type Balance = z.infer<typeof value>;

export const balance = rule("balance", {
  title: "Balance",
  says: "Warns those who keep the process when too many of the newest incidents are urgent ones.",
  schema: value,
  examples: [
    { title: "half of twenty", value: { of: 20, severities: [1, 2], most: 0.5 }, in: "top", valid: true },
    { title: "more than all", value: { of: 20, severities: [1], most: 2 }, in: "top", valid: false },
  ],
});

/** What is worth a warning about the severities of the newest incidents, the newest first; null where there is nothing. */
export function outOfBalance(value: Balance, severities: readonly number[]): string | null {
  if (value === undefined || severities.length < value.of) return null;
  const urgent = severities.slice(0, value.of).filter((one) => value.severities.includes(one)).length;
  if (urgent <= value.most * value.of) return null;
  return `${urgent} of the last ${value.of} incidents were of severity ${value.severities.join(" or ")}. Where everything is urgent, nothing is.`;
}
