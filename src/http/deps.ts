/** What the HTTP side is handed by main: no part of it opens anything itself. */
import type { FastifyBaseLogger, FastifyInstance, RawReplyDefaultExpression, RawRequestDefaultExpression, RawServerDefault } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import type { Parts } from "../shell/access/parts.ts";
import type { Metrics } from "../shell/metrics.ts";

/** The app with Zod as its validator. */
export type App = FastifyInstance<RawServerDefault, RawRequestDefaultExpression, RawReplyDefaultExpression, FastifyBaseLogger, ZodTypeProvider>;

/** Whether this node can serve; `why` is for the operator only. */
export type Readiness = { readonly app: boolean; readonly ingest: boolean; readonly why: readonly string[] };

/** Everything routes may use. Whoever adds routes that need more adds it to their own plugin, not here. */
export type Deps = {
  readonly parts: Parts;
  readonly log: FastifyBaseLogger;
  readonly metrics: Metrics;
  /** Addresses or CIDRs of proxies whose X-Forwarded-* counts; none: nobody's does. */
  readonly trustedProxies: readonly string[];
  readonly version: string;
  readonly ready: () => Promise<Readiness>;
  /** Routes beyond those of this folder: commands, views, feed, signals, public answers, the web app. */
  readonly plugins: readonly RoutePlugin[];
  /** Hears of every route, for the test that walks them all. */
  readonly onRoute?: (method: string, url: string) => void;
};

/** A group of routes, registered in an instance of its own. */
export type RoutePlugin = (app: App, deps: Deps) => void | Promise<void>;
