/** Lists whose order people choose: two changed places, one left out. */

/** The same with these two exchanged. */
export function swapped<T>(items: readonly T[], a: number, b: number): readonly T[] {
  const [first, second] = [items[a], items[b]];
  if (first === undefined || second === undefined) return items;
  return items.map((item, at) => (at === a ? second : at === b ? first : item));
}

/** The same without that one. */
export function without<T>(items: readonly T[], at: number): readonly T[] {
  return items.filter((_, index) => index !== at);
}
