/** The public: it hears nothing before the commander decided that it does and approved the words. */
import { type Invariant, without } from "../invariant.ts";

export const ofPublic: readonly Invariant[] = [
  {
    id: "K1",
    says: "nothing is published before it was decided that the public is told, and these words were approved",
    spoilt: without("PD-53"),
    watch: () => {
      let decided = false;
      const approved = new Set<string>();
      return ({ accepted }) => {
        for (const { type, data } of accepted.events) {
          const { decision, message = "" } = data as { decision?: string; message?: string };
          if (type === "public-decided") decided = decision !== "not";
          if (type === "customer-message-approved") approved.add(message);
          if (type === "customer-message-published" && !(decided && approved.has(message))) return `published: ${message}`;
        }
        return null;
      };
    },
  },
];
