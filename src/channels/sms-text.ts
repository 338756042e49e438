/** The words of an SMS: severity and topic first, the link whole, the rest as far as three segments carry. */

import type { Message } from "./message.ts";
import { drillNotice, oneLine, safe } from "./plain-text.ts";
import { folded, segments } from "./sms-alphabet.ts";

const limit = 3;

/** The message as one SMS of at most three segments. */
export function smsText(message: Message): string {
  const parts = safe(message);
  const link = parts.action ?? parts.links[0] ?? null;
  const tail = link === null ? "" : `\n${folded(link.label)}: ${link.url}`;
  const keptTail = segments(tail) < limit ? tail : "";
  const head = cutToFit(folded(parts.headline), keptTail);
  const rest = parts.paragraphs.filter((text) => text !== drillNotice).map((text) => folded(oneLine(text)));
  return withParagraphs(head, rest, keptTail);
}

function fits(text: string): boolean {
  return segments(text) <= limit;
}

/** As much of the head as fits before the tail, cut at a word where one is near. */
function cutToFit(head: string, tail: string): string {
  if (fits(head + tail)) return head;
  const characters = [...head];
  let low = 0;
  let high = characters.length;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (fits(`${characters.slice(0, middle).join("")}...${tail}`)) low = middle;
    else high = middle - 1;
  }
  const kept = characters.slice(0, low).join("");
  const space = kept.lastIndexOf(" ");
  return `${(space > kept.length - 20 ? kept.slice(0, space) : kept).trimEnd()}...`;
}

function withParagraphs(head: string, paragraphs: readonly string[], tail: string): string {
  let text = head;
  for (const paragraph of paragraphs) {
    if (fits(`${text}\n${paragraph}${tail}`)) {
      text = `${text}\n${paragraph}`;
      continue;
    }
    const cut = cutToFit(`${text}\n${paragraph}`, tail);
    return (cut.length >= text.length + 24 ? cut : text) + tail;
  }
  return text + tail;
}
