/** The rest of the directory as HTTP asks for it: lists, organisation, on call, sources, tokens, audit. */

import { type Refusal, refuse } from "../../core/kernel/refusal.ts";
import { type AuditRow, auditLines, verifyAudit } from "../../store/access/audit.ts";
import { revokeToken, type TokenRow, tokensOf } from "../../store/access/tokens.ts";
import { audit, stale } from "../../store/directory/change.ts";
import { addEntry, changeEntry, type Entry, entries, type Fields, listings, removeEntry } from "../../store/directory/listing.ts";
import { changeOrganisation, type Organisation, type OrganisationFields, organisationOf } from "../../store/directory/organisation.ts";
import { findByWords, type Searchable } from "../../store/directory/search.ts";
import { allSources, changeSource, rekeySource, type SourceFields, type SourceRow, sourceById } from "../../store/directory/sources.ts";
import { byPerson, type From, type Parts } from "../access/parts.ts";
import type { Identity } from "../access/sign-in.ts";
import { calendarOf } from "../oncall/holidays.ts";
import { keepingExperts, uncoveredBy } from "./coverage.ts";
import { withCalls } from "./whom-to-call.ts";

/** The directories that are lists of entries. */
export type ListName = keyof typeof listings;

/** A change of an entry: which one, as it was at which version. */
export type EntryChange = { readonly list: ListName; readonly key: string; readonly version: number };

/** Entries of a list by name; of areas, those that match plain words, best first. Of contacts only admins see whole addresses. */
export async function listEntries(parts: Parts, viewer: Identity, list: ListName, words = ""): Promise<Entry[]> {
  const found = await entries(parts.db, listings[list]);
  if (list === "areas") return withCalls(parts.db, findByWords(found as (Entry & Searchable)[], words));
  return list === "contacts" && !viewer.admin ? found.map((entry) => ({ ...entry, email: maskMail(parts, entry) })) : found;
}

/** One entry. */
export async function showEntry(parts: Parts, viewer: Identity, list: ListName, key: string): Promise<Entry | Refusal> {
  const entry = (await entries(parts.db, listings[list], key))[0];
  if (entry === undefined) return stale(false);
  if (list === "areas") return (await withCalls(parts.db, [entry]))[0]!;
  return list === "contacts" && !viewer.admin ? { ...entry, email: maskMail(parts, entry) } : entry;
}

function maskMail(parts: Parts, entry: Entry): string {
  return parts.channels.find(({ name }) => name === "email")?.mask(String(entry.email)) ?? "•••";
}

/** Areas keep an expert where the process wants one. */
function changing(parts: Parts, list: ListName, change: (db: Parts["db"]) => Promise<Entry | Refusal>): Promise<Entry | Refusal> {
  return followed(parts, list, list === "areas" ? keepingExperts(parts.db, change) : change(parts.db));
}

/** By the time a change of a group is answered, whoever it lets into a secret or out of it is so. */
async function followed<T>(parts: Parts, list: ListName, changing: Promise<T>): Promise<T> {
  const changed = await changing;
  if (list === "groups") await parts.followChanges?.();
  return changed;
}

/** Adds an entry, under the key that was chosen or a new id. */
export function createEntry(
  parts: Parts,
  identity: Identity,
  added: { readonly list: ListName; readonly key: string | null; readonly fields: Fields },
  from: From,
): Promise<Entry | Refusal> {
  const key = added.key ?? parts.world.id();
  return changing(parts, added.list, (db) => addEntry(db, listings[added.list], byPerson(parts, identity.person, from), { key, fields: added.fields }));
}

/** Changes an entry. */
export function patchEntry(parts: Parts, identity: Identity, change: EntryChange & { readonly fields: Fields }, from: From): Promise<Entry | Refusal> {
  return changing(parts, change.list, (db) => changeEntry(db, listings[change.list], byPerson(parts, identity.person, from), change));
}

/** Removes an entry. */
export function deleteEntry(parts: Parts, identity: Identity, change: EntryChange, from: From): Promise<{ readonly removed: string } | Refusal> {
  return followed(parts, change.list, removeEntry(parts.db, listings[change.list], byPerson(parts, identity.person, from), change));
}

/** The organisation. */
export async function showOrganisation(parts: Parts): Promise<Organisation | Refusal> {
  return (await organisationOf(parts.db)) ?? stale(false);
}

/** Changes the organisation. A region whose holidays nobody knows is refused: its days would silently count as any other. */
export async function patchOrganisation(
  parts: Parts,
  identity: Identity,
  change: { readonly version: number; readonly fields: OrganisationFields },
  from: From,
): Promise<Organisation | Refusal> {
  const { holidayRegion } = change.fields;
  if (holidayRegion != null && (await calendarOf(holidayRegion, Number((await parts.now()).slice(0, 4)))) === null)
    return refuse("invalid_value", "There is no such region. Write one like FR or DE-BY.", { pointer: "/holidayRegion" });
  const stopped = change.fields.defaultProcess === undefined ? null : await uncoveredBy(parts.db, change.fields.defaultProcess);
  if (stopped) return stopped;
  return changeOrganisation(parts.db, byPerson(parts, identity.person, from), change.version, change.fields);
}

/** The sources of alerts. */
export function listSources(parts: Parts): Promise<SourceRow[]> {
  return allSources(parts.db);
}

/** Changes a source's title, settings or quota. */
export function patchSource(
  parts: Parts,
  identity: Identity,
  change: { readonly id: string; readonly version: number; readonly fields: SourceFields },
  from: From,
): Promise<SourceRow | Refusal> {
  return changeSource(parts.db, byPerson(parts, identity.person, from), change, change.fields);
}

/** One source. */
export async function showSource(parts: Parts, id: string): Promise<SourceRow | Refusal> {
  return (await sourceById(parts.db, id)) ?? stale(false);
}

/** Takes a source's key away for good. */
export function revokeSource(parts: Parts, identity: Identity, id: string, from: From): Promise<SourceRow | Refusal> {
  return rekeySource(parts.db, byPerson(parts, identity.person, from), id, null);
}

/** The last 20 payloads of a source and what became of them. */
export async function recentOf(parts: Parts, id: string) {
  const source = await sourceById(parts.db, id);
  return source === null ? stale(false) : { payloads: await parts.signals.recent(id) };
}

/** One's own tokens; everybody's for an admin who asks for them. */
export function listTokens(parts: Parts, identity: Identity, all: boolean): Promise<TokenRow[]> {
  return tokensOf(parts.db, all && identity.admin ? null : identity.person);
}

/** Revokes one's own token, or as an admin anybody's. */
export function dropToken(parts: Parts, identity: Identity, id: string, from: From): Promise<{ readonly revoked: string } | Refusal> {
  return revokeToken(parts.db, byPerson(parts, identity.person, from), id, identity.admin ? null : identity.person);
}

/** Lines of the audit log, newest first. */
export async function showAudit(
  parts: Parts,
  filter: { readonly before?: number; readonly subject?: string; readonly limit: number },
): Promise<{ readonly lines: AuditRow[] }> {
  return { lines: await auditLines(parts.db, filter) };
}

/** Whether the audit log is whole. */
export function checkAudit(parts: Parts) {
  return verifyAudit(parts.db);
}

/** Somebody was refused for want of rights: that is written down too (S17). */
export function auditDenial(parts: Parts, identity: Identity, what: string, from: From): Promise<void> {
  return audit(parts.db, byPerson(parts, identity.person, from), { action: "denied", subject: what });
}

/** Something with personal data left as a file. */
export function auditExport(parts: Parts, identity: Identity, what: string, from: From): Promise<void> {
  return audit(parts.db, byPerson(parts, identity.person, from), { action: "exported", subject: what });
}
