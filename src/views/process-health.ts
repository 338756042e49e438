/** How a process fares: how severe its newest incidents were, how long ago the last worst one was, and what is worth a warning (PE-01, PE-19). */
import { z } from "zod";
import { citesAt } from "../core/kernel/cites.ts";
import { epochMs } from "../core/kernel/time.ts";
import { program } from "../core/kernel/viewer.ts";
import { type Balance, outOfBalance } from "../core/rules/process/balance.ts";
import { citedOf } from "./cited.ts";
import { cited, view } from "./view.ts";

const dayMs = 86_400_000;
/** So many of the newest incidents are counted. */
const most = 200;
/** Everything that was declared. */
const declared = ["active", "paused", "resolved", "closed"];

const levels = z.array(z.object({ severity: z.number(), count: z.number(), share: z.number().meta({ description: "Of all of them, 0 to 1" }) }));
const shape = z.object({
  counted: z.number().meta({ description: "How many of the newest incidents this is about, 200 at most" }),
  levels,
  months: z.array(z.object({ month: z.string().meta({ description: "For example 2026-03" }), levels })),
  daysSinceWorst: z.number().nullable().meta({ description: "Whole days since the last incident of severity 1 was declared; null: there was none" }),
  warnings: z.array(z.object({ detail: z.string(), policy: z.string(), cites: z.array(cited) })),
});

type Counted = { readonly severity: number; readonly month: string; readonly at: string };

function sharesOf(rows: readonly Counted[]) {
  const ranks = [...new Set(rows.map(({ severity }) => severity))].sort((a, b) => a - b);
  return ranks.map((severity) => {
    const count = rows.filter((one) => one.severity === severity).length;
    return { severity, count, share: count / rows.length };
  });
}

/** `GET /api/v1/processes/{key}/health`. Drills and confidential incidents are not counted. */
export const processHealth = view("process-health", {
  title: "How a process fares",
  of: "organisation",
  path: "processes/:id/health",
  query: z.object({}),
  shape,
  read: async (parts, { id }) => {
    const pack = await parts.packs.active(id);
    if (!pack) return null;
    const found = await parts.store.read.incidents(program, { drill: false, process: id, phases: declared, limit: most });
    const rows = found
      .flatMap(({ severity, declaredAt, confidential }) =>
        severity === null || declaredAt === null || confidential ? [] : [{ severity, month: declaredAt.slice(0, 7), at: declaredAt }],
      )
      .sort((a, b) => (a.at === b.at ? 0 : a.at < b.at ? 1 : -1));
    const worst = rows.find(({ severity }) => severity === 1);
    const now = await parts.store.now();
    const warning = outOfBalance(
      pack.balance as Balance,
      rows.map(({ severity }) => severity),
    );
    return {
      counted: rows.length,
      levels: sharesOf(rows),
      months: [...new Set(rows.map(({ month }) => month))].map((month) => ({ month, levels: sharesOf(rows.filter((one) => one.month === month)) })),
      daysSinceWorst: worst === undefined ? null : Math.floor((epochMs(now) - epochMs(worst.at)) / dayMs),
      warnings: warning === null ? [] : [{ detail: warning, policy: "/balance", cites: citedOf(pack, citesAt(pack, "/balance")) }],
    };
  },
});
