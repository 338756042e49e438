/** Every message that can leave, to be read before it matters. */
import { z } from "zod";
import { refuse } from "../core/kernel/refusal.ts";
import type { Preview } from "../shell/previews.ts";
import type { RoutePlugin } from "./deps.ts";
import { answer, sendRefusal } from "./outcome.ts";

const path = "/api/v1/templates";
const shown = z
  .object({ name: z.string(), title: z.string(), channels: z.array(z.object({ channel: z.string(), subject: z.string().nullable(), text: z.string() })) })
  .meta({ id: "Template" });

/** `GET /api/v1/templates`, and each mail as HTML in a sandbox of its own. */
export function templateRoutes(previews: readonly Preview[]): RoutePlugin {
  const items = previews.map(({ channels, ...preview }) => ({ ...preview, channels: channels.map(({ html: _html, ...rest }) => rest) }));
  return (app) => {
    const config = { needs: "read" as const };
    app.get(path, { config, schema: { response: { 200: z.object({ items: z.array(shown) }) } } }, async (_request, reply) => answer(reply, { items }));
    app.get(`${path}/:name/mail`, { config, schema: { params: z.object({ name: z.string().max(40) }) } }, async (request, reply) => {
      const html = previews.find((one) => one.name === request.params.name)?.channels.find((one) => one.html !== null)?.html;
      if (!html) return sendRefusal(reply, refuse("not_found", "There is no such message."));
      // Styles of a mail stand in the mail: allowed here alone, where nothing can run.
      return reply
        .header("content-security-policy", "sandbox; default-src 'none'; style-src 'unsafe-inline'")
        .type("text/html; charset=utf-8")
        .send(html as never);
    });
  };
}
