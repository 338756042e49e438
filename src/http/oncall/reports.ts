/** What being on call costs whom, and who could really be reached. */
import { z } from "zod";
import { auditExport } from "../../shell/directory/office.ts";
import { type Level, onCallReadiness } from "../../shell/oncall/readiness.ts";
import { onCallReport, type ReportRow } from "../../shell/oncall/report.ts";
import { speaker } from "../auth/request.ts";
import type { App, Deps, RoutePlugin } from "../deps.ts";
import { csv } from "../directory/csv.ts";
import { answer } from "../outcome.ts";
import { named, spanOut, stretch } from "./shapes.ts";

const numbers = [
  "hours",
  "nightHours",
  "nights",
  "weekendHours",
  "weekends",
  "holidayHours",
  "holidays",
  "pages",
  "answered",
] as const satisfies readonly (keyof ReportRow)[];

const row = z.object({
  person: z.string(),
  name: z.string(),
  schedule: z.string().nullable(),
  title: z.string(),
  ...(Object.fromEntries(numbers.map((name) => [name, z.number()])) as { [N in (typeof numbers)[number]]: z.ZodNumber }),
});

/** `GET /api/v1/reports/on-call`: as JSON, or as a file for a spreadsheet. */
export function reportRoutes(app: App, { parts }: Deps): void {
  const query = stretch.extend({ format: z.enum(["json", "csv"]).default("json") });
  const out = z.object({ from: z.string(), until: z.string(), rows: z.array(row) });
  app.get("/api/v1/reports/on-call", { config: { needs: "read" }, schema: { querystring: query, response: { 200: out } } }, async (request, reply) => {
    const report = await onCallReport(parts, speaker(request), request.query);
    if ("refused" in report || request.query.format === "json") return answer(reply, report);
    await auditExport(parts, speaker(request), "on-call.csv", request.from);
    const rows = report.rows.map((one) => [one.name, one.title, ...numbers.map((name) => String(Math.round(one[name] * 100) / 100))]);
    void reply.header("content-type", "text/csv; charset=utf-8");
    void reply.header("content-disposition", 'attachment; filename="on-call.csv"');
    void reply.serializer(String);
    return reply.send(csv(["name", "schedule", ...numbers], rows) as never);
  });
}

const reachable = z.object({ person: z.string(), name: z.string(), methods: z.array(z.string()), wakes: z.boolean(), says: z.string() });

const readinessOut = z
  .object({
    now: z.string(),
    schedules: z.array(z.object({ schedule: named, now: z.array(reachable), week: z.array(reachable), gaps: z.array(spanOut), problems: z.array(z.string()) })),
    severities: z.array(
      z.object({ rank: z.number(), name: z.string(), policy: z.string().nullable(), people: z.array(reachable), reachable: z.boolean(), says: z.string() }),
    ),
  })
  .meta({ id: "OnCallReadiness" });

/** `GET /api/v1/readiness/on-call`; `levels` are the severities of the process in force. */
export function readinessRoutes(levels: () => Promise<readonly Level[]>): RoutePlugin {
  return (app, { parts }) => {
    app.get("/api/v1/readiness/on-call", { config: { needs: "read" }, schema: { response: { 200: readinessOut } } }, async (_request, reply) =>
      answer(reply, await onCallReadiness(parts, await levels())),
    );
  };
}
