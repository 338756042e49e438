/** Who is inside a secret incident: the response team, and whoever was let in. */
import type { State } from "../slices.ts";

/** Everybody who may know that it exists: who holds a seat, was called and did not decline, reported it or was let in; nobody who was shut out. */
export function circleOf({ lifecycle, pages, roles, secrecy }: State): string[] {
  const called = Object.values(pages.pages).filter(({ state }) => state === "open" || state === "answered");
  const reporter = /^(?:person|sim):(.+)$/.exec(lifecycle.reporter)?.[1];
  const inside = [...roles.held.map(({ person }) => person), ...called.map(({ person }) => person), ...(reporter ? [reporter] : []), ...secrecy.letIn];
  return [...new Set(inside)].filter((person) => !secrecy.shutOut.includes(person));
}
