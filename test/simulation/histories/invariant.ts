/** What an invariant of histories is: something that must hold after every accepted wish. */
import type { Desk, Moment } from "./desk.ts";

/** Looks at an accepted wish; says in words what is broken. */
export type Look = (moment: Moment) => string | null | undefined | false;

/** What is spoilt in a process: by path, the value there instead; undefined takes it out. */
export type Spoilt = Readonly<Record<string, unknown>>;

/** Where it is `spoilt` like that it does not hold; absent where the engine itself holds it, whatever the process says. */
export type Invariant = { readonly id: string; readonly says: string; readonly spoilt?: Spoilt; readonly watch: (desk: Desk) => Look };

/** A process without some sentences. */
export const without = (...sentences: readonly string[]): Spoilt => Object.fromEntries(sentences.map((id) => [`enforcement/${id}`, "off"]));

/** The same data with what is spoilt in it. */
export function spoil(data: Record<string, unknown>, spoilt: Spoilt): Record<string, unknown> {
  const copy = structuredClone(data);
  for (const [path, value] of Object.entries(spoilt)) {
    const keys = path.split("/");
    const last = keys.pop() as string;
    const place = keys.reduce((at, key) => at[key] as Record<string, unknown>, copy);
    place[last] = value;
  }
  return copy;
}
