/** Reads how many tests a JUnit report has and how many of them did not pass. No entity is resolved and no document is fetched. */

/** Counts of a report. */
type JUnitCounts = { readonly tests: number; readonly failed: number };

const asides = /<!--[\s\S]*?(?:-->|$)|<!\[CDATA\[[\s\S]*?(?:\]\]>|$)/g;

/** The counts of a report; null for a text that is none. */
export function readJUnit(text: string): JUnitCounts | null {
  const bare = text.replace(asides, "");
  if (!/<testsuites?[\s>/]/.test(bare)) return null;
  const count = (tag: RegExp) => bare.match(tag)?.length ?? 0;
  return { tests: count(/<testcase[\s>/]/g), failed: count(/<(?:failure|error)[\s>/]/g) };
}
