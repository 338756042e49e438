/** Words from elsewhere, made harmless for a terminal: nothing in them moves the cursor, changes colours or turns the direction of reading (S4). */

/** Control characters, marks that turn or hide text, and halves of characters. */
const steering = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu;

const visible = (character: string) => `\\u{${character.codePointAt(0)!.toString(16)}}`;

/** A text on one line. */
export function oneLine(text: string): string {
  return text.replace(/\s*[\r\n\t]+\s*/g, " ").replace(steering, visible);
}

/** A text that keeps its lines. */
export function lines(text: string): string {
  return text.replace(/\r\n?/g, "\n").split("\n").map(oneLine).join("\n");
}

/** A value as JSON that is still the same value, in characters that do nothing. */
export function json(value: unknown): string {
  const units = (character: string) => [...Array(character.length).keys()].map((at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, "0")}`).join("");
  return (JSON.stringify(value, null, 2) ?? "null")
    .split("\n")
    .map((line) => line.replace(steering, units))
    .join("\n");
}
