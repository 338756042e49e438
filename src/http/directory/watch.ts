/** What is watched: sources that must show signs of life, and Quarterdeck itself. */
import { z } from "zod";
import { lookAtWatch } from "../../shell/watch/look.ts";
import { showMonitors } from "../../shell/watch/monitors.ts";
import type { App, Deps } from "../deps.ts";
import { answer } from "../outcome.ts";

const at = z.string().nullable();

const monitor = z
  .object({
    source: z.string(),
    title: z.string(),
    kind: z.string(),
    state: z.enum(["new", "fine", "missing"]).meta({ description: "new: never heard of" }),
    every: z.string(),
    grace: z.string(),
    beatAt: at,
    dueAt: at,
    failedAt: at.meta({ description: "It said itself that it failed" }),
    beats: z.number(),
    note: z.string(),
    since: z.string(),
  })
  .meta({ id: "Monitor" });

const watch = z
  .object({
    now: z.string(),
    syntheticPage: z.object({ at: z.string(), seconds: z.number(), node: z.string() }).nullable(),
    syntheticPageAgeSeconds: z.number().nullable(),
    heartbeats: z.array(z.object({ host: z.string(), sentAt: at, problem: z.string().nullable() })).meta({ description: "Those that leave, by receiver" }),
  })
  .meta({ id: "SelfWatch" });

/** `GET /api/v1/heartbeats` and `GET /api/v1/watch`. */
export function watchRoutes(app: App, { parts }: Deps): void {
  const config = { needs: "read" as const };
  const tags = ["watch"];
  app.get("/api/v1/heartbeats", { config, schema: { tags, response: { 200: z.object({ monitors: z.array(monitor) }) } } }, async (_request, reply) =>
    answer(reply, { monitors: await showMonitors(parts.db, await parts.now()) }),
  );
  app.get("/api/v1/watch", { config, schema: { tags, response: { 200: watch } } }, async (_request, reply) =>
    answer(reply, await lookAtWatch(parts.db, await parts.now())),
  );
}
