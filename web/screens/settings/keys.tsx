/** What the lists of the settings share: keys made of titles, ids shown as names, and a form that adds or changes. */
import { useQuery } from "@tanstack/react-query";
import { peopleQuery } from "../../queries.ts";
import { list } from "../../when.ts";

/** The names of people, in their order. */
export function Names({ of }: { readonly of: readonly string[] }) {
  const people = useQuery(peopleQuery);
  return list(of.flatMap((id) => people.data?.find((one) => one.id === id)?.name ?? []));
}

/** A key for what is called so: small letters, digits and hyphens, beginning with a letter. */
export function keyOf(title: string): string {
  const plain = title
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^[^a-z]+|-+$/g, "");
  return plain.slice(0, 40).replace(/-+$/, "") || "one";
}

type Kept = { readonly id: string; readonly version: number };

/** Where a form sends to: a new entry, or the change of one by its version. */
export function target(path: string, item: Kept | null) {
  return item === null
    ? ({ path, method: "POST", stamp: {} } as const)
    : ({ path: `${path}/${encodeURIComponent(item.id)}`, method: "PATCH", stamp: { version: item.version } } as const);
}
