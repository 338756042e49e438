/** What an invariant of histories is: something that must hold after every accepted wish. */
import type { Desk, Moment } from "./desk.ts";

/** Looks at an accepted wish; says in words what is broken. */
export type Look = (moment: Moment) => string | null | undefined | false;

/** A process as data that may be spoilt. */
// biome-ignore lint/suspicious/noExplicitAny: any part of any pack
export type Data = any;

/** `spoilt` makes a process under which it does not hold; absent where the engine itself holds it, whatever the process says. */
export type Invariant = { readonly id: string; readonly says: string; readonly spoilt?: (data: Data) => void; readonly watch: (desk: Desk) => Look };

/** The process without a sentence. */
export const without =
  (...sentences: readonly string[]) =>
  (data: Data): void => {
    for (const id of sentences) data.enforcement[id] = "off";
  };
