/** Pages made on the server: every value is escaped where it stands, and nothing is inline that a strict policy would refuse. */

/** Text that is markup already. */
export type Html = { readonly html: string };

type Value = string | number | Html | null | readonly Html[];

const escapes: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/** The text as it may stand in an element or a quoted attribute; marks that reorder text are dropped. */
function escaped(text: string): string {
  return text.replace(/[\u202a-\u202e\u2066-\u2069]/g, "").replace(/[&<>"']/g, (found) => escapes[found]!);
}

/** A template whose values are escaped, unless they are markup. */
export function html(strings: TemplateStringsArray, ...values: readonly Value[]): Html {
  return { html: strings.map((text, at) => text + (at < values.length ? markup(values[at]!) : "")).join("") };
}

function markup(value: Value): string {
  if (value === null) return "";
  if (typeof value === "string" || typeof value === "number") return escaped(String(value));
  return "html" in value ? value.html : value.map((one) => one.html).join("");
}

/** A whole page with the shared stylesheet; it works without scripts. A narrow one is for a phone in the dark; practice says so at its top. */
export function page(title: string, body: Html, look: { readonly narrow?: boolean; readonly drill?: boolean } = {}): string {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${look.drill ? `DRILL: ${title}` : title}</title>
<link rel="stylesheet" href="/plain.css">
</head>
<body>
${look.drill ? html`<div class="drill"><strong>DRILL: this is practice</strong></div>` : null}
<main class="${look.narrow ? "sheet narrow" : "sheet"}">
${body}
</main>
</body>
</html>
`.html;
}

/** An instant for people, in a zone, with the exact one beside it. */
export function time(at: string, zone: string): Html {
  const shown = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "short", timeZone: zone }).format(new Date(at));
  return html`<time datetime="${at}">${shown} (${zone})</time>`;
}
