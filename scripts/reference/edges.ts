/** The pages of sources, channels and templates. */
import type { Channel } from "../../src/channels/channel.ts";
import { channels } from "../../src/channels/index.ts";
import { templates } from "../../src/channels/templates/index.ts";
import { sources } from "../../src/sources/index.ts";
import { sourceSettings } from "../../src/sources/settings.ts";
import { code, fields, json, page, schemaOf } from "./markdown.ts";

const filled = (parts: readonly string[]) => parts.filter((part) => part !== "").join("\n\n");

/** docs/reference/sources.md */
export function sourcesPage(): string {
  const parts = sources.map((source) => {
    const examples = source.examples.map(({ title, payload, signals }) =>
      filled([
        `**${title}**`,
        json(payload),
        "unreadable" in signals ? `Answered 400: ${signals.unreadable} (at ${code(signals.pointer || "/")})` : `becomes\n\n${json(signals)}`,
      ]),
    );
    return filled([`## ${source.name}`, `**${source.title}.**`, source.howTo, fields(schemaOf(source.settings)), ...examples]);
  });
  const lead =
    "Every format of alerts that is understood. An administrator makes a source under Settings, or with `POST /api/v1/sources`; its key is shown once.";
  return page("Sources", lead, "Settings that every source has:", fields(schemaOf(sourceSettings)), ...parts);
}

/** docs/reference/channels.md */
export function channelsPage(): string {
  const parts = (channels as readonly Channel[]).map((channel) => {
    const examples = channel.examples.map(({ title, message }) => {
      const { subject, text } = channel.preview(message);
      return filled([`**${title}**`, `\`\`\`text\n${subject === undefined ? "" : `Subject: ${subject}\n\n`}${text.trimEnd()}\n\`\`\``]);
    });
    const wakes = channel.wakes ? "It can wake somebody: pages prefer it." : "It wakes nobody: pages take it last.";
    const secret = channel.addressSecret ? " Each address has a secret of its own, which signs what is sent there." : "";
    const back = channel.receive ? " It also hears back: receipts and answers." : "";
    return filled([`## ${channel.name}`, `**${channel.title}.** ${wakes}${secret}${back}`, fields(schemaOf(channel.settings)), ...examples]);
  });
  return page("Channels", "Every way to reach people. A channel translates; whether, when and whom is decided before.", ...parts);
}

/** docs/reference/templates.md */
export function templatesPage(): string {
  const parts = templates.map((template) => {
    const { headline, paragraphs, facts, action } = template.compose(template.outside ? { ...template.example, incident: null } : template.example);
    const text = [
      headline,
      ...paragraphs,
      ...facts.map(({ label, value }) => `${label}: ${value}`),
      ...(action ? [`[${action.label}] ${action.url}`] : []),
    ].join("\n\n");
    const outside = template.outside ? " For people outside: it carries no number, severity or inner link." : "";
    return filled([
      `## ${template.name}`,
      `**${template.title}.**${outside}`,
      `Example, made of ${code(JSON.stringify(template.example.params))}:`,
      `\`\`\`text\n${text}\n\`\`\``,
    ]);
  });
  return page("Templates", "What is said, before any channel says it in its own format.", ...parts);
}
