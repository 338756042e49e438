/** Whom the title of a calendar's event means: by name, by e-mail, or by what an administrator said that it means. */

/** Somebody whom a title may mean. */
export type Known = { readonly id: string; readonly name: string; readonly email: string };

const plain = (text: string) => text.normalize("NFKC").toLowerCase().replace(/\s+/g, " ").trim();

/** A reader of titles: the people named, and whether every part of the title was understood. Priority tags (`[L1]`) mean nothing here. */
export function whoIsOf(people: readonly Known[], names: { readonly [words: string]: string }) {
  const byWords = new Map<string, string>();
  // Two people of one name are nobody: guessing would page the wrong one.
  const twice = new Set<string>();
  for (const { id, name } of people) {
    const words = plain(name);
    if (byWords.has(words)) twice.add(words);
    byWords.set(words, id);
  }
  for (const words of twice) byWords.delete(words);
  for (const { id, email } of people) byWords.set(plain(email), id);
  for (const [words, id] of Object.entries(names)) byWords.set(plain(words), id);
  return (title: string, invited: readonly string[]): { readonly people: readonly string[]; readonly whole: boolean } => {
    const words = plain(title.replace(/\[[^\]]{0,20}\]/g, " "));
    const all = byWords.get(words);
    if (all !== undefined) return { people: [all], whole: true };
    const parts = words
      .split(/[,;/&+]|\sand\s/)
      .map((part) => part.trim())
      .filter((part) => part !== "");
    const found = parts.map((part) => byWords.get(part) ?? withinPart(byWords, part));
    const named = [...new Set(found.filter((id) => id !== undefined))];
    if (named.length > 0) return { people: named, whole: found.every((id) => id !== undefined) };
    const asked = [...new Set(invited.flatMap((email) => byWords.get(plain(email)) ?? []))];
    return { people: asked, whole: asked.length > 0 };
  };
}

/** The one who is named within a longer text (`on call: demo ana`), if it is one alone. */
function withinPart(byWords: ReadonlyMap<string, string>, part: string): string | undefined {
  const padded = ` ${part.replace(/[^\p{L}\p{N}@._+-]+/gu, " ").trim()} `;
  const found = new Set([...byWords].filter(([words]) => padded.includes(` ${words} `)).map(([, id]) => id));
  return found.size === 1 ? [...found][0] : undefined;
}
