/** The words of an SMS: severity and topic first, how to answer, the link whole, and the rest where it costs no further segment. */

import type { Message } from "./message.ts";
import { drillNotice, oneLine, safe } from "./plain-text.ts";
import { folded, segments } from "./sms-alphabet.ts";

const limit = 3;

/** The message as one SMS of at most three segments, of one where that says enough. `links: false` for countries that drop messages with a link. */
export function smsText(message: Message, { links = true }: { readonly links?: boolean } = {}): string {
  const parts = safe(message);
  const code = /^[a-z0-9]{1,6}$/i.exec(message.answerable?.handle ?? "")?.[0];
  const reply = code === undefined ? "" : `\nReply ${code}a if you are on it, ${code}e to pass it on`;
  const link = links ? (parts.action ?? parts.links[0] ?? null) : null;
  const tail = link === null ? reply : `${reply}\n${folded(link.label)}: ${link.url}`;
  const keptTail = segments(tail) < limit ? tail : reply;
  const written = links ? [...parts.paragraphs] : parts.paragraphs.map(withoutLinks);
  const rest = written.filter((text) => text !== drillNotice && text !== "").map((text) => folded(oneLine(text)));
  const headline = folded(links ? parts.headline : withoutLinks(parts.headline));
  const room = segments(headline + keptTail) === 1 && message.answerable !== undefined ? 1 : limit;
  return withParagraphs(cutToFit(headline, keptTail, limit), rest, { tail: keptTail, most: room });
}

function withoutLinks(text: string): string {
  return text.replace(/\b(?:https?:\/\/|www\.)\S+/giu, "").trim();
}

function fits(text: string, most: number): boolean {
  return segments(text) <= most;
}

/** As much of the head as fits before the tail, cut at a word where one is near. */
function cutToFit(head: string, tail: string, most: number): string {
  if (fits(head + tail, most)) return head;
  const characters = [...head];
  let low = 0;
  let high = characters.length;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (fits(`${characters.slice(0, middle).join("")}...${tail}`, most)) low = middle;
    else high = middle - 1;
  }
  const kept = characters.slice(0, low).join("");
  const space = kept.lastIndexOf(" ");
  return `${(space > kept.length - 20 ? kept.slice(0, space) : kept).trimEnd()}...`;
}

type Room = { readonly tail: string; readonly most: number };

function withParagraphs(head: string, paragraphs: readonly string[], { tail, most }: Room): string {
  let text = head;
  for (const paragraph of paragraphs) {
    if (fits(`${text}\n${paragraph}${tail}`, most)) {
      text = `${text}\n${paragraph}`;
      continue;
    }
    const cut = cutToFit(`${text}\n${paragraph}`, tail, most);
    return (cut.length >= text.length + 24 ? cut : text) + tail;
  }
  return text + tail;
}
