/** Ends: how it is and what is left is said, and at 1 and 2 nothing is closed without a post-mortem that is somebody's and a mail to the house. */
import { type Invariant, without } from "../invariant.ts";

export const ofEnds: readonly Invariant[] = [
  {
    id: "PD-30",
    says: "whoever declares it over says whether it has recovered or is recovering for sure",
    spoilt: without("PD-30"),
    watch:
      () =>
      ({ accepted }) => {
        const resolved = accepted.events.find(({ type }) => type === "resolved");
        return resolved !== undefined && (resolved.data as { condition?: string }).condition === undefined && "over, and nobody said how it is";
      },
  },
  {
    id: "P23",
    says: "at 1 and 2 nothing is closed before its post-mortem is ready and has an owner, and the house has its mail",
    spoilt: { "severities/1/gates/close": [] },
    watch:
      () =>
      ({ before, accepted }) => {
        if (!accepted.events.some(({ type }) => type === "closed") || (before.severity.rank ?? 3) > 2) return null;
        const { postmortem, "internal-email": mail } = before.documents.documents;
        if (postmortem === undefined || postmortem.state === "draft" || postmortem.owner === null) return "closed, and the post-mortem is not there";
        return mail?.sentAt == null && "closed, and the house has no mail";
      },
  },
];
