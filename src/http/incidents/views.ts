/** One route for each view of the registry. Reads only: there is nothing to PUT, PATCH or DELETE, so those are 405. */
import { refuse } from "../../core/kernel/refusal.ts";
import type { IncidentLine } from "../../views/board-shape.ts";
import { views } from "../../views/index.ts";
import type { View } from "../../views/view.ts";
import { speaker } from "../auth/request.ts";
import type { App, RoutePlugin } from "../deps.ts";
import { csv } from "../directory/csv.ts";
import { answer } from "../outcome.ts";
import { incidentPath } from "./commands.ts";
import type { IncidentParts } from "./parts.ts";

/** Where a view stands. */
function addressOf({ of, name, path = name }: View): string {
  const below = path === "" ? "" : `/${path}`;
  return of === "incident" ? `/api/v1/incidents/:id${below}` : `/api/v1${below}`;
}

/** The routes of all views, and the list of incidents as a file. */
export function viewRoutes(parts: IncidentParts): RoutePlugin {
  return (app) => {
    // Shapes describe; a view already says field by field what goes out, and a test holds it to its shape.
    app.setSerializerCompiler(() => (value) => JSON.stringify(value));
    for (const view of views) route(app, parts, view);
    file(app, parts);
  };
}

function route(app: App, parts: IncidentParts, view: View): void {
  const address = addressOf(view);
  const params = address.includes(":id") ? { params: incidentPath } : {};
  const schema = { operationId: view.name, summary: view.title, tags: ["views"], querystring: view.query, response: { 200: view.shape }, ...params };
  app.get(address, { config: { needs: "read" }, schema }, async (request, reply) => {
    const { id = "" } = request.params as { id?: string };
    const seen = await view.read(parts.views, { viewer: request.viewer, id, query: request.query });
    return answer(reply, (seen as object | null) ?? refuse("not_found", "There is nothing here."));
  });
}

/** `GET /api/v1/incidents.csv`, with the same filters as the list. */
function file(app: App, parts: IncidentParts): void {
  const view = views.find(({ name }) => name === "incidents")!;
  const schema = { operationId: "incidents-csv", summary: "Incidents as a table", tags: ["views"], querystring: view.query };
  app.get("/api/v1/incidents.csv", { config: { needs: "read" }, schema }, async (request, reply) => {
    const seen = (await view.read(parts.views, { viewer: request.viewer, id: "", query: request.query })) as { items: readonly IncidentLine[] };
    await parts.exported(speaker(request).person, "incidents.csv", request.ip);
    const rows = seen.items.map((one) => [
      ...[String(one.number ?? ""), one.title, one.phase, String(one.severity?.rank ?? ""), one.process, one.area?.name ?? "", one.commander?.name ?? ""],
      ...[one.reportedAt, one.declaredAt ?? "", one.resolvedAt ?? "", one.closedAt ?? "", one.drill ? "drill" : ""],
    ]);
    const header = ["number", "title", "phase", "severity", "process", "area", "commander", "reported", "declared", "resolved", "closed", "drill"];
    void reply.header("content-type", "text/csv; charset=utf-8");
    void reply.header("content-disposition", 'attachment; filename="incidents.csv"');
    return reply.send(csv(header, rows) as never);
  });
}
