/** TwiML: what Twilio says and asks on our behalf, with every text encoded for XML (S4). */
import type { Said } from "../channel.ts";
import { oneLine } from "../plain-text.ts";

const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&apos;" };

/** How often the words are said before a call that hears nothing ends. */
const rounds = 3;

function xml(text: string, most: number): string {
  // XML 1.0 has no characters for these two, however they are written.
  return oneLine(text, most)
    .replace(/[\ufffe\uffff]/gu, "")
    .replace(/[&<>"']/gu, (character) => entities[character] ?? "");
}

function document(inside: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?><Response>${inside}</Response>`;
}

/** An SMS back for each line; nothing at all where there is none. */
export function textAnswer(said: Said): string {
  return document(said.lines.map((line) => `<Message>${xml(line, 480)}</Message>`).join(""));
}

/** Words said, then the keys that may be pressed, three times over; without keys the words and the end. `askAt` hears the key. */
export function callAnswer(said: Said, askAt: string | null): string {
  const words = said.lines.map((line) => `<Say language="en-GB">${xml(line, 600)}</Say><Pause length="1"/>`).join("");
  const menu = said.keys.map(({ key, does }) => `<Say language="en-GB">Press ${spokenKey(key)} ${xml(does, 120)}.</Say>`).join("");
  if (askAt === null || said.keys.length === 0) return document(`${words.repeat(askAt === null ? rounds : 1)}<Hangup/>`);
  const gather = `<Gather input="dtmf" numDigits="1" timeout="6" method="POST" action="${xml(askAt, 2_000)}">${words}${menu}</Gather>`;
  return document(`${gather.repeat(rounds)}<Hangup/>`);
}

function spokenKey(key: string): string {
  return key === "*" ? "star" : xml(key, 1);
}
