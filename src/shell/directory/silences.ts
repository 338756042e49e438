/** Silences as people ask for them: anybody for a day, administrators for longer; whoever made one may change it, and anybody may end it. */
import { isRefusal, type Refusal, refuse } from "../../core/kernel/refusal.ts";
import { epochMs, instantOf } from "../../core/kernel/time.ts";
import { namesOf } from "../../store/directory/people.ts";
import {
  addSilence,
  allSilences,
  changeSilence,
  endSilence,
  type NewSilence,
  type SilenceRow,
  type SilenceState,
  silenceById,
} from "../../store/directory/silences.ts";
import { isUuid } from "../../store/directory/tables.ts";
import { byPerson, type From, type Parts } from "../access/parts.ts";
import type { Identity } from "../access/sign-in.ts";

/** A silence with the name of whoever made it. */
export type ShownSilence = Omit<SilenceRow, "author"> & { readonly author: { readonly id: string; readonly name: string } };

/** What is asked for; without a beginning it begins now. */
export type AskedSilence = Omit<NewSilence, "id" | "author" | "from"> & { readonly from: string | null };

const dayMs = 24 * 60 * 60 * 1_000;

/** All of a state, the newest first. */
export async function listSilences(parts: Parts, state?: SilenceState): Promise<ShownSilence[]> {
  return named(parts, await allSilences(parts.db, await parts.now(), state));
}

/** Makes one. */
export async function makeSilence(parts: Parts, identity: Identity, asked: AskedSilence, from: From): Promise<ShownSilence | Refusal> {
  const now = await parts.now();
  const begins = asked.from ?? now;
  if (asked.source === null && asked.matchers.length === 0)
    return refuse("invalid_value", "Say at least a source or one label: silence for everything is no silence.", { pointer: "/matchers" });
  if (asked.until <= begins || asked.until <= now) return refuse("invalid_value", "It must end after it begins, and not in the past.", { pointer: "/until" });
  const refusal = tooLong(identity, begins, asked.until);
  if (refusal) return refusal;
  const added = { ...asked, from: begins, id: parts.world.id(), author: identity.person };
  return shown(parts, await addSilence(parts.db, byPerson(parts, identity.person, from), now, added));
}

/** Changes its end or its reason. */
export async function editSilence(
  parts: Parts,
  identity: Identity,
  change: { readonly id: string; readonly version: number; readonly until?: string; readonly reason?: string },
  from: From,
): Promise<ShownSilence | Refusal> {
  const now = await parts.now();
  const before = await silenceById(parts.db, now, change.id);
  if (before && before.author !== identity.person && !identity.admin)
    return refuse("not_permitted", "Only whoever made it, or an admin, may change a silence. You may end it.");
  const refusal = before && change.until !== undefined && change.until > before.until ? tooLong(identity, before.from, change.until) : null;
  if (refusal) return refusal;
  if (change.until !== undefined && change.until <= now) return refuse("invalid_value", "To end it now, end it.", { pointer: "/until", instead: "end" });
  return shown(parts, await changeSilence(parts.db, byPerson(parts, identity.person, from), now, change));
}

/** Ends it now: less silence is never dangerous. */
export async function stopSilence(
  parts: Parts,
  identity: Identity,
  which: { readonly id: string; readonly version: number },
  from: From,
): Promise<ShownSilence | Refusal> {
  return shown(parts, await endSilence(parts.db, byPerson(parts, identity.person, from), await parts.now(), which));
}

function tooLong(identity: Identity, from: string, until: string): Refusal | null {
  if (identity.admin || epochMs(until) - epochMs(from) <= dayMs) return null;
  return refuse("not_permitted", `You may silence for a day at most (until ${instantOf(epochMs(from) + dayMs)}); an admin may for longer.`, {
    pointer: "/until",
  });
}

async function shown(parts: Parts, row: SilenceRow | Refusal): Promise<ShownSilence | Refusal> {
  return isRefusal(row) ? row : (await named(parts, [row]))[0]!;
}

async function named(parts: Parts, rows: readonly SilenceRow[]): Promise<ShownSilence[]> {
  const names = await namesOf(parts.db, [...new Set(rows.map(({ author }) => author))].filter(isUuid));
  return rows.map(({ author, ...row }) => ({ ...row, author: { id: author, name: names.get(author) ?? "" } }));
}
