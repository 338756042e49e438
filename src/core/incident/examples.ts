/** Beginnings that the examples of many commands share. */

/** A report by a person. */
const reported = {
  type: "reported",
  data: { title: "Checkout is down", text: "", impact: "", area: null, process: "sitrep", drill: false, how: "person", answers: {}, claims: [] },
};

/** The same, declared at the worst severity. */
export const active = [reported, { type: "declared", data: { severity: 1, process: "sitrep", version: 1, impact: "", because: "" } }];

/** The same, over. */
export const over = [...active, { type: "resolved", data: { note: "", frees: [] } }];

/** A policy of two steps: Ana at once, Ben after five minutes. */
const policy = {
  id: "payments",
  title: "Payments",
  steps: ["ana", "ben"].map((person, index) => ({
    after: index === 0 ? "PT0S" : "PT5M",
    to: [{ person }],
    take: "everybody" as const,
    answers: "first" as const,
    when: {},
  })),
  repeat: { times: 1, after: "PT5M" },
  forgotten: "PT30M",
  keepTrying: "PT5M",
};

/** An incident whose policy has called Ana. */
export const escalating = [
  ...active,
  { type: "escalation-started", data: { run: 1, policy, why: "declared" } },
  {
    type: "escalated",
    data: { run: 1, round: 0, step: 0, calls: [{ page: "p1", person: "ana" }], answered: [], endpoints: [], meant: ["ana"], why: "" },
  },
  { type: "paged", data: { page: "p1", person: "ana", why: "Step 1 of Payments", team: false } },
  { type: "page-delivered", data: { page: "p1", person: "ana", channel: "sms" } },
];
