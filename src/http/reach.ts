/** What a person may choose from to be reached, and the key that lets a browser take push messages from this server and no other. */
import { z } from "zod";
import type { RoutePlugin } from "./deps.ts";
import { answer } from "./outcome.ts";

/** A channel as people choose it. `ready`: the server has what it needs to send by it. */
export type Offered = { readonly name: string; readonly title: string; readonly wakes: boolean; readonly ready: boolean };

const offered = z.object({ name: z.string(), title: z.string(), wakes: z.boolean(), ready: z.boolean() }).meta({ id: "ContactChannel" });

/** `GET /api/v1/contact-channels` and `GET /api/v1/push/key`. */
export function reachRoutes(channels: readonly Offered[], pushKey: string): RoutePlugin {
  return (app) => {
    const config = { needs: "read" as const };
    const list = { response: { 200: z.object({ channels: z.array(offered) }) } };
    app.get("/api/v1/contact-channels", { config, schema: list }, async (_request, reply) => answer(reply, { channels }));
    const key = z.string().meta({ description: "The `applicationServerKey` for `pushManager.subscribe`" });
    app.get("/api/v1/push/key", { config, schema: { response: { 200: z.object({ publicKey: key }) } } }, async (_request, reply) =>
      answer(reply, { publicKey: pushKey }),
    );
  };
}
