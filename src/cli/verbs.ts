/** What can be said to the server, from its registries: `npm run docs` writes verbs.json, and a test keeps it fresh. */
import written from "./verbs.json" with { type: "json" };

/** One field of a command's input, or one word of a view's question. */
export type Field = {
  readonly name: string;
  readonly title: string;
  readonly kind: "text" | "integer" | "yes" | "texts" | "json";
  readonly required: boolean;
  readonly choices: readonly string[];
  /** What it names by id, where people may also type a name. */
  readonly names?: "person" | "area";
};

/** A command of incidents. `opens`: it can make a new one; `on`: it can be sent to one that is there. */
export type CommandVerb = {
  readonly name: string;
  readonly title: string;
  readonly says: string;
  readonly opens: boolean;
  readonly on: boolean;
  readonly fields: readonly Field[];
};

/** A view: what can be read of one incident, or of the organisation. `path` is below `/api/v1`, or below the incident's address. */
export type ViewVerb = {
  readonly name: string;
  readonly title: string;
  readonly of: "incident" | "organisation";
  readonly path: string;
  readonly fields: readonly Field[];
};

/** Every verb. */
export type Verbs = { readonly commands: readonly CommandVerb[]; readonly views: readonly ViewVerb[] };

/** Those of this version. */
export const verbs = written as Verbs;

/** `followUp` as people type it: `follow-up`. */
export function flagOf(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
