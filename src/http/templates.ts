/** Every message that can leave, as it would read on each channel: for whoever wants to know before it matters. */
import { z } from "zod";
import { compose } from "../channels/compose.ts";
import { channels } from "../channels/index.ts";
import type { Message, Template } from "../channels/message.ts";
import { templates } from "../channels/templates/index.ts";
import { refuse } from "../core/kernel/refusal.ts";
import type { App } from "./deps.ts";
import { answer, sendRefusal } from "./outcome.ts";

const path = "/api/v1/templates";
const shown = z.object({
  name: z.string(),
  title: z.string(),
  channels: z.array(z.object({ channel: z.string(), subject: z.string().nullable(), text: z.string(), hasHtml: z.boolean() })),
});

function example(template: Template): Message {
  return compose(template, template.example, { idempotencyKey: `preview-${template.name}`, urgency: "notice", drill: false, language: "en" });
}

function previewOf(template: Template) {
  const message = example(template);
  const read = channels.map((channel) => ({ channel: channel.name, ...channel.preview(message) }));
  return {
    name: template.name,
    title: template.title,
    channels: read.map(({ channel, subject, text, html }) => ({ channel, subject: subject ?? null, text, hasHtml: html !== undefined })),
  };
}

/** `GET /api/v1/templates`, and each mail as HTML in a sandbox of its own. */
export function templateRoutes(app: App): void {
  const config = { needs: "read" as const };
  app.get(path, { config, schema: { response: { 200: z.object({ items: z.array(shown) }) } } }, async (_request, reply) =>
    answer(reply, { items: templates.map(previewOf) }),
  );
  app.get(`${path}/:name/mail`, { config, schema: { params: z.object({ name: z.string().max(40) }) } }, async (request, reply) => {
    const template = templates.find((one) => one.name === request.params.name);
    const html = template && channels.find((one) => one.name === "email")?.preview(example(template)).html;
    if (html === undefined) return sendRefusal(reply, refuse("not_found", "There is no such message."));
    // Styles of a mail stand in the mail: allowed here alone, where nothing can run.
    return reply.header("content-security-policy", "sandbox; default-src 'none'; style-src 'unsafe-inline'").type("text/html; charset=utf-8").send(html);
  });
}
