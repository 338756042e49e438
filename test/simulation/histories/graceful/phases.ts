/** Phases: what is over is quiet, the post-mortem is owed at once, nothing is closed without it, and the version stays. */
import type { State } from "../../../../src/core/incident/slices.ts";
import { type Invariant, without } from "../invariant.ts";

const ended = ["closed", "cancelled", "duplicate", "rejected"];

export const ofPhases: readonly Invariant[] = [
  {
    id: "P23",
    says: "the end brings a post-mortem with an owner and an instant by which it is due, and closing waits for it",
    spoilt: without("GD-03"),
    watch:
      () =>
      ({ after, accepted }) => {
        const postmortem = after.documents.documents.postmortem;
        if (accepted.events.some(({ type }) => type === "resolved") && !postmortem) return "it is over, and no post-mortem is begun";
        return accepted.events.some(({ type }) => type === "closed") && postmortem?.state === "draft" && "closed with a post-mortem that is a draft";
      },
  },
  {
    id: "P24",
    says: "closed means: the post-mortem was ready and called a meeting, and at 1 and 2 every customer has the summary",
    spoilt: without("GD2-54"),
    watch:
      () =>
      ({ before, accepted }) => {
        if (!accepted.events.some(({ type }) => type === "closed")) return null;
        if (before.meetings.next === null) return "closed before a meeting was called";
        const summary = before.documents.documents["customer-summary"];
        return (before.severity.rank ?? 3) <= 2 && summary?.sentAt == null && "closed before the customers had their summary";
      },
  },
  {
    id: "P28",
    says: "what has ended owes nothing but what was learned from it, and pages nobody",
    watch: (desk) => () => {
      const { phase } = desk.state.lifecycle;
      if (!ended.includes(phase)) return null;
      const loud = desk.letters.find(({ state, queued }) => state === "waiting" && queued.effect.urgency === "page");
      if (loud) return `${phase}, and ${loud.queued.effect.key} waits`;
      const owed = desk.duties.map(({ key }) => key).filter((key) => !key.startsWith("refinement/"));
      return owed.length > 0 && `${phase}, and it owes ${owed.join()}`;
    },
  },
  {
    id: "P30",
    says: "it keeps the version of the process under which it was declared",
    watch:
      () =>
      ({ before, after }) => {
        const [was, is] = [versionOf(before), versionOf(after)];
        return was != null && was !== is && `version ${was} became ${is}`;
      },
  },
];

const versionOf = (state: State) => state.lifecycle.process?.version;
