/** All routes of on call. */
import type { App, Deps } from "../deps.ts";
import { changeRoutes } from "./changes.ts";
import { coverRoutes } from "./cover.ts";
import { endpointRoutes } from "./endpoints.ts";
import { escalationRoutes } from "./escalations.ts";
import { externalRoutes } from "./external.ts";
import { nowRoutes } from "./now.ts";
import { ownCalendarRoutes } from "./own-calendar.ts";
import { reportRoutes } from "./reports.ts";
import { scheduleRoutes } from "./schedules.ts";
import { subscriptionRoutes } from "./subscriptions.ts";

/** The routes. */
export function onCallRoutes(app: App, deps: Deps): void {
  for (const routes of [
    ...[scheduleRoutes, nowRoutes, changeRoutes, coverRoutes, externalRoutes, subscriptionRoutes, ownCalendarRoutes, reportRoutes],
    ...[escalationRoutes, endpointRoutes],
  ])
    routes(app, deps);
}
