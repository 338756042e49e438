/** The one stylesheet of the pages that the server draws by itself. */
import type { RoutePlugin } from "./deps.ts";

/** `GET /plain.css`. */
export function plainStyle(css: string): RoutePlugin {
  return (app) => {
    app.get("/plain.css", { config: { needs: "nobody" }, schema: { hide: true } }, async (_request, reply) => {
      void reply.header("cache-control", "public, max-age=3600");
      return reply.type("text/css; charset=utf-8").send(css as never);
    });
  };
}
