/** Providers' later words in memory: idempotent, monotone, and welcome before we have written what we sent. */
import { epochMs } from "../../core/kernel/time.ts";
import type { Heard, Jobs, Word } from "../jobs.ts";
import type { JobRow, Tables } from "./tables.ts";

type Said = Omit<Heard, "at">;
type Tried = JobRow["attempts"][number];

/** A failed message is sent by another method only while that is news. */
const newsForMs = 86_400_000;

/** As the contract says. */
export function receipt(tables: Tables, channel: string, word: Word): Awaited<ReturnType<Jobs["receipt"]>> {
  const { providerId, state, reason, permanent } = word;
  const key = `${channel} ${providerId}`;
  const known = tables.receipts.get(key)?.state;
  if (known !== "delivered" && !(known === "failed" && state === "sent")) tables.receipts.set(key, { state, reason, permanent });
  const found = byProvider(tables, channel, providerId) ?? nameless(tables, channel, word);
  if (!found) return null;
  const news = applyReceipt(tables, found, { state, reason, permanent });
  const { id, stream, person } = found.row;
  return { id, stream, person, method: found.tried.method, dead: news && state === "failed" && permanent };
}

type Found = { readonly row: JobRow; readonly tried: Tried };

function byProvider(tables: Tables, channel: string, providerId: string): Found | null {
  for (const row of tables.jobs.values()) {
    const tried = row.attempts.find((attempt) => attempt.channel === channel && attempt.providerId === providerId);
    if (tried) return { row, tried };
  }
  return null;
}

/** The attempt whose answer was lost: the message is named by its key, and the provider's id becomes known now (R6). */
function nameless(tables: Tables, channel: string, { key, providerId }: Word): Found | null {
  const row = key === null ? undefined : tables.jobs.get(key);
  const lost = row?.attempts.filter((attempt) => attempt.channel === channel && attempt.providerId === null && attempt.outcome === "unknown").at(-1);
  if (!row || !lost) return null;
  return { row, tried: replaced(row, lost, { ...lost, providerId }) };
}

function replaced(row: JobRow, old: Tried, next: Tried): Tried {
  row.attempts[row.attempts.indexOf(old)] = next;
  return next;
}

/** Notes it beside the try, and moves the message. Every final state stays. True when this was news. */
export function applyReceipt(tables: Tables, { row, tried }: Found, { state, reason, permanent }: Said): boolean {
  const before = tried.heard?.state;
  const news = before === undefined || (before !== state && before !== "delivered" && state !== "sent");
  const at = row.attempts.indexOf(tried);
  const other = row.attempts.some(
    (one, index) => index !== at && one.heard?.state !== "failed" && (one.outcome === "ok" || (one.outcome === "unknown" && index > at)),
  );
  if (news) replaced(row, tried, { ...tried, heard: { state, reason, permanent, at: tables.now() } });
  if (state === "failed") {
    if (!other && (row.state === "unknown" || row.state === "sent")) again(tables, row, tried, reason);
  } else if (row.state === "unknown" || (state === "delivered" && ["queued", "held", "sending", "sent"].includes(row.state)))
    Object.assign(row, { state, reason: null, worker: null, leaseUntil: null });
  return news;
}

function again(tables: Tables, row: JobRow, tried: Tried, reason: string): void {
  const now = tables.now();
  if (epochMs(now) - epochMs(tried.at) < newsForMs) Object.assign(row, { state: "queued", notBefore: now, reason });
  else Object.assign(row, { state: "failed", reason });
}
