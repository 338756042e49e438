/** Finding the area somebody means by plain words, also with typing errors: shared letter triples, the best match first. */

/** What is searched. */
export type Searchable = { readonly name: string; readonly keywords: readonly string[]; readonly says: string };

/** Below this share of common triples a word is another word. */
const alike = 0.4;

/** Names count most, then keywords, then the description. */
const weights = { name: 3, keyword: 2, says: 1 };

/** Words that stand in every sentence and say nothing of what is meant. */
const idle = new Set(
  "a an and are at be been by can cannot cant do does dont for from has have i in is isnt it its me my no not of on or our says so that the their them there they this to us was we what when where which who why with wont you".split(
    " ",
  ),
);

/**
 * The entries that match most of the query's words, best first: what somebody types in a hurry is a sentence, not a list of keywords. Without a query:
 * all, as they came.
 */
export function findByWords<T extends Searchable>(entries: readonly T[], query: string): T[] {
  const all = wordsOf(query.replace(/['’]/g, "").slice(0, 200));
  const telling = all.filter((word) => !idle.has(word));
  const wanted = (telling.length > 0 ? telling : all).slice(0, 12);
  if (wanted.length === 0) return [...entries];
  const scored = entries.map((entry) => ({ entry, ...scoreOf(entry, wanted) }));
  const most = Math.max(0, ...scored.map(({ hits }) => hits));
  return scored
    .filter(({ hits }) => hits > 0 && hits === most)
    .sort((a, b) => b.score - a.score || a.entry.name.localeCompare(b.entry.name))
    .map(({ entry }) => entry);
}

/** How many words match, and how well. */
function scoreOf(entry: Searchable, wanted: readonly string[]): { readonly hits: number; readonly score: number } {
  const fields = [
    { words: wordsOf(entry.name), weight: weights.name },
    { words: entry.keywords.flatMap(wordsOf), weight: weights.keyword },
    { words: wordsOf(entry.says), weight: weights.says },
  ];
  const scores = wanted.map((word) => Math.max(...fields.map(({ words, weight }) => weight * Math.max(0, ...words.map((other) => likeness(word, other))))));
  return { hits: scores.filter((score) => score > 0).length, score: scores.reduce((sum, score) => sum + score, 0) };
}

/** 1 for the same word, nearly 1 for its beginning, else the share of common triples; 0 for another word. */
function likeness(wanted: string, word: string): number {
  if (wanted === word) return 1;
  if (wanted.length >= 2 && word.startsWith(wanted)) return 0.9;
  const a = triples(wanted);
  const b = triples(word);
  const common = [...a].filter((triple) => b.has(triple)).length;
  const share = (2 * common) / (a.size + b.size);
  return share >= alike ? share * 0.8 : isSlip(wanted, word) ? 0.5 : 0;
}

/** Whether two words differ by one slip of a finger: a letter too many, too few, another one, or two that changed places. */
function isSlip(a: string, b: string): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (short.length < 4 || long.length - short.length > 1) return false;
  const at = [...short].findIndex((letter, index) => letter !== long[index]);
  if (at < 0) return true;
  const rest = (text: string, from: number) => text.slice(at + from);
  if (short.length < long.length) return rest(short, 0) === rest(long, 1);
  return rest(short, 1) === rest(long, 1) || (short[at] === long[at + 1] && short[at + 1] === long[at] && rest(short, 2) === rest(long, 2));
}

function triples(word: string): Set<string> {
  const padded = `  ${word} `;
  return new Set(Array.from({ length: padded.length - 2 }, (_, at) => padded.slice(at, at + 3)));
}

/** Words in lower case without accents. */
function wordsOf(text: string): string[] {
  const folded = text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  return folded.match(/[\p{L}\p{N}]+/gu) ?? [];
}
