/** What a message sounds like: the headline, then the rest as far as anybody listens; no links, and codes digit by digit. */
import type { Said } from "./channel.ts";
import type { Message } from "./message.ts";
import { oneLine, safe } from "./plain-text.ts";

/** Characters spoken after the headline: about half a minute. */
const most = 400;

const link = /\bhttps?:\/\/\S+/giu;
const code = /(?<![\d#])\d{6}(?!\d)/gu;

/** The message as sentences to be said. */
export function spokenLines(message: Message): string[] {
  const parts = safe(message);
  const lines = [spoken(parts.headline, 300)];
  let left = most;
  for (const text of parts.paragraphs) {
    const line = spoken(text, left);
    if (line === "") continue;
    lines.push(line);
    left -= line.length;
    if (left < 40) break;
  }
  return lines.filter((line) => line !== "");
}

/** The same without keys to press: for a message that asks for no answer. */
export function spokenAlone(message: Message): Said {
  return { lines: spokenLines(message), keys: [] };
}

function spoken(text: string, longest: number): string {
  return oneLine(
    text.replace(link, "").replace(code, (digits) => [...digits].join(", ")),
    longest,
  );
}
