/** Streams: nobody is forgotten, the log is whole, and every act is in it once. */

import { incidents } from "../../../src/core/engine.ts";
import { openPages } from "../../../src/core/incident/pages/called.ts";
import type { State } from "../../../src/core/incident/slices.ts";
import { wakeAt } from "../../../src/core/kernel/duty.ts";
import { specOf } from "../../../src/core/kernel/engine.ts";
import { isRefusal } from "../../../src/core/kernel/refusal.ts";
import { verified } from "../../../src/store/chain.ts";
import { newestChange } from "../../../src/store/memory/facts.ts";
import { journalKey } from "../../../src/store/memory/tables.ts";
import { type Broken, dutiesAt, type Invariant } from "../scene.ts";
import type { Scene, Tracked } from "../stage.ts";

/** The stored wake is the one derived from scratch, and an open page has a wake or a message. */
function notForgotten(scene: Scene, tracked: Tracked): Broken {
  const { tables } = scene.town.raw;
  const { row, state, stream } = tracked;
  if (row.head.quarantined !== null) return `the automation of ${stream} was stopped: ${row.head.quarantined}`;
  if (newestChange(tables, row) !== null) return null;
  const derived = wakeAt(dutiesAt(scene, tracked), state.ledger.fired);
  if (derived !== row.head.wakeAt) return `${stream} wakes at ${row.head.wakeAt}, its duties say ${derived}`;
  const alone = openPages(state.pages).find(
    (page) => derived === null && ![...tables.jobs.values()].some((job) => job.effect.page === page.id && job.state !== "superseded"),
  );
  return alone ? `the page of ${alone.person} is open, and nothing will happen` : null;
}

function whole({ row, stream, events, states }: Tracked): Broken {
  const gap = events.findIndex(({ seq }, index) => seq !== index + 1);
  if (gap >= 0) return `${stream} has event ${events[gap]?.seq} at place ${gap + 1}`;
  if (row.head.seq !== events.length) return `${stream} says it is at ${row.head.seq}, there are ${events.length} events`;
  for (const { seq, state } of row.snapshots.values()) {
    if (JSON.stringify(state) !== JSON.stringify(states[seq])) return `the snapshot of ${stream} at ${seq} is not the fold of its events`;
  }
  return null;
}

const same = (said: string) => said;
const plainSay = { person: same, role: same, team: same, instant: same, severity: (rank: number) => String(rank) };

/** Each event stands in the part of the log that exactly one wish of the journal wrote. */
function covered({ town }: Scene, { stream, events }: Tracked): Broken {
  const writers = new Array<number>(events.length + 1).fill(0);
  for (const entry of town.raw.tables.journal.values()) {
    if (entry.stream !== stream || entry.firstSeq === null || entry.lastSeq === null || entry.id.includes(".dropped.")) continue;
    for (let seq = entry.firstSeq; seq <= entry.lastSeq; seq++) writers[seq] = (writers[seq] ?? 0) + 1;
  }
  const wrong = events.find(({ seq }) => writers[seq] !== 1);
  return wrong ? `event ${wrong.seq} (${wrong.type}) of ${stream} has ${writers[wrong.seq]} wishes behind it` : null;
}

export const ofStreams: readonly Invariant[] = [
  {
    id: "E3",
    says: "what is open has its next wake, derived from scratch, and no passing fault stops it",
    watch: (scene) => ({
      stream: (tracked) => notForgotten(scene, tracked),
      step: () => {
        for (const [stream, { head }] of scene.town.raw.tables.streams)
          if (head.quarantined !== null) return `the automation of ${stream} was stopped: ${head.quarantined}`;
        return null;
      },
      end: () => {
        const late = [...scene.town.raw.tables.streams].find(([, { head }]) => head.wakeAt !== null && Date.parse(head.wakeAt) < scene.now() - 5_000);
        return late ? `${late[0]} was due at ${late[1].head.wakeAt}` : null;
      },
    }),
  },
  {
    id: "E17",
    says: "the fold of the events is every node's state; numbers have no gaps; the chain holds",
    watch: (scene) => {
      // A node keeps a state before its commit; only what was committed, as its hash says, must be true.
      const kept = new Map<string, State>();
      const compared = (tracked: Tracked, seq: number): Broken => {
        const hash = tracked.row.events[seq - 1]?.hash ?? "";
        const said = kept.get(hash);
        kept.delete(hash);
        return said === undefined || JSON.stringify(said) === JSON.stringify(tracked.states[seq])
          ? null
          : `a node holds another state of ${tracked.stream} at ${seq} than its events say`;
      };
      return {
        event: (tracked, { seq }) => compared(tracked, seq),
        stream: whole,
        kept: (stream, { hash, seq, state }) => {
          kept.set(hash, state);
          const tracked = scene.streams.get(stream);
          return tracked && tracked.events.length >= seq ? compared(tracked, seq) : null;
        },
        end: () => {
          for (const [stream, row] of scene.town.raw.tables.streams) {
            const chain = verified(
              row.events.map((event) => ({ ...event, erased: false })),
              row.head,
            );
            if (!chain.ok) return `the chain of ${stream} breaks at ${chain.brokenAt}`;
          }
          return null;
        },
      };
    },
  },
  {
    id: "P27",
    says: "every act is in the log once, with its actor and a sentence; what a person was told was done, is",
    watch: (scene) => ({
      event: ({ events, stream }, event) => {
        const spec = specOf(incidents, event.type)?.spec;
        if (!event.actor || !spec || spec.says(event.data, plainSay).trim() === "") return `event ${event.seq} of ${stream} has no actor or no sentence`;
        if (event.type !== "message-posted") return null;
        const { text } = event.data as { text: string };
        return events.filter((one) => one.type === "message-posted" && (one.data as { text: string }).text === text).length > 1
          ? `"${text}" stands twice in ${stream}`
          : null;
      },
      stream: (tracked) => covered(scene, tracked),
      end: () => {
        const { journal } = scene.town.raw.tables;
        for (const { answer, actor, key, name } of scene.town.asked) {
          if (!answer || isRefusal(answer) || "elsewhere" in answer) continue;
          const entry = journal.get(journalKey(actor, key));
          if (!entry || entry.stream !== answer.stream) return `${actor} was told that ${name} was done, and the journal does not know`;
          if (answer.seq > (scene.streams.get(answer.stream)?.events.length ?? 0))
            return `${actor} was told of event ${answer.seq} of ${answer.stream}, which is not there`;
        }
        return null;
      },
    }),
  },
];
