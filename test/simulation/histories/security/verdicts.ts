/** Verdicts: the house hears once nobody inside is behind it, the public once the facts are verified, each by whose step it is. */
import { holdersOf } from "../../../../src/core/incident/roles/slice.ts";
import type { Recorded } from "../../../../src/core/kernel/event.ts";
import type { Invariant } from "../invariant.ts";

type Data = { readonly question?: string; readonly answer?: string; readonly audience?: string; readonly step?: string };

/** Which verdict an event had to wait for, and which answer. */
function waitsFor({ type, data }: Recorded): readonly [question: string, answer: string] | null {
  const { audience, step } = data as Data;
  if (type === "disclosed" || (type === "update-posted" && audience === "organisation")) return ["inside", "no"];
  if (type === "step-finished" && step === "internal_communication") return ["inside", "no"];
  if (type === "customer-message-published" || (type === "step-finished" && step === "external_communication")) return ["verified", "yes"];
  return null;
}

const theirs: Readonly<Record<string, string>> = { internal_communication: "director", law_enforcement: "director", external_communication: "marketing" };

export const ofVerdicts: readonly Invariant[] = [
  {
    id: "R-PD-S06",
    says: "the house hears nothing before it is clear that nobody inside is behind it, and the public nothing before the facts are verified",
    spoilt: { "verdicts/before": [] },
    watch: () => {
      const given = new Map<string, string>();
      return ({ accepted }) => {
        for (const event of accepted.events) {
          const { question = "", answer = "" } = event.data as Data;
          const [asked, needs] = waitsFor(event) ?? [];
          if (asked !== undefined && given.get(asked) !== needs) return `${event.type}, and "${asked}" is ${given.get(asked)}`;
          if (event.type === "verdict-given") given.set(question, answer);
        }
        return null;
      };
    },
  },
  {
    id: "R-PD-S02",
    says: "what is for the director or for marketing is done by nobody else",
    spoilt: { "step_owners/ownRole": undefined },
    watch:
      () =>
      ({ before, accepted, who }) => {
        const done = accepted.events.find(({ type, data }) => type === "step-finished" && ((data as Data).step ?? "") in theirs);
        const role = theirs[(done?.data as Data | undefined)?.step ?? ""];
        return role !== undefined && !holdersOf(before.roles, role).includes(who) && `${who} did what is for ${role}`;
      },
  },
];
