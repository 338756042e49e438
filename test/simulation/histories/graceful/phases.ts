/** Phases: the post-mortem is owed at once, and nothing is closed without it. */
import { type Invariant, without } from "../invariant.ts";

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
];
