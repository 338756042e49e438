/** Pages: an answer is final, steps keep their order, and catching up collapses to now. */

import { incidents } from "../../../src/core/engine.ts";
import { openPages } from "../../../src/core/incident/pages/called.ts";
import { after, epochMs } from "../../../src/core/kernel/time.ts";
import type { Send } from "../provider.ts";
import { type Broken, downSince, dutiesAt, faultsOn, type Invariant, isWaiting, packOfStream } from "../scene.ts";
import type { Scene, Tracked } from "../stage.ts";
import { team } from "../town.ts";

type AlertOfPack = { readonly again?: string; readonly report?: { readonly after: string } };

/** How the pinned process alerts at the incident's severity. */
function alertOf(scene: Scene, tracked: Tracked): AlertOfPack {
  const pack = packOfStream(scene, tracked);
  const rank = tracked.state.severity.rank;
  const level = rank === null ? undefined : (pack.severities[rank] as { alert?: AlertOfPack }).alert;
  return level ?? (pack.alert as AlertOfPack | undefined) ?? {};
}

const jobsOf = (scene: Scene, stream: string) => [...scene.town.raw.tables.jobs.values()].filter((job) => job.stream === stream);

/** What the store still wants to send and nobody needs any more. */
function unwanted(scene: Scene, tracked: Tracked): Broken {
  const waiting = jobsOf(scene, tracked.stream).filter((job) => isWaiting(job) && job.state !== "sending");
  const useless = waiting.find((job) => !incidents.wanted(tracked.state, job));
  if (useless) return `${useless.effect.key} waits, and its page is over`;
  const keys = new Set(waiting.some(({ effect }) => effect.duty !== undefined) ? dutiesAt(scene, tracked).map(({ key }) => key) : []);
  const orphan = waiting.find(({ effect }) => effect.duty !== undefined && !keys.has(effect.duty));
  return orphan ? `${orphan.effect.key} waits, and its duty is gone` : null;
}

/** The message that carries an alert of a page. */
const carrying = (scene: Scene, stream: string, page: string, alert: number) => jobsOf(scene, stream).find((job) => job.effect.key === `page/${page}/${alert}`);

function pagedAgain(scene: Scene, tracked: Tracked, { page: id, alert, at }: { page: string; alert: number; at: string }): Broken {
  const page = tracked.state.pages.pages[id];
  const previous = carrying(scene, tracked.stream, id, alert - 1);
  if (!page || !previous) return `alert ${alert} of ${id} without alert ${alert - 1}`;
  const tried = previous.attempts.length > 0 || scene.town.provider.sends.some((send) => send.job === previous.id);
  if (!tried && isWaiting(previous)) return `alert ${alert} of ${id} at ${at} while alert ${alert - 1} still waits`;
  return null;
}

/** In the first minute after an outage: one page per incident, person and channel, and only the step that is current. */
function caughtUp(scene: Scene, send: Send): Broken {
  const job = scene.town.raw.tables.jobs.get(send.job);
  const outage = scene.town.outages.at(-1);
  if (!job?.effect.page || !outage || outage.to === null || outage.to - outage.from < 60_000 || scene.now() - outage.to > 60_000) return null;
  const fresh = epochMs(job.queuedAt) >= outage.to + 2_000;
  const same = scene.town.provider.sends.filter((one) => one.at >= outage.to! && one.channel === send.channel && one.address === send.address && one.reached);
  const pages = same.filter(
    (one) => scene.town.raw.tables.jobs.get(one.job)?.stream === job.stream && scene.town.raw.tables.jobs.get(one.job)?.effect.page !== undefined,
  );
  const faults = pages.reduce((sum, one) => sum + faultsOn(scene, one.job), 0);
  if (!fresh && pages.length > 1 + faults) return `${pages.length} pages for ${send.address} in the first minute after an outage`;
  const page = scene.streams.get(job.stream ?? "")?.state.pages.pages[job.effect.page];
  return page && job.effect.params.alert !== page.alerts && send.at > outage.to + 20_000 + 20_000 * faults
    ? `alert ${job.effect.params.alert} of ${page.id} went out after alert ${page.alerts}`
    : null;
}

/** Everybody of the team is called at severity 1; whoever is silent is called again in time and reported. */
function allHands(scene: Scene, tracked: Tracked): Broken {
  const { state } = tracked;
  if (state.lifecycle.phase !== "active" || state.severity.rank !== 1 || packOfStream(scene, tracked).key !== "sitrep") return null;
  const called = Object.values(state.pages.pages).filter((page) => page.state !== "withdrawn");
  const missing = team.find((person) => !called.some((page) => page.person === person));
  return missing ? `severity 1, and nobody called ${missing}` : null;
}

function silent(scene: Scene, tracked: Tracked): Broken {
  const { again, report } = alertOf(scene, tracked);
  if (tracked.state.lifecycle.phase !== "active") return null;
  for (const page of openPages(tracked.state.pages)) {
    if (page.team && again && overdue(scene, after(page.lastAlertAt, again)))
      return `${page.person} is silent since ${page.lastAlertAt} and nobody calls again`;
    if (page.team && report && !page.reported && overdue(scene, after(page.at, report.after)))
      return `${page.person} is silent since ${page.at} and nobody says so`;
  }
  return null;
}

/** Ten seconds, and fifteen for each fault around it; while no node is there, nobody is late. */
function overdue(scene: Scene, due: string): boolean {
  const from = epochMs(due);
  const around = scene.town.machine.happened.filter(({ at }) => at >= from - 60_000).length;
  return scene.now() - from - downSince(scene, from) > 10_000 + 15_000 * around;
}

/** Somebody whom no method reaches, and the room does not know. */
function unreached(scene: Scene, { state, stream }: Tracked): Broken {
  if (state.lifecycle.phase !== "active") return null;
  const failed = (page: string) => jobsOf(scene, stream).some((job) => job.effect.page === page && job.state === "failed");
  const lost = openPages(state.pages).find((page) => !page.unreachable && page.deliveredAt === null && failed(page.id));
  return lost ? `nothing reaches ${lost.person}, and nobody says so` : null;
}

const firstOf = (scene: Scene, look: (tracked: Tracked) => Broken) => [...scene.streams.values()].map(look).find((one) => one);

export const ofPages: readonly Invariant[] = [
  {
    id: "E8",
    says: "no attempt starts more than two seconds after the commit that took its reason; nothing that lost its reason waits",
    watch: (scene) => {
      const over = new Map<string, number>();
      return {
        event: ({ stream, state }, _event, before) => {
          for (const page of openPages(before.pages)) if (state.pages.pages[page.id]?.state !== "open") over.set(`${stream} ${page.id}`, scene.now());
          return null;
        },
        stream: (tracked) => unwanted(scene, tracked),
        sent: (send) => {
          const job = scene.town.raw.tables.jobs.get(send.job);
          const ended = over.get(`${job?.stream} ${job?.effect.page}`);
          if (ended === undefined || send.at - ended <= 2_000) return null;
          const slept = scene.town.machine.happened.some(
            ({ kind, node, at }) => kind === "pause" && node === send.node && at <= send.at && at > ended - 20_000,
          );
          return slept ? null : `${send.job} began ${send.at - ended} ms after its page had ended`;
        },
      };
    },
  },
  {
    id: "E9",
    says: "the next step never comes before its delay has passed, nor while the one before it still waits",
    watch: (scene) => ({
      event: (tracked, event, before) => {
        if (event.type !== "paged-again") return null;
        const { page: id, alert } = event.data as { page: string; alert: number };
        const page = before.pages.pages[id];
        const delay = alertOf(scene, tracked).again;
        if (page && delay && after(page.lastAlertAt, delay) > event.at)
          return `alert ${alert} of ${id} at ${event.at}, the one before was at ${page.lastAlertAt}`;
        return pagedAgain(scene, tracked, { page: id, alert, at: event.at });
      },
    }),
  },
  {
    id: "E11",
    says: "whom no method reaches is named to the room",
    watch: (scene) => ({ end: () => firstOf(scene, (tracked) => unreached(scene, tracked)) }),
  },
  {
    id: "E13",
    says: "after an outage one page per incident, person and channel, for the current step only",
    watch: (scene) => ({ sent: (send) => caughtUp(scene, send) }),
  },
  {
    id: "P16",
    says: "severity 1 calls every member of the team in its own commit, again while they are silent, and says who is",
    watch: (scene) => ({
      stream: (tracked) => allHands(scene, tracked),
      step: () => firstOf(scene, (tracked) => silent(scene, tracked)),
      end: () => firstOf(scene, (tracked) => silent(scene, tracked)),
    }),
  },
];
