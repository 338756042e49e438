/** The SMS alphabet: folding text into GSM 7-bit where that loses nothing, and counting segments. */

const basic = new Set("@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà");
/** These take two places. */
const extended = new Set("^{}\\[~]|€");

const folds: Readonly<Record<string, string>> = {
  "\u2018": "'",
  "\u2019": "'",
  "\u201a": "'",
  "\u2032": "'",
  "\u00b4": "'",
  "`": "'",
  "\u201c": '"',
  "\u201d": '"',
  "\u201e": '"',
  "\u00ab": '"',
  "\u00bb": '"',
  "\u2033": '"',
  "\u2010": "-",
  "\u2011": "-",
  "\u2012": "-",
  "\u2013": "-",
  "\u2014": "-",
  "\u2212": "-",
  "\u00b7": "-",
  "\u2022": "-",
  "\u2026": "...",
  "\u00a0": " ",
  "\u2009": " ",
  "\u202f": " ",
  "\u2192": "->",
  "\u00d7": "x",
  "\u2122": "TM",
  "\u00a9": "(c)",
  "\u00ae": "(r)",
  "\u0142": "l",
  "\u0141": "L",
  "\u0111": "d",
  "\u0110": "D",
  "\u0153": "oe",
  "\u0152": "OE",
  "\u0131": "i",
  "\u00b0": " deg",
};

/** Text with typographic signs and accents that GSM 7-bit lacks replaced by their plain forms; other scripts stay as they are. */
export function folded(text: string): string {
  let out = "";
  for (const character of text.normalize("NFC")) {
    if (basic.has(character) || extended.has(character)) out += character;
    else out += folds[character] ?? withoutAccent(character);
  }
  return out;
}

function withoutAccent(character: string): string {
  const bare = character.normalize("NFD").replace(/\p{Mn}/gu, "");
  return bare !== "" && [...bare].every((part) => basic.has(part)) ? bare : character;
}

/** Whether every character fits GSM 7-bit. */
export function isGsm(text: string): boolean {
  return [...text].every((character) => basic.has(character) || extended.has(character));
}

/** How many SMS segments a text takes: 160 or 153 places in GSM 7-bit, 70 or 67 UTF-16 units otherwise; no character is split over two. */
export function segments(text: string): number {
  const gsm = isGsm(text);
  const places = [...text].map((character) => (gsm ? (extended.has(character) ? 2 : 1) : character.length));
  const total = places.reduce((sum, width) => sum + width, 0);
  if (total <= (gsm ? 160 : 70)) return 1;
  const size = gsm ? 153 : 67;
  let count = 1;
  let used = 0;
  for (const width of places) {
    if (used + width > size) {
      count += 1;
      used = 0;
    }
    used += width;
  }
  return count;
}
