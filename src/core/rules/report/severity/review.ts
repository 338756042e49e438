/** When a severity has lasted so long that it is looked at again, and who then owes an answer (GD2-06). */
import type { Wish } from "../../../incident/index.ts";
import { activeAfter } from "../../../incident/lifecycle/pauses.ts";
import type { State } from "../../../incident/slices.ts";
import type { Duty } from "../../../kernel/duty.ts";
import { commandingRole } from "../../../kernel/process.ts";
import type { SeverityPolicy } from "./value.ts";

/** The question that will come, or the answer that is owed. */
export function reviewDuties(policy: SeverityPolicy, state: State): Duty<Wish, State>[] {
  const { review: asked, lasting } = state.severity;
  if (asked !== null) return [answerDuty(policy, asked)];
  const review = policy.level?.review;
  if (review === undefined || lasting === null) return [];
  const at = activeAfter(state.lifecycle, lasting, review.after);
  const then: Wish = { name: "review-severity", input: { propose: review.propose } };
  return [
    {
      key: `severity/review@${at}`,
      who: { process: true },
      what: "Look at the severity again",
      during: ["active"],
      due: null,
      steps: [{ at, does: "open", then }],
      metBy: () => false,
      cites: policy.cites(policy.at("level", "review")),
    },
  ];
}

function answerDuty(policy: SeverityPolicy, { at, propose }: NonNullable<State["severity"]["review"]>): Duty<Wish, State> {
  return {
    key: `severity/answer@${at}`,
    who: { role: commandingRole(policy.process) ?? "commander" },
    what: propose === null ? "Say whether the severity still fits" : `Say whether it should be severity ${propose}`,
    during: ["active", "paused"],
    due: null,
    steps: [],
    metBy: ({ type }) => type === "severity-changed" || type === "severity-kept",
    cites: policy.cites(policy.at("level", "review")),
    by: propose === null ? { name: "keep-severity" } : { name: "change-severity", input: { to: propose, because: "duration" } },
  };
}
