/** The public: it hears nothing before the commander decided that it does and approved the words, and it hears that it is over. */
import { type Invariant, without } from "../invariant.ts";

/** What the events alone say. */
type Told = { decided: boolean; readonly approved: Set<string>; published: boolean; last: boolean };

export const ofPublic: readonly Invariant[] = [
  {
    id: "K1",
    says: "nothing is published before it was decided that the public is told, and these words were approved",
    spoilt: without("PD-53"),
    watch: () => {
      const told: Told = { decided: false, approved: new Set(), published: false, last: false };
      return ({ accepted }) => {
        for (const { type, data } of accepted.events) {
          const { decision, message = "" } = data as { decision?: string; message?: string };
          if (type === "public-decided") told.decided = decision !== "not";
          if (type === "customer-message-approved") told.approved.add(message);
          if (type === "customer-message-published" && !(told.decided && told.approved.has(message))) return `published: ${message}`;
        }
        return null;
      };
    },
  },
  {
    id: "PD-32",
    says: "whoever was told in public is told that it is over before it is closed at 1 and 2",
    spoilt: without("PD-32"),
    watch: () => {
      const told: Told = { decided: false, approved: new Set(), published: false, last: false };
      return ({ before, accepted }) => {
        const closed = accepted.events.some(({ type }) => type === "closed");
        const silent = closed && (before.severity.rank ?? 3) <= 2 && told.published && !told.last;
        for (const { type } of accepted.events) {
          if (type === "customer-message-published") [told.published, told.last] = [true, before.lifecycle.phase === "resolved"];
          if (type === "resolved" || type === "reopened") told.last = false;
        }
        return silent && "closed, and the public was not told that it is over";
      };
    },
  },
];
