/** Text that is safe in every sink: no control characters, no terminal sequences, no direction overrides, no broken surrogates (S4). */
import type { Message } from "./message.ts";

// biome-ignore lint/suspicious/noControlCharactersInRegex: removing them is the purpose.
const terminalSequences = /(?:\u001b\[|\u009b)[0-?]*[ -/]*[@-~]|\u001b\][^\u0007\u001b]{0,200}(?:\u0007|\u001b\\)?|\u001b[@-Z\\-_]?/gu;
const directionControls = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;
const invisible = /[\u00ad\u200b\u2060-\u2064\ufeff\ufff9-\ufffb]|[\u{e0000}-\u{e007f}]/gu;
const loneSurrogates = /\p{Surrogate}/gu;
const controls = /[\p{Cc}\u2028\u2029]/gu;
const controlsButNewline = /[^\P{Cc}\n]/gu;

function clean(text: string): string {
  return text.replace(terminalSequences, "").replace(directionControls, "").replace(invisible, "").replace(loneSurrogates, "\ufffd");
}

/** One line of at most `max` characters: for subjects, names, labels. */
export function oneLine(text: string, max = 500): string {
  return shorten(clean(text).replace(controls, " ").replace(/\s+/gu, " ").trim(), max);
}

/** Several lines of at most `max` characters: for paragraphs. */
function lines(text: string, max = 20_000): string {
  const unified = clean(text)
    .replace(/\r\n?|[\u2028\u2029\u0085]/gu, "\n")
    .replace(/\t/gu, " ");
  return shorten(
    unified
      .replace(controlsButNewline, "")
      .replace(/\n{3,}/gu, "\n\n")
      .trim(),
    max,
  );
}

/** Cut at a whole character, the cut visible. */
function shorten(text: string, max: number): string {
  if (text.length <= max) return text;
  let kept = "";
  for (const character of text) {
    if (kept.length + character.length > max - 3) break;
    kept += character;
  }
  return `${kept.trimEnd()}...`;
}

/** The address if it is a plain http(s) URL, else null: nothing else becomes a link. */
function safeUrl(text: string): string | null {
  if (/[\s\p{Cc}<>"]/u.test(text) || !URL.canParse(text)) return null;
  const url = new URL(text);
  if (url.protocol !== "https:" && url.protocol !== "http:") return null;
  return url.username === "" && url.password === "" ? url.href : null;
}

/** The first line of every rendering: the headline, with DRILL before it when it is one (SR-40). */
export function announced(message: Message): string {
  const headline = oneLine(message.headline, 400);
  return message.drill ? `DRILL ${headline}` : headline;
}

/** The sentence under the headline of every drill message. */
export const drillNotice = "This is a drill. Nothing is broken, and nothing you do here leaves the drill.";

/** A message with every text made safe and every unsafe link taken away: what renderers work from. */
export type SafeMessage = {
  readonly headline: string;
  readonly paragraphs: readonly string[];
  readonly facts: readonly { readonly label: string; readonly value: string }[];
  readonly action: { readonly label: string; readonly url: string } | null;
  readonly links: readonly { readonly label: string; readonly url: string }[];
};

/** Makes a message safe for rendering; the order of its parts stays. */
export function safe(message: Message): SafeMessage {
  const link = (from: { readonly label: string; readonly url: string }) => {
    const url = safeUrl(from.url);
    return url === null ? [] : [{ label: oneLine(from.label, 80), url }];
  };
  return {
    headline: announced(message),
    paragraphs: [...(message.drill ? [drillNotice] : []), ...message.paragraphs.map((text) => lines(text)).filter((text) => text !== "")],
    facts: message.facts.map((fact) => ({ label: oneLine(fact.label, 60), value: oneLine(fact.value, 300) })),
    action: message.action === undefined ? null : (link(message.action)[0] ?? null),
    links: message.links.flatMap(link),
  };
}
