/** What must hold after every step of every history of Security; the IDs are the promises'. */
import { holdersOf } from "../../../../src/core/incident/roles/slice.ts";
import type { State } from "../../../../src/core/incident/slices.ts";
import { bothIn, everywhere, onlyBy, passes, quietAfter, singleIn } from "../everywhere.ts";
import type { Invariant } from "../invariant.ts";
import { ofSecrecy } from "./secrecy.ts";
import { ofVerdicts } from "./verdicts.ts";

const commanders = (state: State) => holdersOf(state.roles, "ic");
const marketing = (state: State) => holdersOf(state.roles, "marketing");

export const invariants: readonly Invariant[] = [
  ...everywhere,
  quietAfter(["follow-up/", "circle@"]),
  singleIn("ic", true),
  passes([]),
  {
    id: "P4",
    says: "whoever commands neither writes it down, nor speaks outside, nor must merely know",
    spoilt: { exclusions: [] },
    watch:
      () =>
      ({ after }) =>
        (["scribe", "marketing", "executive"] as const).map((role) => bothIn(after, "ic", role)).find((one) => one !== null),
  },
  onlyBy("P11", "only the commander changes the severity", { event: "severity-changed", by: commanders, spoilt: { "may/decide_severity/holds": ["anyone"] } }),
  onlyBy("P26", "only the commander declares it over", { event: "resolved", by: commanders, spoilt: { "may/command/holds": ["anyone"] } }),
  onlyBy("K1", "only marketing publishes", { event: "customer-message-published", by: marketing, spoilt: { "may/publish/holds": ["anyone"] } }),
  ...ofSecrecy,
  ...ofVerdicts,
];
