/** The auditor: every 30 seconds it looks for open incidents that nothing would wake, wakes them, and says so (E3, R23). */
import { dutiesOf } from "../../core/kernel/answer.ts";
import { wakeAt } from "../../core/kernel/duty.ts";
import type { Instant } from "../../core/kernel/time.ts";
import type { Db } from "../../store/directory/tables.ts";
import { publicNumber, type Suspect, suspects, wakeNow } from "../../store/watch/asleep.ts";
import { decideWithFacts } from "../facts-at-hand.ts";
import { sceneOf } from "../scene.ts";
import type { DoorParts } from "../wanted.ts";
import type { SelfAlarm } from "./self-alarm.ts";

/** What it is made of. `repaired` hears of every stream it woke. */
export type AuditorParts = {
  readonly db: Db;
  readonly door: DoorParts;
  readonly alarm: SelfAlarm;
  readonly repaired: (stream: string) => void;
  readonly monotonicMs: () => number;
};

/** What the last look found: streams that nothing would have woken, and such as were due for over a minute; and how long the query took. */
export type AuditFound = { readonly asleep: number; readonly overdue: number; readonly ms: number };

const everyMs = 30_000;

/** So many suspects are read at a time, and of those never judged before so many judged. */
const most = { read: 20_000, judged: 500 };

/** One node's auditor. `step` looks where it is time; `look` at once. */
export function auditorOf(parts: AuditorParts): {
  readonly step: () => Promise<number>;
  readonly look: () => Promise<AuditFound>;
  readonly found: () => AuditFound;
} {
  let lookedAt = Number.NEGATIVE_INFINITY;
  let found: AuditFound = { asleep: 0, overdue: 0, ms: 0 };
  /** Streams that rightly sleep, with the event they were judged at. */
  const judged = new Map<string, number>();
  const look = async () => {
    const begun = parts.monotonicMs();
    const suspected = await suspects(parts.db, await parts.door.store.now(), most.read);
    const ms = parts.monotonicMs() - begun;
    forgetOthers(judged, suspected);
    const unknown = suspected.filter(({ stream, seq, overdue }) => overdue || judged.get(stream) !== seq).slice(0, most.judged);
    let asleep = 0;
    for (const suspect of unknown) if ((await judge(parts, suspect, judged)) && !suspect.overdue) asleep += 1;
    found = { asleep, overdue: suspected.filter(({ overdue }) => overdue).length, ms };
    return found;
  };
  return {
    look,
    found: () => found,
    step: async () => {
      if (parts.monotonicMs() - lookedAt < everyMs) return 0;
      lookedAt = parts.monotonicMs();
      await look();
      return 0;
    },
  };
}

/** What is no suspect any more need not be remembered. */
function forgetOthers(judged: Map<string, number>, suspected: readonly Suspect[]): void {
  const still = new Set(suspected.map(({ stream }) => stream));
  for (const stream of [...judged.keys()]) if (!still.has(stream)) judged.delete(stream);
}

/** True where it is stuck. What only sleeps is woken: the tick then derives everything anew. What is overdue is due already; somebody must look why. */
async function judge(parts: AuditorParts, { stream, seq, overdue }: Suspect, judged: Map<string, number>): Promise<boolean> {
  if (overdue) {
    await alarm(parts, stream, "is due for over a minute and was not looked after. Is every node overloaded, or does its step fail? The log says more.");
    return true;
  }
  const next = await nextWake(parts.door, stream);
  if (next === null) {
    judged.set(stream, seq);
    return false;
  }
  if (!(await wakeNow(parts.db, stream, seq, await parts.door.store.now()))) return false;
  parts.repaired(stream);
  await alarm(parts, stream, "would not have been woken for what is due there. It has been woken now, and goes on.");
  return true;
}

/** When a stream must next be woken, derived from nothing but its state; null when it need not be. */
async function nextWake(door: DoorParts, stream: string): Promise<Instant | null> {
  const scene = await sceneOf(door, stream);
  if (!scene?.pack) return null;
  const { engine, pack, state, now } = scene;
  const setting = { engine, pack, stream, seq: 0, now, commandId: "audit" };
  const { result } = await decideWithFacts(
    (facts) => dutiesOf({ ...setting, facts }, state),
    (kind, key) => door.store.read.fact(kind, key),
  );
  return wakeAt(result, (state as { ledger: { fired: { readonly [key: string]: number } } }).ledger.fired);
}

async function alarm({ db, alarm }: AuditorParts, stream: string, what: string): Promise<void> {
  const number = await publicNumber(db, stream);
  const which = number === null ? "An automation" : `The automation of incident ${number}`;
  await alarm({ key: `stuck/${stream}`, title: `${which} stood still`, text: `${which} ${what}`, urgency: "page" });
}
