/** Heartbeat sources: signs of life come in, and one that is missed becomes one alert, by way of every other alert (E15). */
import type { Instant } from "../../core/kernel/time.ts";
import type { Db } from "../../store/directory/tables.ts";
import type { IncomingSignal } from "../../store/signals.ts";
import { dueAt, heardSince, listenedSince, type Monitor, monitors, stateAt, tellOnce, turn, writeSign } from "../../store/watch/heartbeats.ts";
import type { Intake } from "../ingest.ts";

/** Takes one sign of life of a source, or word that it failed; resolves when it is on disk. */
export type Sign = (source: string, said: { readonly failed: boolean; readonly note: string }) => Promise<void>;

/** What they are made of. */
export type MonitorParts = {
  readonly db: Db;
  readonly accept: Intake;
  readonly now: () => Promise<Instant>;
  readonly id: () => string;
  readonly monotonicMs: () => number;
};

/** How often we note that we listen. */
const noteEveryMs = 10_000;

/** Takes signs of life. */
export function signsOf({ db, now }: Pick<MonitorParts, "db" | "now">): Sign {
  return async (source, { failed, note }) => writeSign(db, { source, failed, note, at: await now() });
}

/** One node's judge: `step` tells what changed; resolves with how many changes were told. */
export function monitorsOf(parts: MonitorParts): { readonly step: () => Promise<number> } {
  let notedAt = Number.NEGATIVE_INFINITY;
  let since: Instant = "";
  return {
    step: async () => {
      const now = await parts.now();
      if (parts.monotonicMs() - notedAt >= noteEveryMs) {
        since = await listenedSince(parts.db, now);
        notedAt = parts.monotonicMs();
      }
      let told = 0;
      for (const monitor of await monitors(parts.db)) {
        const state = stateAt(monitor, now, since);
        const turned = monitor.told && state !== "new" && state !== monitor.state && (await turn(parts.db, monitor, state));
        if (turned || !monitor.told) told += (await tellOnce(parts.db, monitor.source, (change) => tell(parts, monitor, change))) ? 1 : 0;
      }
      return told;
    },
  };
}

async function tell(
  { accept, id }: MonitorParts,
  monitor: Monitor,
  { state, episode }: { readonly state: "fine" | "missing"; readonly episode: number },
): Promise<void> {
  const signal = signalOf(monitor, state);
  await accept({
    id: id(),
    source: monitor.source,
    key: `${state}:${episode}`,
    payload: JSON.stringify({ heartbeat: state, episode }),
    signals: [signal],
    problem: null,
  });
}

function signalOf({ title, every, grace, beatAt, failedAt, note, severity }: Monitor, state: "fine" | "missing"): IncomingSignal {
  const failed = failedAt !== null;
  const last = beatAt === null ? "There never was a sign of life." : `The last sign of life came at ${beatAt}.`;
  const words = failed ? [`It said so at ${failedAt}.`, note, last] : [`One was expected every ${every}, at most ${grace} late.`, last];
  return {
    group: "heartbeat",
    fingerprint: "heartbeat",
    status: state === "missing" ? "firing" : "resolved",
    title: (state === "fine" ? `${title} is well again` : failed ? `${title} says that it failed` : `No sign of life from ${title}`).slice(0, 250),
    text: words.filter((part) => part !== "").join(" "),
    labels: { heartbeat: failed ? "failed" : "missed", source: title },
    links: [],
    startsAt: beatAt,
    severity,
  };
}

/** A monitor as people see it. */
export type MonitorShown = Omit<Monitor, "severity" | "episode" | "told"> & { readonly dueAt: Instant | null };

/** Every monitor, with what it is now. */
export async function showMonitors(db: Db, now: Instant): Promise<MonitorShown[]> {
  const since = await heardSince(db);
  return (await monitors(db)).map(({ severity: _s, episode: _e, told: _t, ...monitor }) => ({
    ...monitor,
    state: stateAt(monitor as Monitor, now, since),
    dueAt: dueAt(monitor, since),
  }));
}
