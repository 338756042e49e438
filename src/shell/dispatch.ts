/** The door: everything that changes an incident, or any other stream, goes through here, in one transaction. */
import { createHash } from "node:crypto";
import { type Accepted, answer, tick } from "../core/kernel/answer.ts";
import type { Warning } from "../core/kernel/enforce.ts";
import { type AnyPack, type AnyState, commandNamed, UnknownEvent } from "../core/kernel/engine.ts";
import type { Recorded } from "../core/kernel/event.ts";
import { isRefusal, type Refusal, refuse } from "../core/kernel/refusal.ts";
import { maySee } from "../core/kernel/viewer.ts";
import { whyNotUnder } from "../core/rules/process/activation.ts";
import { AlreadyJournaled, type JournalEntry, type StreamTransaction } from "../store/log.ts";
import { decideWithFacts } from "./facts-at-hand.ts";
import type { Folded } from "./states.ts";
import type { DoorParts, Wanted } from "./wanted.ts";
import { writeOf } from "./write.ts";

/** What the door says when it opens. `accepted` is there unless the answer is the repeated one of an earlier wish. */
export type Opened = {
  readonly refused?: undefined;
  readonly stream: string;
  readonly number: number | null;
  readonly seq: number;
  readonly events: readonly Pick<Recorded, "seq" | "type">[];
  readonly warnings: readonly Warning[];
  readonly accepted: Accepted | null;
};

/** Another stream holds what this one would have to claim. */
export type Elsewhere = { readonly elsewhere: string; readonly claim: string };

export type Answer = Opened | Elsewhere | Refusal;

export type Dispatch = (wanted: Wanted) => Promise<Answer>;

/** Builds the door. */
export function doorOf(parts: DoorParts): Dispatch {
  return async (wanted) => {
    const stream = wanted.stream ?? wanted.newStream ?? parts.id();
    const commandId = parts.id();
    const signed = commandNamed(parts.engineOf(stream), wanted.name)?.unsigned ? "anonymous" : wanted.actor;
    const journal = wanted.key === undefined || wanted.dryRun ? null : { actor: signed, key: wanted.key };
    const entering = { ...wanted, stream, opens: wanted.stream === null, commandId, signed };
    const enter = () => parts.store.locked(stream, (transaction) => pass(parts, entering, transaction), { journal, ...parts.states.expected(stream) });
    try {
      return await enter();
    } catch (failed) {
      if (failed instanceof AlreadyJournaled) return enter();
      if (failed instanceof UnknownEvent)
        return refuse("unavailable", "A newer version of Quarterdeck writes here; this node does not know its events.", { retryAfterSeconds: 5 });
      throw failed;
    }
  };
}

/** A wish at the door; `signed` is who the journal says it was. */
type Entering = Wanted & { readonly stream: string; readonly opens: boolean; readonly commandId: string; readonly signed: Wanted["actor"] };

async function pass(parts: DoorParts, wanted: Entering, transaction: StreamTransaction): Promise<Answer> {
  const { head } = transaction;
  if (head !== null && !maySee(wanted.viewer, head.visibility)) return nowhere();
  const command = commandNamed(parts.engineOf(wanted.stream), wanted.name);
  if (wanted.name !== tick && (!command || (head === null && !command.creates)))
    return head === null && command ? nowhere() : refuse("not_found", `There is no command "${wanted.name}".`);
  const earlier = wanted.key === undefined || wanted.dryRun ? null : await transaction.journaled(wanted.signed, wanted.key);
  if (earlier) return repeated(parts, wanted, earlier);
  if (wanted.name === tick && (head === null || head.quarantined !== null)) return refuse("invalid_state", "Its automation stands still.");
  const folded = await parts.states.foldFrom(wanted.stream, head, () => transaction.load(parts.states.stamp(wanted.stream)));
  const before = await packFor(parts, folded.state, wanted);
  if (isRefusal(before)) return before;
  const pack = await packLedTo(parts, before, wanted);
  if (isRefusal(pack)) return pack;
  return decide(parts, wanted, transaction, { folded, pack, before });
}

async function decide(
  parts: DoorParts,
  wanted: Entering,
  transaction: StreamTransaction,
  at: { readonly folded: Folded; readonly pack: AnyPack; readonly before: AnyPack },
): Promise<Answer> {
  const { folded, pack } = at;
  const unsent = await transaction.unsent();
  const { name, input, actor, override, onBehalfOf } = wanted;
  const wished = { name, input, actor, ...(override ? { override } : {}), ...(onBehalfOf ? { onBehalfOf } : {}) };
  const before = at.before === pack ? {} : { before: at.before };
  const setting = {
    engine: parts.engineOf(wanted.stream),
    pack,
    ...before,
    stream: wanted.stream,
    seq: folded.seq,
    now: transaction.now,
    commandId: wanted.commandId,
  };
  const decided = await decideWithFacts(
    (facts) => answer({ ...setting, facts }, folded.state, wished, unsent),
    (kind, key) => transaction.fact(kind, key),
  );
  const entry = entryOf(wanted, transaction, decided.read);
  if (isRefusal(decided.result)) {
    if (!wanted.dryRun) await transaction.refuse({ ...entry, answer: decided.result });
    return decided.result;
  }
  const accepted = decided.result;
  const opened = openedBy(wanted.stream, transaction, folded.seq, accepted);
  if (wanted.dryRun) return opened;
  const write = writeOf({ parts, wanted, transaction, pack, folded, accepted, entry, watches: decided.watches });
  const committed = await transaction.commit(write);
  if ("taken" in committed) return { elsewhere: committed.holder, claim: committed.taken };
  parts.states.keep(wanted.stream, { hash: committed.hash, seq: opened.seq, state: accepted.state, snapshotSeq: write.snapshot?.seq ?? folded.snapshotSeq });
  return { ...opened, number: committed.number };
}

function openedBy(stream: string, transaction: StreamTransaction, seq: number, accepted: Accepted): Opened {
  const events = accepted.events.map(({ seq, type }) => ({ seq, type }));
  return { stream, number: transaction.head?.number ?? null, seq: seq + events.length, events, warnings: accepted.warnings, accepted };
}

function entryOf(wanted: Entering, transaction: StreamTransaction, facts: unknown): JournalEntry {
  return {
    id: wanted.commandId,
    stream: wanted.stream,
    actor: wanted.signed,
    key: wanted.key ?? wanted.commandId,
    requestHash: requestHash(wanted),
    name: wanted.name,
    input: wanted.override ? { ...(wanted.input as object), override: wanted.override } : wanted.input,
    facts,
    answer: null,
    firstSeq: null,
    lastSeq: null,
    at: transaction.now,
  };
}

/** The process a wish is judged by: the one the incident is pinned to, else the one it names, else the organisation's. */
async function packFor(parts: DoorParts, state: AnyState, wanted: Entering): Promise<AnyPack | Refusal> {
  const engine = parts.engineOf(wanted.stream);
  if (engine.house) return engine.house;
  const under = engine.processOf(state);
  if (under?.version != null)
    return (await parts.packs.version(under.key, under.version)) ?? refuse("unavailable", `Version ${under.version} of the process ${under.key} is not here.`);
  const asked = (wanted.input as { process?: unknown } | null)?.process;
  const key = typeof asked === "string" && asked !== "" ? asked : (under?.key ?? (await parts.packs.defaultKey()));
  const active = await parts.packs.active(key);
  if (active) return active;
  const draft = await parts.packs.draft?.(key);
  return (draft && whyNotUnder(draft)) ?? refuse("invalid_value", `There is no process "${key}" in force.`, { pointer: "/process" });
}

/** The process that the wish leads into, whatever it names; else the one it is judged by. */
async function packLedTo(parts: DoorParts, pack: AnyPack, wanted: Entering): Promise<AnyPack | Refusal> {
  const key = parts.engineOf(wanted.stream).leadsTo?.(pack, wanted) ?? null;
  if (key === null || key === pack.key) return pack;
  return (await parts.packs.active(key)) ?? refuse("invalid_value", `There is no process "${key}" in force.`, { pointer: "/security" });
}

/** The same key and the same wish: the same answer. Another wish under the key is refused. */
async function repeated(parts: DoorParts, wanted: Entering, before: JournalEntry): Promise<Answer> {
  if (before.requestHash !== requestHash(wanted)) return refuse("idempotency_key_reused", "This idempotency key was used for another request.");
  if (isRefusal(before.answer)) return before.answer;
  const found = await parts.store.read.find(wanted.viewer, before.stream);
  const { events, warnings } = before.answer as Pick<Opened, "events" | "warnings">;
  return { stream: before.stream, number: found?.number ?? null, seq: before.lastSeq ?? 0, events, warnings, accepted: null };
}

function requestHash(wanted: Entering): string {
  const asked = { stream: wanted.opens ? null : wanted.stream, name: wanted.name, input: wanted.input, override: wanted.override ?? null };
  return createHash("sha256").update(JSON.stringify(asked)).digest("hex");
}

function nowhere(): Refusal {
  return refuse("not_found", "There is no such incident.");
}
