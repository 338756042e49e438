/** Every message that can leave, as it would read on each channel, made from the templates' own examples. */
import type { Channel } from "../channels/channel.ts";
import { compose } from "../channels/compose.ts";
import type { Template } from "../channels/message.ts";
import { templates } from "../channels/templates/index.ts";

/** A template as each channel renders it. */
export type Preview = {
  readonly name: string;
  readonly title: string;
  readonly channels: readonly { readonly channel: string; readonly subject: string | null; readonly text: string; readonly html: string | null }[];
};

/** The previews of all templates over these channels. */
export function previewsOf(channels: readonly Pick<Channel, "name" | "preview">[]): readonly Preview[] {
  return templates.map((template) => previewOf(template, channels));
}

function previewOf(template: Template, channels: readonly Pick<Channel, "name" | "preview">[]): Preview {
  const message = compose(template, template.example, { idempotencyKey: `preview-${template.name}`, urgency: "notice", drill: false, language: "en" });
  return {
    name: template.name,
    title: template.title,
    channels: channels.map(({ name, preview }) => {
      const { subject, text, html } = preview(message);
      return { channel: name, subject: subject ?? null, text, html: html ?? null };
    }),
  };
}
