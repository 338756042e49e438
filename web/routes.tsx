/** Which address shows which screen. Screens are loaded when they are first needed. */
import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Outlet } from "@tanstack/react-router";
import { Crashed, NotFound } from "./parts/crashed.tsx";
import { Shell } from "./parts/shell.tsx";
import { Skeleton } from "./parts/states.tsx";
import type { IncidentFilter } from "./queries.ts";
import { Bridge } from "./screens/bridge.tsx";

const text = (value: unknown) => (typeof value === "string" && value !== "" ? value : typeof value === "number" ? String(value) : undefined);

const root = createRootRoute({ component: Outlet, notFoundComponent: NotFound, errorComponent: Crashed });

const app = createRoute({ getParentRoute: () => root, id: "app", component: Shell, notFoundComponent: NotFound });

const bridge = createRoute({ getParentRoute: () => app, path: "/", component: Bridge });

const report = createRoute({
  getParentRoute: () => app,
  path: "/report",
  validateSearch: (search: Record<string, unknown>): { drill?: boolean } => (search.drill === true || search.drill === "true" ? { drill: true } : {}),
  component: lazyRouteComponent(() => import("./screens/report.tsx"), "Report"),
});

/** The list keeps its filters in the address, so that a view can be sent to a colleague. */
const incidents = createRoute({
  getParentRoute: () => app,
  path: "/incidents",
  validateSearch: (search: Record<string, unknown>): IncidentFilter => {
    const [words, phase, severity, before] = [text(search.text), text(search.phase), text(search.severity), Number(search.before)];
    return { ...(words ? { text: words } : {}), ...(phase ? { phase } : {}), ...(severity ? { severity } : {}), ...(before > 0 ? { before } : {}) };
  },
  component: lazyRouteComponent(() => import("./screens/incidents.tsx"), "Incidents"),
});

const room = createRoute({
  getParentRoute: () => app,
  path: "/incidents/$number",
  component: lazyRouteComponent(() => import("./screens/room.tsx"), "Room"),
});

const followUps = createRoute({
  getParentRoute: () => app,
  path: "/follow-ups",
  validateSearch: (search: Record<string, unknown>): { owner?: string; state?: string } => {
    const [owner, state] = [text(search.owner), text(search.state)];
    return { ...(owner === "me" || owner === "nobody" ? { owner } : {}), ...(state === "done" ? { state } : {}) };
  },
  component: lazyRouteComponent(() => import("./screens/follow-ups.tsx"), "FollowUps"),
});

const executives = createRoute({
  getParentRoute: () => app,
  path: "/executives",
  component: lazyRouteComponent(() => import("./screens/executives.tsx"), "Executives"),
});

const document = createRoute({
  getParentRoute: () => app,
  path: "/incidents/$number/documents/$kind",
  component: lazyRouteComponent(() => import("./screens/document.tsx"), "DocumentPage"),
});

const directory = createRoute({
  getParentRoute: () => app,
  path: "/directory",
  validateSearch: (search: Record<string, unknown>): { q?: string } => {
    const q = text(search.q);
    return q ? { q } : {};
  },
  component: lazyRouteComponent(() => import("./screens/directory.tsx"), "Directory"),
});

const onCall = createRoute({ getParentRoute: () => app, path: "/on-call", component: lazyRouteComponent(() => import("./screens/on-call.tsx"), "OnCall") });

const process = createRoute({ getParentRoute: () => app, path: "/process", component: lazyRouteComponent(() => import("./screens/process.tsx"), "Process") });

const processByKey = createRoute({
  getParentRoute: () => app,
  path: "/process/$key",
  validateSearch: (search: Record<string, unknown>): { version?: number } => (Number(search.version) > 0 ? { version: Number(search.version) } : {}),
  component: lazyRouteComponent(() => import("./screens/process.tsx"), "ProcessByKey"),
});

const processVersions = createRoute({
  getParentRoute: () => app,
  path: "/process/$key/versions",
  component: lazyRouteComponent(() => import("./screens/process/versions.tsx"), "Versions"),
});

const processOpen = createRoute({
  getParentRoute: () => app,
  path: "/process/$key/open",
  component: lazyRouteComponent(() => import("./screens/process/open.tsx"), "LeftOpen"),
});

const processEdit = createRoute({
  getParentRoute: () => app,
  path: "/process/$key/edit/$version",
  component: lazyRouteComponent(() => import("./screens/process/editor.tsx"), "Editor"),
});

const silences = createRoute({
  getParentRoute: () => app,
  path: "/silences",
  validateSearch: (search: Record<string, unknown>): { state?: "upcoming" | "over" } =>
    search.state === "upcoming" || search.state === "over" ? { state: search.state } : {},
  component: lazyRouteComponent(() => import("./screens/silences.tsx"), "Silences"),
});

const deliveries = createRoute({
  getParentRoute: () => app,
  path: "/deliveries",
  validateSearch: (search: Record<string, unknown>): { all?: boolean } => (search.all === true || search.all === "true" ? { all: true } : {}),
  component: lazyRouteComponent(() => import("./screens/deliveries.tsx"), "Deliveries"),
});

const settings = createRoute({
  getParentRoute: () => app,
  path: "/settings",
  component: lazyRouteComponent(() => import("./screens/settings.tsx"), "Settings"),
});

const settingsPart = createRoute({
  getParentRoute: () => app,
  path: "/settings/$part",
  component: lazyRouteComponent(() => import("./screens/settings.tsx"), "Settings"),
});

const signIn = createRoute({
  getParentRoute: () => root,
  path: "/sign-in",
  validateSearch: (search: Record<string, unknown>): { next?: string } => {
    const next = text(search.next);
    // Only our own pages: an address from outside must not be able to send somebody elsewhere.
    return next?.startsWith("/") && !next.startsWith("//") && !next.includes("\\") ? { next } : {};
  },
  component: lazyRouteComponent(() => import("./screens/sign-in.tsx"), "SignIn"),
});

const invite = createRoute({
  getParentRoute: () => root,
  path: "/invite/$token",
  component: lazyRouteComponent(() => import("./screens/join.tsx"), "Invite"),
});

const byHash = lazyRouteComponent(() => import("./screens/join.tsx"), "JoinByHash");

const join = createRoute({ getParentRoute: () => root, path: "/join", component: byHash });

const reset = createRoute({ getParentRoute: () => root, path: "/reset", component: byHash });

const setup = createRoute({ getParentRoute: () => root, path: "/setup", component: lazyRouteComponent(() => import("./screens/setup.tsx"), "Setup") });

const tree = root.addChildren([
  app.addChildren([
    bridge,
    report,
    incidents,
    followUps,
    executives,
    room,
    document,
    directory,
    onCall,
    process,
    processByKey,
    processVersions,
    processOpen,
    processEdit,
    silences,
    deliveries,
    settings,
    settingsPart,
  ]),
  signIn,
  invite,
  join,
  reset,
  setup,
]);

/** The router of the app. */
export function makeRouter() {
  return createRouter({ routeTree: tree, defaultPreload: "intent", defaultPendingComponent: Skeleton, defaultPendingMs: 300, defaultErrorComponent: Crashed });
}

declare module "@tanstack/react-router" {
  interface Register {
    router: ReturnType<typeof makeRouter>;
  }
}
