/** The process: its report is complete and true, its version stays, and what is closed is quiet. */

import { missingSections } from "../../../src/core/incident/documents/slice.ts";
import type { State } from "../../../src/core/incident/slices.ts";
import type { Send } from "../provider.ts";
import { type Broken, type Invariant, isWaiting, packOfStream } from "../scene.ts";
import type { Scene, Tracked } from "../stage.ts";

const ended = ["closed", "cancelled", "rejected", "duplicate"];

/** Closing needs the situation report sent with all its answers, the post-mortem, and both attached. */
function reported(state: State): Broken {
  if (state.severity.rank === 3) return null;
  const { sitrep, postmortem } = state.documents.documents;
  if (!sitrep || !postmortem || sitrep.sentAt === null || postmortem.state === "draft") return "closed without a sent situation report and a post-mortem";
  if (sitrep.auto.length + sitrep.required.length !== 8 || missingSections(sitrep).length > 0)
    return "closed with a report that does not answer eight questions";
  return sitrep.attachedAt && postmortem.attachedAt ? null : "closed with a document that is not attached";
}

const answerTo = (report: string, title: string) => report.split(`## ${title}\n\n`)[1]?.split("\n\n## ")[0]?.trim();

/** The report as it left: eight answers, with the times of the log. */
function trueReport({ town, streams }: Scene, send: Send): Broken {
  if (send.message.template !== "documents") return null;
  const report = send.message.documents.find(({ filename }) => filename.startsWith("sitrep"))?.content;
  const tracked = streams.get(town.raw.tables.jobs.get(send.job)?.stream ?? "");
  if (!report || !tracked) return "a situation report left without the report";
  const { reportedAt, resolvedAt } = tracked.state.lifecycle;
  if ((report.match(/^## .+\n\n\S/gm) ?? []).length !== 8) return `a situation report left without eight answers: ${report}`;
  if (answerTo(report, "When it was reported") !== reportedAt) return `the report says it was reported at ${answerTo(report, "When it was reported")}`;
  return resolvedAt !== null && answerTo(report, "When it was over") !== resolvedAt
    ? `the report says it was over at ${answerTo(report, "When it was over")}`
    : null;
}

/** Each stakeholder has one message for each sending. */
function mailedOnce({ town, streams }: Scene): Broken {
  for (const { stream, events } of streams.values()) {
    for (const event of events) {
      if (event.type !== "document-sent") continue;
      const { kind, contacts } = event.data as { kind: string; contacts: string[] };
      for (const contact of contacts) {
        const jobs = [...town.raw.tables.jobs.values()].filter((job) => job.stream === stream && job.effect.key === `document/${kind}/${event.seq}/${contact}`);
        if (jobs.length !== 1 || jobs[0]!.contact !== contact) return `${contact} has ${jobs.length} messages with the ${kind}`;
      }
    }
  }
  return null;
}

function quiet(scene: Scene, { row, state, stream }: Tracked): Broken {
  if (!ended.includes(state.lifecycle.phase)) return null;
  if (row.head.wakeAt !== null) return `${stream} is ${state.lifecycle.phase} and wakes at ${row.head.wakeAt}`;
  const loud = [...scene.town.raw.tables.jobs.values()].find(
    (job) => job.stream === stream && isWaiting(job) && job.state !== "sending" && (job.effect.urgency === "page" || job.effect.duty !== undefined),
  );
  return loud ? `${stream} is ${state.lifecycle.phase} and ${loud.effect.key} waits to be sent` : null;
}

export const ofProcess: readonly Invariant[] = [
  {
    id: "P25",
    says: "closing has produced the situation report: eight answers, the times of the log, mailed once to each stakeholder",
    watch: (scene) => ({
      event: (tracked, event, before) => (event.type === "closed" && packOfStream(scene, tracked).key === "sitrep" ? reported(before) : null),
      sent: (send) => trueReport(scene, send),
      end: () => mailedOnce(scene),
    }),
  },
  { id: "P28", says: "what is closed has no timers and no pages", watch: (scene) => ({ stream: (tracked) => quiet(scene, tracked) }) },
  {
    id: "P30",
    says: "an incident keeps the version of the process under which it was declared",
    watch: (scene) => ({
      event: ({ state, stream }, event, before) => {
        const [was, is] = [before.lifecycle.process?.version, state.lifecycle.process?.version];
        return was != null && was !== is ? `${stream} went from version ${was} to ${is} by ${event.type}` : null;
      },
      stream: ({ state, row, stream }) =>
        row.summary.processVersion === (state.lifecycle.process?.version ?? null) ? null : `the row of ${stream} names another version`,
    }),
  },
];
