/** What people type for somebody or something the API knows by id: `me`, a mail address, a name. */
import { ask } from "./exchange.ts";
import type { SignIn } from "./terminal.ts";
import type { Field } from "./verbs.ts";

type Entry = { readonly id: string; readonly name: string; readonly email?: string };

/** An id stays as it is; so does what is not looked up, and what cannot be looked up now: the server then says what it thinks of it. */
export type Found = { readonly value: unknown } | { readonly unclear: string };

const isId = /^[0-9a-f]{8}-[0-9a-f]{4}-/i;

/** The id behind what was typed for a field. */
export async function idFor(to: SignIn, field: Field, typed: unknown): Promise<Found> {
  if (typeof typed !== "string" || isId.test(typed)) return { value: typed };
  switch (field.names) {
    case "person":
      return typed === "me" ? { value: (await myself(to)) ?? typed } : among(await entries(to, "people"), typed);
    case "area":
      return among(await entries(to, "areas"), typed);
    case undefined:
      return { value: typed };
  }
}

/** Exactly one entry of that name or address, whatever the letter case. */
function among(all: readonly Entry[], typed: string): Found {
  const wanted = typed.trim().toLowerCase();
  const found = all.filter(({ id, name, email }) => [id, name, email].some((one) => one?.toLowerCase() === wanted));
  if (found.length > 1) return { unclear: `There is more than one "${typed}": ${found.map(({ name, id }) => `${name} (${id})`).join(", ")}. Give the id.` };
  return { value: found[0]?.id ?? typed };
}

async function myself(to: SignIn): Promise<string | null> {
  const reply = await ask(to, { method: "GET", path: "/me" });
  return "value" in reply ? ((reply.value as { readonly id?: string } | null)?.id ?? null) : null;
}

async function entries(to: SignIn, list: "people" | "areas"): Promise<readonly Entry[]> {
  const reply = await ask(to, { method: "GET", path: `/${list}` });
  const value = "value" in reply ? (reply.value as Readonly<Record<string, readonly Entry[] | undefined>> | null) : null;
  return value?.items ?? value?.[list] ?? [];
}
