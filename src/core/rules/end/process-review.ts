/** Each incident may change the process: whoever writes its document is asked, and a yes becomes a proposal (PE-10). */
import { z } from "zod";
import { cites } from "../../kernel/process.ts";
import { rule } from "../rule.ts";

export const processReview = rule("process_review", {
  title: "Process review",
  says: "Asks whoever writes a document of an incident whether the process should change; a yes becomes a proposal.",
  schema: z.strictObject({ document: z.string().max(40), asks: z.string().min(1).max(200), cites }).optional(),
  follows: {
    "process-reviewed": (policy, _state, { data }) =>
      policy.own !== undefined && data.change ? [{ name: "propose-refinement", input: { change: data.text.slice(0, 300), pointer: "", to: "" } }] : [],
  },
  demands: (policy, state) => {
    const made = policy.own === undefined ? undefined : state.documents.documents[policy.own.document];
    if (policy.own === undefined || made === undefined || state.feedback.change !== null) return [];
    return [
      {
        key: `process-review/${made.revision}`,
        who: made.owner === null ? { process: true as const } : { people: [made.owner] },
        what: policy.own.asks,
        during: ["resolved"],
        due: made.dueAt,
        steps: [],
        metBy: ({ type }) => type === "process-reviewed",
        cites: policy.cites(policy.at("top")),
        by: { name: "review-process" },
      },
    ];
  },
  examples: [
    { title: "with the post-mortem", value: { document: "postmortem", asks: "Should the process change?" }, in: "top", valid: true },
    { title: "without a question", value: { document: "postmortem" }, in: "top", valid: false },
  ],
});
