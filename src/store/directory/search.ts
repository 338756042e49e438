/** Finding the area somebody means by plain words, also with typing errors: shared letter triples, the best match first. */

/** What is searched. */
export type Searchable = { readonly name: string; readonly keywords: readonly string[]; readonly says: string };

/** Below this share of common triples a word is another word. */
const alike = 0.4;

/** Names count most, then keywords, then the description. */
const weights = { name: 3, keyword: 2, says: 1 };

/** The entries that match, best first; every word of the query has to match something. Without a query: all, as they came. */
export function findByWords<T extends Searchable>(entries: readonly T[], query: string): T[] {
  const wanted = wordsOf(query.slice(0, 200)).slice(0, 8);
  if (wanted.length === 0) return [...entries];
  const scored = entries.map((entry) => ({ entry, score: scoreOf(entry, wanted) }));
  return scored
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || a.entry.name.localeCompare(b.entry.name))
    .map(({ entry }) => entry);
}

function scoreOf(entry: Searchable, wanted: readonly string[]): number {
  const fields = [
    { words: wordsOf(entry.name), weight: weights.name },
    { words: entry.keywords.flatMap(wordsOf), weight: weights.keyword },
    { words: wordsOf(entry.says), weight: weights.says },
  ];
  const scores = wanted.map((word) => Math.max(...fields.map(({ words, weight }) => weight * Math.max(0, ...words.map((other) => likeness(word, other))))));
  return scores.some((score) => score === 0) ? 0 : scores.reduce((sum, score) => sum + score, 0);
}

/** 1 for the same word, nearly 1 for its beginning, else the share of common triples; 0 for another word. */
function likeness(wanted: string, word: string): number {
  if (wanted === word) return 1;
  if (wanted.length >= 2 && word.startsWith(wanted)) return 0.9;
  const a = triples(wanted);
  const b = triples(word);
  const common = [...a].filter((triple) => b.has(triple)).length;
  const share = (2 * common) / (a.size + b.size);
  return share >= alike ? share * 0.8 : 0;
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
