/** The text and the HTML of a mail, both from the one message; the HTML reads well on a phone in the dark and loads nothing. */
import type { Message } from "./message.ts";
import type { SafeMessage } from "./plain-text.ts";
import { safe } from "./plain-text.ts";

/** The mail as plain text. */
export function textBody(message: Message): string {
  const parts = safe(message);
  const blocks = [
    parts.headline,
    ...(parts.action === null ? [] : [`${parts.action.label}:\n${parts.action.url}`]),
    ...parts.paragraphs,
    parts.facts.map((fact) => `${fact.label}: ${fact.value}`).join("\n"),
    parts.links.map((link) => `${link.label}: ${link.url}`).join("\n"),
  ];
  return `${blocks.filter((block) => block !== "").join("\n\n")}\n`;
}

/** The mail as HTML: a whole document, styles inside, no images, no scripts, nothing from elsewhere. */
export function htmlBody(message: Message): string {
  const parts = safe(message);
  return `<!doctype html>
<html lang="${escaped(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(message.language) ? message.language : "en")}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${escaped(parts.headline)}</title>
<style>${darkStyle}</style>
</head>
<body class="page" style="margin:0;padding:0;background:#f6f5f3;color:#1d1c1a;font:16px/1.55 system-ui,-apple-system,'Segoe UI',Roboto,sans-serif">
<div class="card" style="max-width:560px;margin:0 auto;padding:28px 20px 36px;background:#ffffff">
${content(message, parts)}
</div>
</body>
</html>
`;
}

const darkStyle = `:root{color-scheme:light dark}
@media (prefers-color-scheme:dark){.page{background:#141311!important;color:#ece9e4!important}.card{background:#1c1b19!important}
.quiet{color:#a8a39a!important}.rule{border-color:#34322e!important}.button{background:#ece9e4!important;color:#1c1b19!important}.link{color:#9cc2ff!important}.drill{background:#3a3320!important;color:#f3e3b0!important}}`;

function content(message: Message, parts: SafeMessage): string {
  const banner = message.drill
    ? `<p class="drill" style="margin:0 0 16px;padding:8px 12px;border-radius:6px;background:#fbf1d3;color:#5a4708;font-weight:600">DRILL</p>\n`
    : "";
  const button =
    parts.action === null
      ? ""
      : `<p style="margin:0 0 24px"><a class="button" href="${escaped(parts.action.url)}" style="display:inline-block;padding:13px 22px;border-radius:8px;background:#1d1c1a;color:#ffffff;font-weight:600;text-decoration:none">${escaped(parts.action.label)}</a></p>\n`;
  const paragraphs = parts.paragraphs.map((text) => `<p style="margin:0 0 14px">${escaped(text).replaceAll("\n", "<br>\n")}</p>\n`).join("");
  const heading = `<h1 style="margin:0 0 18px;font-size:20px;line-height:1.35;font-weight:650">${escaped(parts.headline)}</h1>\n`;
  return banner + heading + button + paragraphs + factTable(parts) + linkList(parts);
}

function factTable(parts: SafeMessage): string {
  if (parts.facts.length === 0) return "";
  const rows = parts.facts
    .map(
      (fact) =>
        `<tr><td class="quiet" style="padding:4px 16px 4px 0;color:#6b675f;vertical-align:top;white-space:nowrap">${escaped(fact.label)}</td><td style="padding:4px 0">${escaped(fact.value)}</td></tr>`,
    )
    .join("\n");
  return `<table class="rule" role="presentation" style="width:100%;margin:18px 0 0;border-top:1px solid #e4e1db;padding-top:12px;font-size:15px;border-collapse:separate;border-spacing:0">\n${rows}\n</table>\n`;
}

function linkList(parts: SafeMessage): string {
  if (parts.links.length === 0) return "";
  const links = parts.links
    .map((link) => `<a class="link" href="${escaped(link.url)}" style="color:#1d5fbf;margin-right:18px">${escaped(link.label)}</a>`)
    .join("\n");
  return `<p class="rule" style="margin:18px 0 0;padding-top:14px;border-top:1px solid #e4e1db;font-size:15px">${links}</p>\n`;
}

const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;", "`": "&#96;" };

function escaped(text: string): string {
  return text.replace(/[&<>"'`]/gu, (character) => entities[character] ?? "");
}
