/** What the public sees, on its own listener: words a person released, without scripts and without signing in. */
import fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from "fastify";
import { z } from "zod";
import { type PublicIncident, type PublicPage, publicPage } from "../../views/public-list.ts";
import type { ViewParts } from "../../views/view.ts";
import type { App, Deps, RoutePlugin } from "../deps.ts";
import { type Html, html, page, time } from "../html.ts";
import { healthRoutes } from "../ops.ts";

/** What public pages are made of. `zone` is the organisation's clock, `name` its name. */
export type PublicParts = { readonly views: Pick<ViewParts, "store">; readonly organisation: () => Promise<{ readonly name: string; readonly zone: string }> };

/** Where a page of the list begins; anything else is the first page. */
const older = z.object({ before: z.coerce.number().int().min(1).max(2_000_000_000) });

const beforeOf = (query: unknown): number | undefined => older.safeParse(query).data?.before;

/** `GET /public` and `GET /public/incidents`. */
function publicRoutes(parts: PublicParts): RoutePlugin {
  return (app) => {
    const config = { needs: "nobody" as const };
    app.get("/public", { config, schema: { hide: true } }, async (request, reply) => {
      const [shown, { name, zone }] = await Promise.all([publicPage(parts.views, beforeOf(request.query)), parts.organisation()]);
      void reply.header("content-security-policy", "default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'none'");
      return reply.type("text/html; charset=utf-8").send(listing(name, zone, shown) as never);
    });
    app.get(
      "/public/incidents",
      { config, schema: { operationId: "public-incidents", summary: "What was published", tags: ["public"], security: [] } },
      async (request, reply) => {
        return reply.type("application/json; charset=utf-8").send(JSON.stringify(await publicPage(parts.views, beforeOf(request.query))) as never);
      },
    );
  };
}

function listing(name: string, zone: string, { items: incidents, next }: PublicPage): string {
  const open = incidents.filter(({ state }) => state === "open").length;
  const word = open === 0 ? "Everything works as far as we know." : open === 1 ? "We are working on a problem." : `We are working on ${open} problems.`;
  const body = html`<h1>${name}</h1>
<p>${word}</p>
${incidents.length === 0 ? html`<p>Nothing was published yet.</p>` : incidents.map((one) => article(one, zone))}
${next === null ? null : html`<p><a href="/public?before=${String(next)}">Older ones</a></p>`}`;
  return page(`${name}: status`, body);
}

function article({ state, since, overAt, whatHappened, howHandled, messages }: PublicIncident, zone: string): Html {
  const heading = html`${state === "open" ? "Since" : "From"} ${time(since, zone)}${overAt === null ? null : html` to ${time(overAt, zone)}`}`;
  return html`<article>
<h2>${heading}</h2>
<p>${state === "open" ? "We are on it." : "This is over."}</p>
${part("What happened", whatHappened)}
${part("How it was handled", howHandled)}
${messages.map(({ at, text }) => html`<section><h3>${time(at, zone)}</h3>${lines(text)}</section>`)}
</article>`;
}

const part = (heading: string, text: string | null) => (text === null ? null : html`<section><h3>${heading}</h3>${lines(text)}</section>`);

const lines = (text: string) => text.split(/\n+/).map((line) => html`<p>${line}</p>`);

/** The public listener: these pages and its own health, nothing else. `/` is the list. */
export function buildPublic(
  parts: PublicParts,
  deps: Pick<Deps, "ready"> & { readonly log: FastifyBaseLogger; readonly plugins?: readonly RoutePlugin[] },
): FastifyInstance {
  const app = fastify({
    loggerInstance: deps.log,
    logController: new LogController({ disableRequestLogging: true }),
    forceCloseConnections: true,
    requestTimeout: 5_000,
  }) as unknown as App;
  app.addHook("onRequest", async (_request, reply) => {
    void reply.header("x-content-type-options", "nosniff");
    void reply.header("referrer-policy", "no-referrer");
    void reply.header("cache-control", "public, max-age=15");
    void reply.header("content-security-policy", "default-src 'none'; style-src 'self'; frame-ancestors 'none'; base-uri 'none'");
  });
  healthRoutes(app, deps);
  for (const plugin of [publicRoutes(parts), ...(deps.plugins ?? [])]) void app.register(async (scope) => plugin(scope as App, deps as Deps));
  app.get("/", { config: { needs: "nobody" }, schema: { hide: true } }, async (_request, reply) => reply.redirect("/public") as never);
  app.setErrorHandler(async (_error, _request, reply) =>
    reply
      .code(503)
      .type("text/html; charset=utf-8")
      .send(page("One moment", html`<h1>We cannot show this page just now.</h1><p>Please try again in a minute.</p>`) as never),
  );
  return app as unknown as FastifyInstance;
}
