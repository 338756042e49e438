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
