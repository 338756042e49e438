/** When a severity has lasted so long that it is looked at again, and who then owes an answer (GD2-06). */
import type { Wish } from "../../../incident/index.ts";
import { activeAfter } from "../../../incident/lifecycle/pauses.ts";
import type { State } from "../../../incident/slices.ts";
import type { Duty } from "../../../kernel/duty.ts";
import type { Facts } from "../../../kernel/facts.ts";
import { commandingRole } from "../../../kernel/process.ts";
import type { Instant } from "../../../kernel/time.ts";
import { nextWorkEnds } from "../../../oncall/local-time.ts";
import type { SeverityPolicy } from "./value.ts";

/** When the question comes up that counts from an instant; null where the house says of no working hours. */
function asksAt(review: { readonly after: string }, lasting: Instant, state: State, facts: Facts): Instant | null {
  if (review.after !== "next_working_day_end") return activeAfter(state.lifecycle, lasting, review.after);
  const hours = facts.get("organisation", "organisation")?.hours;
  return hours ? nextWorkEnds(hours, lasting, hours.holidays ? facts.get("calendar", hours.holidays) : null) : null;
}

/** The question that will come, or the answer that is owed. */
export function reviewDuties(policy: SeverityPolicy, state: State, facts: Facts): Duty<Wish, State>[] {
  const { review: asked, lasting } = state.severity;
  if (asked !== null) return [answerDuty(policy, asked)];
  const review = policy.level?.review;
  if (review === undefined || lasting === null) return [];
  const at = asksAt(review, lasting, state, facts);
  if (at === null) return [];
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
