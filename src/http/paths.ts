/** Which methods a path has, so that a wrong method is 405 and a wrong path 404. */
import type { App } from "./deps.ts";

/** Notes every route registered after it; answers the other methods of a path, none where there is no such path. */
export function knownPaths(app: App): (method: string, path: string) => readonly string[] {
  const routes = new Map<string, { readonly matches: RegExp; readonly methods: Set<string> }>();
  app.addHook("onRoute", (route) => {
    // A page for whatever address is not a path that exists.
    if (route.url.includes("*")) return;
    const known = routes.get(route.url) ?? { matches: matcher(route.url), methods: new Set<string>() };
    for (const method of [route.method].flat()) known.methods.add(method);
    routes.set(route.url, known);
  });
  return (method, path) => {
    const methods = [...routes.values()].filter(({ matches }) => matches.test(path)).flatMap((route) => [...route.methods]);
    return methods.includes(method) ? [] : [...new Set(methods)].sort();
  };
}

/** `/people/:id` as an expression over whole paths. */
function matcher(url: string): RegExp {
  const parts = url.split("/").map((part) => (part.startsWith(":") ? "[^/]+" : part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")));
  return new RegExp(`^${parts.join("/")}/?$`);
}
