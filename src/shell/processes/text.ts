/** Single values written into the text of a pack: everything else of it, comments and layout, stays byte for byte. */
import { isMap, isNode, isScalar, parseDocument, type YAMLMap } from "yaml";

/** A value and its place; a place that is not there yet is made in a map that is. */
export type Written = { readonly path: readonly string[]; readonly value: string | number };
type Edit = { readonly from: number; readonly to: number; readonly with: string };

/** The text with those values; null where it has no place for one of them. */
export function withWritten(text: string, values: readonly Written[]): string | null {
  const document = parseDocument(text);
  const edits: Edit[] = [];
  for (const { path, value } of values) {
    const node = document.getIn(path, true);
    const around = document.getIn(path.slice(0, -1), true);
    const edit = isNode(node) ? inPlace(text, node.range, value) : isMap(around) ? added(text, around, { key: path.at(-1)!, value }) : null;
    if (edit === null) return null;
    edits.push(edit);
  }
  return edits.sort((a, b) => b.from - a.from).reduce((so, edit) => so.slice(0, edit.from) + edit.with + so.slice(edit.to), text);
}

/** A text over several lines ends with its line break, which stays. */
function inPlace(text: string, range: readonly [number, number, number] | null | undefined, value: string | number): Edit | null {
  if (!range) return null;
  const [from, end] = range;
  return { from, to: text[end - 1] === "\n" ? end - 1 : end, with: said(value) };
}

function added(text: string, around: YAMLMap, { key, value }: { readonly key: string; readonly value: string | number }): Edit | null {
  const [first, last] = [around.items[0]?.key, around.items.at(-1)?.value];
  if (!isScalar(first) || !first.range || !isNode(last) || !last.range) return null;
  const at = text[last.range[1] - 1] === "\n" ? last.range[1] - 1 : last.range[1];
  const indent = first.range[0] - (text.lastIndexOf("\n", first.range[0]) + 1);
  return { from: at, to: at, with: `${around.flow ? ", " : `\n${" ".repeat(indent)}`}${key}: ${said(value)}` };
}

/** Short names as they are, everything else between quotation marks, as well as words that mean something else without them. */
const said = (value: string | number) =>
  typeof value === "number" || /^(?!(true|false|null)$)[a-z][a-z0-9-]+$/.test(value) ? String(value) : JSON.stringify(value);
