/** Limits and providers: what is held back is said together and never dropped, and a provider that works again is used again. */

import { openPages } from "../../../src/core/incident/pages/called.ts";
import { epochMs } from "../../../src/core/kernel/time.ts";
import type { JobRow } from "../../../src/store/memory/tables.ts";
import type { Send } from "../provider.ts";
import { ambiguous, type Broken, downSince, faultsOn, type Invariant } from "../scene.ts";
import type { Scene } from "../stage.ts";
import { ownerOf } from "../town.ts";

const jobsOf = (scene: Scene) => [...scene.town.raw.tables.jobs.values()];
const jobOf = (scene: Scene, id: string) => scene.town.raw.tables.jobs.get(id);
const meant = ({ effect, queuedAt }: JobRow) => epochMs(effect.notBefore ?? queuedAt);

function isOpen(scene: Scene, { stream, effect }: JobRow): boolean {
  const page = scene.streams.get(stream ?? "")?.state.pages.pages[effect.page ?? ""];
  return page?.state === "open";
}

/** A page's message that ended without being sent, although the page waits and no other message of it came later. */
function dropped(scene: Scene): Broken {
  const ended = jobsOf(scene).filter(({ state, effect }) => effect.page !== undefined && (state === "superseded" || state === "cancelled"));
  const lost = ended.find((job) => {
    if (!isOpen(scene, job)) return false;
    return !jobsOf(scene).some(
      (other) => other.effect.page === job.effect.page && other.person === job.person && other.id !== job.id && meant(other) >= meant(job),
    );
  });
  return lost ? `${lost.id} is ${lost.state} ("${lost.reason}"), its page waits, and nothing follows` : null;
}

/** What is bundled stands in a digest, which goes out while a page in it waits. */
function unsaid(scene: Scene): Broken {
  for (const job of jobsOf(scene).filter(({ state }) => state === "bundled")) {
    const digest = job.bundle === null ? undefined : jobOf(scene, job.bundle);
    if (!digest) return `${job.id} is bundled into nothing`;
    if (isOpen(scene, job) && ["superseded", "cancelled"].includes(digest.state)) return `${job.id} waits in the digest ${digest.id}, which is ${digest.state}`;
  }
  return null;
}

/** No more pages than the limit within its window; the first of the most severe level and what a fault doubled are beyond it. */
function tooMany(scene: Scene, send: Send): Broken {
  const { person } = scene.town.limits;
  const from = send.at - person.perSeconds * 1_000;
  const counted = scene.town.provider.sends.filter((one) => {
    const job = jobOf(scene, one.job);
    const first = job?.effect.params.alert === 1 && severityOf(scene, job) === 1;
    return one.at > from && ownerOf(one.address) === ownerOf(send.address) && job?.effect.urgency === "page" && one.reached && !first;
  });
  const faults = scene.town.machine.happened.filter(({ at }) => at > from - 60_000).length;
  return counted.length > person.most + faults ? `${counted.length} pages to ${ownerOf(send.address)} within ${person.perSeconds} s` : null;
}

function severityOf(scene: Scene, job: JobRow): number | null {
  return scene.streams.get(job.stream ?? "")?.state.severity.rank ?? null;
}

/** A digest names every page that it holds, and none that ended a while ago. */
function digestSays(scene: Scene, send: Send, over: ReadonlyMap<string, number>): Broken {
  if (jobOf(scene, send.job)?.effect.template !== "digest") return null;
  const members = jobsOf(scene).filter(({ bundle, state }) => bundle === send.job && state === "bundled");
  const pages = new Set(members.map(({ stream, effect }) => `${stream} ${effect.page}`));
  const lines = Number(send.message.facts.find(({ label }) => label === "Pages")?.value);
  if (lines !== pages.size) return `${send.job} says ${lines} pages and holds ${pages.size}`;
  const stale = [...pages].find((page) => send.at - (over.get(page) ?? send.at) > 2_000);
  return stale ? `${send.job} says a page that had ended (${stale})` : null;
}

/** A message that its provider took and then lost goes by another method within 30 s, or somebody is told. */
function forgotten(scene: Scene): Broken {
  for (const word of scene.town.words.filter(({ state }) => state === "failed")) {
    const job = word.key === null ? undefined : jobOf(scene, word.key);
    if (!job?.effect.page || !isOpen(scene, job)) continue;
    const tried = scene.town.provider.sends.some((send) => send.job === job.id && send.at >= word.at - 1_000);
    const other = jobsOf(scene).some((one) => one.effect.page === job.effect.page && one.person === job.person && meant(one) > meant(job));
    const faults = scene.town.machine.happened.filter(({ at }) => at >= word.at - 60_000).length + faultsOn(scene, job.id);
    const patience = 30_000 + 15_000 * faults + downSince(scene, word.at);
    if (!tried && !other && job.state !== "failed" && scene.now() - word.at > patience) return `${job.id} failed at its provider, and nothing follows`;
  }
  return null;
}

/** A breaker stays open a minute at most after the last fault of its provider. */
function shutOut(scene: Scene): Broken {
  for (const node of scene.town.nodes.running) {
    if (!node) continue;
    for (const [channel, circuit] of node.circuits()) {
      if (circuit !== "open") continue;
      const faulty = ({ draw }: Send) => ambiguous.has(draw) || draw === "temporary";
      const last = scene.town.provider.sends.filter((send) => send.channel === channel && send.node === node.life.node && faulty(send)).at(-1);
      const lost = scene.town.machine.happened.some(({ at, node: at_ }) => at_ === node.life.node && scene.now() - at < 180_000);
      if (!lost && scene.now() - (last?.at ?? 0) > 75_000) return `node ${node.life.node} still avoids ${channel}, which works`;
    }
  }
  return null;
}

export const ofLimits: readonly Invariant[] = [
  {
    id: "E12",
    says: "limits delay or bundle and never drop; a digest lists every page it holds and none that ended",
    watch: (scene) => {
      const over = new Map<string, number>();
      return {
        event: ({ stream, state }, _event, before) => {
          for (const page of openPages(before.pages)) if (state.pages.pages[page.id]?.state !== "open") over.set(`${stream} ${page.id}`, scene.now());
          return null;
        },
        step: () => dropped(scene) ?? unsaid(scene),
        sent: (send) => tooMany(scene, send) ?? digestSays(scene, send, over),
      };
    },
  },
  {
    id: "E11",
    says: "a message that its provider lost later goes by the next method",
    watch: (scene) => ({ step: () => forgotten(scene), end: () => forgotten(scene) }),
  },
  { id: "R7", says: "a provider that works again is used again", watch: (scene) => ({ step: () => shutOut(scene), end: () => shutOut(scene) }) },
];
