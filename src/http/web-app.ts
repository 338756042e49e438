/** The web app: its built files, and its one page for every address that is a screen. */

import { existsSync } from "node:fs";
import { join } from "node:path";
import fastifyStatic from "@fastify/static";
import type { RoutePlugin } from "./deps.ts";

/** Screens of the app: what a browser may open directly. */
export const screens = [
  "/",
  "/setup",
  "/sign-in",
  "/invite/:token",
  "/join",
  "/reset",
  "/report",
  "/incidents",
  "/incidents/:id",
  "/incidents/:id/documents/:kind",
  "/follow-ups",
  "/executives",
  "/directory",
  "/on-call",
  "/process",
  "/process/:key",
  "/process/:key/versions",
  "/process/:key/open",
  "/process/:key/edit/:version",
  "/silences",
  "/deliveries",
  "/settings",
  "/settings/:part",
];

/** Files that must stand at the root: the service worker because of its scope, the others because browsers ask there. */
const rootFiles = ["sw.js", "manifest.webmanifest", "icon.svg", "icon-192.png", "icon-512.png", "badge.png"];

/** Serves the folder the app was built into; without one, a line that says how to build it. */
export function webApp(folder: string): RoutePlugin {
  return async (app) => {
    const config = { needs: "nobody" as const };
    const built = existsSync(join(folder, "index.html"));
    if (built) {
      await app.register(fastifyStatic, { root: folder, serve: false });
      app.get("/assets/*", { config, schema: { hide: true } }, async (request, reply) => {
        const file = (request.params as { "*": string })["*"];
        return reply.sendFile(`assets/${file}`, { maxAge: 31_536_000_000, immutable: true });
      });
    }
    for (const file of built ? rootFiles.filter((name) => existsSync(join(folder, name))) : []) {
      // Short: a new service worker must not wait for an old copy to go stale.
      app.get(`/${file}`, { config, schema: { hide: true } }, async (_request, reply) => reply.sendFile(file, { maxAge: 600_000 }));
    }
    for (const screen of screens) {
      app.get(screen, { config, schema: { hide: true } }, async (_request, reply) => {
        if (!built) return reply.code(503).type("text/plain; charset=utf-8").send("The web app has not been built: npm run build.");
        return reply.sendFile("index.html", { cacheControl: false });
      });
    }
  };
}
