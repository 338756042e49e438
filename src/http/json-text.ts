/** JSON as strangers write it: its depth is known before it is parsed, and a mistake is named by its place. */

const quote = 0x22;
const backslash = 0x5c;

/** Whether arrays and objects nest deeper than `limit`: one pass over the text that skips strings and builds nothing. */
export function nestsDeeperThan(text: string, limit: number): boolean {
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === quote) at = endOfString(text, at);
    else if (code === 0x5b || code === 0x7b) depth += 1;
    else if (code === 0x5d || code === 0x7d) depth -= 1;
    if (depth > limit) return true;
  }
  return false;
}

/** The index of the quote that ends the string which begins at `start`; the text's length when none does. */
function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === backslash) at += 1;
    else if (code === quote) return at;
  }
  return text.length;
}

/** The value of a JSON text, or the 0-based place (in UTF-16 units) where it stops being JSON. The text must nest at most some thousand levels. */
export function parseJson(text: string): { readonly value: unknown } | { readonly syntaxErrorAt: number } {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return { syntaxErrorAt: mistakeIn(text) };
  }
}

/** A mistake is a negative number that tells its place (`-1 - place`); other results are where to read on. */
function mistakeIn(text: string): number {
  const end = skipSpace(text, value(text, skipSpace(text, 0)));
  return end < 0 ? -1 - end : end;
}

function skipSpace(text: string, at: number): number {
  let next = at;
  while (next >= 0 && next < text.length && " \n\r\t".includes(text[next]!)) next += 1;
  return next;
}

function value(text: string, at: number): number {
  const first = text[at];
  if (first === "{") return list(text, at, "}", member);
  if (first === "[") return list(text, at, "]", value);
  if (first === '"') return string(text, at);
  const plain = /true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
  plain.lastIndex = at;
  return plain.test(text) ? plain.lastIndex : -1 - at;
}

function list(text: string, start: number, close: string, item: (text: string, at: number) => number): number {
  let at = skipSpace(text, start + 1);
  if (text[at] === close) return at + 1;
  for (;;) {
    at = skipSpace(text, item(text, at));
    if (at < 0) return at;
    if (text[at] === close) return at + 1;
    if (text[at] !== ",") return -1 - at;
    at = skipSpace(text, at + 1);
  }
}

function member(text: string, at: number): number {
  if (text[at] !== '"') return -1 - at;
  const colon = skipSpace(text, string(text, at));
  if (colon < 0) return colon;
  return text[colon] === ":" ? value(text, skipSpace(text, colon + 1)) : -1 - colon;
}

function string(text: string, start: number): number {
  const escaped = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;
  let at = start + 1;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code === quote) return at + 1;
    if (code < 0x20) return -1 - at;
    if (code === backslash) {
      escaped.lastIndex = at;
      if (!escaped.test(text)) return -1 - at;
      at = escaped.lastIndex;
    } else at += 1;
  }
  return -1 - text.length;
}
