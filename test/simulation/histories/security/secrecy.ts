/** Secrecy: hidden from the first commit, no word of it in any message, none to anybody outside, and those who act are called at once. */
import type { State } from "../../../../src/core/incident/slices.ts";
import type { Recorded } from "../../../../src/core/kernel/event.ts";
import { type Invariant, without } from "../invariant.ts";

type Told = { readonly person?: string; readonly people?: readonly string[]; readonly from?: string };

/** Who is inside as the events alone say: whoever was let in or shut out by name, and whoever has a part in it. */
function circle(): { readonly hear: (event: Recorded) => void; readonly has: (person: string, state: State) => boolean } {
  const [letIn, shutOut] = [new Set<string>(), new Set<string>()];
  const lets = (person: string) => {
    shutOut.delete(person);
    letIn.add(person);
  };
  const shuts = (person: string) => {
    letIn.delete(person);
    shutOut.add(person);
  };
  /** Whoever gives a seat up knows what it is about, and stays. */
  const stays = (person: string) => (shutOut.has(person) ? undefined : letIn.add(person));
  const hears: Readonly<Record<string, (data: Told) => void>> = {
    concealed: ({ people }) => people?.forEach(lets),
    "let-in": ({ people }) => people?.forEach(lets),
    "shut-out": ({ people }) => people?.forEach(shuts),
    "role-left": ({ person = "" }) => stays(person),
    "role-assigned": ({ person = "" }) => shutOut.delete(person),
    paged: ({ person = "" }) => shutOut.delete(person),
    "handed-over": ({ from = "", person = "" }) => {
      stays(from);
      shutOut.delete(person);
    },
  };
  const hear = ({ type, data }: Recorded) => hears[type]?.(data as Told);
  const part = (person: string, { roles, pages, lifecycle }: State) =>
    roles.held.some((one) => one.person === person) ||
    Object.values(pages.pages).some((page) => page.person === person && (page.state === "open" || page.state === "answered")) ||
    lifecycle.reporter === `person:${person}`;
  return { hear, has: (person, state) => !shutOut.has(person) && (letIn.has(person) || part(person, state)) };
}

export const ofSecrecy: readonly Invariant[] = [
  {
    id: "K4",
    says: "while it is a secret, messages say its name and to come, and nothing else",
    spoilt: { "secrecy/messages": undefined },
    watch: () => {
      const known = new Set(["prefix", "words", "name", "alert", "rule"]);
      return ({ after, accepted }) => {
        if (!after.secrecy.concealed) return null;
        const said = accepted.queue.find(({ effect }) => effect.template !== "veiled" || Object.keys(effect.params).some((key) => !known.has(key)));
        return said && `${said.effect.key} says ${JSON.stringify(said.effect.params)}`;
      };
    },
  },
  {
    id: "S1",
    says: "it is a secret from its first commit until somebody discloses it",
    spoilt: { "secrecy/hidden": undefined },
    watch: () => {
      let disclosed = false;
      return ({ after, accepted }) => {
        disclosed ||= accepted.events.some(({ type }) => type === "disclosed");
        return !disclosed && !after.secrecy.concealed && "it stands in the open";
      };
    },
  },
  {
    id: "K5",
    says: "no message of a secret waits for somebody who is not inside",
    watch: (desk) => {
      const inside = circle();
      return ({ accepted, after }) => {
        for (const event of accepted.events) inside.hear(event);
        if (!after.secrecy.concealed) return null;
        const out = desk.letters.find(({ state, queued: { person } }) => state === "waiting" && (person === null || !inside.has(person, after)));
        return out && `${out.queued.effect.key} waits for ${out.queued.person ?? "somebody who is nobody here"}`;
      };
    },
  },
  {
    id: "P16",
    says: "whoever is on call to command and everybody of security are called in its first commit",
    spoilt: without("R-PD-S04"),
    watch:
      () =>
      ({ accepted }) => {
        if (!accepted.events.some(({ type }) => type === "declared")) return null;
        const paged = accepted.events.flatMap(({ type, data }) => (type === "paged" ? [(data as { person: string }).person] : []));
        const missing = ["ana", "sol", "sam"].find((person) => !paged.includes(person));
        return missing !== undefined && `${missing} was not called`;
      },
  },
];
