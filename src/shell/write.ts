/** Turns an accepted decision into the one write that carries all of it. */
import type { Accepted, Queued } from "../core/kernel/answer.ts";
import { type AnyPack, type Engine, specOf } from "../core/kernel/engine.ts";
import type { Recorded } from "../core/kernel/event.ts";
import type { FactKind } from "../core/kernel/facts.ts";
import { earlier, type Instant } from "../core/kernel/time.ts";
import type { Appended, JournalEntry, StreamTransaction, Write } from "../store/log.ts";
import type { Folded } from "./states.ts";
import type { DoorParts, Wanted } from "./wanted.ts";

/** Everything the write is made of. */
export type WriteFrom = {
  readonly parts: DoorParts;
  readonly wanted: Wanted & { readonly stream: string; readonly commandId: string };
  readonly transaction: StreamTransaction;
  readonly pack: AnyPack;
  readonly folded: Folded;
  readonly accepted: Accepted;
  readonly entry: JournalEntry;
  readonly watches: readonly { readonly kind: FactKind; readonly key: string; readonly version: number }[];
};

/** A snapshot is written about this often. */
const eventsPerSnapshot = 50;

/** The write. Everything in it comes from the decision; nothing is decided here. */
export function writeOf(from: WriteFrom): Write {
  const { accepted, pack, folded, parts, wanted } = from;
  const engine = parts.engineOf(wanted.stream);
  const seq = folded.seq + accepted.events.length;
  const nextDueAt = accepted.duties.reduce<Instant | null>((least, duty) => earlier(least, duty.due), null);
  const claims = accepted.events.flatMap((event) => specOf(engine, event.type)?.spec.claims?.(event.data) ?? []);
  return {
    events: accepted.events.map((event) => appended(engine, event)),
    journal: journalOf(from),
    summary: { ...engine.summaryOf(pack, accepted.state), nextDueAt },
    wakeAt: accepted.wakeAt,
    snapshot: seq - folded.snapshotSeq >= eventsPerSnapshot ? { seq, stamp: parts.states.stamp(wanted.stream), state: accepted.state } : null,
    claims: { take: claims.flatMap((claim) => ("take" in claim ? [claim.take] : [])), free: claims.flatMap((claim) => ("free" in claim ? [claim.free] : [])) },
    watches: from.watches,
    queue: accepted.queue.map((queued, index) => ({ id: `${wanted.commandId}.${index}`, ...jobOf(queued) })),
    replan: accepted.replan.flatMap(({ id, to }) => (to === "superseded" ? [] : [{ id, notBefore: to.from, heldBecause: to.why }])),
    supersede: accepted.replan.flatMap(({ id, to }) => (to === "superseded" ? [{ id, reason: "No longer needed" }] : [])),
    duties: accepted.changes,
    engagement: engine.engagementOf(accepted.state),
    acknowledged: accepted.events.flatMap((event) => (event.type === "page-answered" ? [(event.data as { page: string }).page] : [])),
  };
}

function appended(engine: Engine, event: Recorded): Appended {
  const seenBy = specOf(engine, event.type)?.spec.seenBy ?? "participants";
  return { ...event, seenBy: typeof seenBy === "function" ? seenBy(event.data) : seenBy };
}

function jobOf({ effect, person, reach }: Queued) {
  return { effect, person, contact: "contact" in effect.to ? effect.to.contact : null, notBefore: reach.from, heldBecause: reach.why };
}

function journalOf({ accepted, entry, folded, wanted }: WriteFrom): JournalEntry[] {
  const lastSeq = folded.seq + accepted.events.length;
  const answer = { events: accepted.events.map(({ seq, type }) => ({ seq, type })), warnings: accepted.warnings };
  const own = { ...entry, answer, firstSeq: accepted.events.length > 0 ? folded.seq + 1 : null, lastSeq };
  const dropped = accepted.dropped.map(({ name, by, refusal }, index) => ({
    ...entry,
    id: `${wanted.commandId}.dropped.${index}`,
    actor: by,
    key: `${wanted.commandId}.dropped.${index}`,
    name,
    input: {},
    answer: refusal,
    facts: {},
  }));
  return [own, ...dropped];
}
