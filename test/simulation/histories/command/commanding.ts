/** Commanding: called for by anybody, both in one commit; decides alone, has no other seat, and the executives hear every half hour. */
import { holdersOf } from "../../../../src/core/incident/roles/slice.ts";
import type { State } from "../../../../src/core/incident/slices.ts";
import { epochMs } from "../../../../src/core/kernel/time.ts";
import { bothIn, onlyBy } from "../everywhere.ts";
import { type Invariant, without } from "../invariant.ts";

const commanders = (state: State) => holdersOf(state.roles, "ic");
const minute = 60_000;
/** Those who are on call to command, as the house has it. */
const called = ["ana", "ben"] as const;
const alone = ["deputy", "scribe", "sme", "customer_liaison", "internal_liaison", "observer"] as const;
const isMajor = ({ severity }: State) => severity.rank === 1 || severity.rank === 2;

export const ofCommanding: readonly Invariant[] = [
  onlyBy("P11", "only the commander changes the severity", { event: "severity-changed", by: commanders, spoilt: { "may/decide_severity/holds": ["anyone"] } }),
  onlyBy("P26", "only the commander declares it over", { event: "resolved", by: commanders, spoilt: { "may/command/holds": ["anyone"] } }),
  {
    id: "P4",
    says: "whoever commands has no other seat, and neither the deputy nor the scribe is an expert",
    spoilt: { exclusions: [] },
    watch:
      () =>
      ({ after }) =>
        alone.map((role) => bothIn(after, "ic", role)).find((one) => one !== null) ?? bothIn(after, "deputy", "sme") ?? bothIn(after, "scribe", "sme"),
  },
  {
    id: "P18",
    says: "a call for a commander, by whomever, pages the first and the second in the same commit",
    spoilt: { "commander_page/call": ["ic-primary"] },
    watch:
      () =>
      ({ after, accepted }) => {
        const asked = accepted.events.findLast(({ type }) => type === "commander-called");
        if (!asked) return null;
        const ringing = Object.values(after.pages.pages).filter(({ state, lastAlertAt }) => state === "open" && lastAlertAt === asked.at);
        const missing = called.find((person) => ringing.filter((page) => page.person === person).length !== 1);
        return missing !== undefined && `${missing} is not called at ${asked.at}`;
      },
  },
  {
    id: "P7",
    says: "at 1 and 2 exactly one summary is owed to the executives, half an hour from the last one at the latest; otherwise none",
    spoilt: without("PD-42"),
    watch: (desk) => {
      let last = desk.now;
      return ({ before, accepted }) => {
        const began = accepted.events.some(({ type }) => type === "executives-told" || type === "declared" || type === "reopened");
        if (began || (isMajor(desk.state) && !isMajor(before))) last = desk.now;
        if (desk.state.lifecycle.phase !== "active") return null;
        const owed = desk.duties.filter(({ key }) => key.startsWith("executives@"));
        if (!isMajor(desk.state)) return owed.length > 0 && `${owed.length} summaries are owed at ${desk.state.severity.rank}`;
        if (owed.length !== 1) return `${owed.length} summaries are owed`;
        return epochMs(owed[0]!.due!) - epochMs(last) > 30 * minute && `the executives heard at ${last}, and the next is due at ${owed[0]!.due}`;
      };
    },
  },
  {
    id: "PD-04",
    says: "only the commander, the deputy and the internal liaison write to the executives",
    spoilt: without("PD-04"),
    watch:
      () =>
      ({ before, accepted, who }) => {
        const mine = before.roles.held.filter(({ person }) => person === who).map(({ role }) => role);
        const told = accepted.events.some(({ type }) => type === "executives-told");
        return told && !mine.some((role) => ["ic", "deputy", "internal_liaison"].includes(role)) && `${who} wrote to the executives`;
      },
  },
];
