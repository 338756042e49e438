/** What must hold after every step of every history of Radar; the IDs are the promises'. */
import { holdersOf } from "../../../../src/core/incident/roles/slice.ts";
import type { State } from "../../../../src/core/incident/slices.ts";
import { epochMs, after as later } from "../../../../src/core/kernel/time.ts";
import type { Desk } from "../desk.ts";
import { everywhere, onlyBy, passes, quietAfter, singleIn } from "../everywhere.ts";
import { type Invariant, without } from "../invariant.ts";
import { ofAnswers } from "./answers.ts";
import { ofHours } from "./hours.ts";

const minute = 60_000;
const begins = new Set(["declared", "severity-changed", "reopened"]);
const lead = (state: State) => holdersOf(state.roles, "comms_lead");
const reporter = ({ lifecycle }: State) => lifecycle.reporter.slice("person:".length);
const managerOf = ({ facts }: Desk, { lifecycle }: State) =>
  (lifecycle.area === null ? null : facts.get("area", lifecycle.area)?.engineeringManager) ?? "nobody";
const isLoud = ({ severity }: State) => severity.rank === 1 || severity.rank === 2;

const ofTelling: readonly Invariant[] = [
  {
    id: "P7",
    says: "at 1 and 2 exactly one update is owed to the house, five minutes from the last one at the latest; otherwise none",
    spoilt: without("PE-39"),
    watch: (desk) => {
      let last = desk.now;
      const hears = ({ type, data }: { readonly type: string; readonly data: unknown }) =>
        type === "update-posted" ? (data as { audience: string }).audience === "organisation" : begins.has(type);
      return ({ accepted }) => {
        if (accepted.events.some(hears)) last = desk.now;
        if (desk.state.lifecycle.phase !== "active") return null;
        const owed = desk.duties.filter(({ key }) => key.startsWith("update/"));
        if (!isLoud(desk.state)) return owed.length > 0 && `${owed.length} updates are owed at ${desk.state.severity.rank}`;
        if (owed.length !== 1) return `${owed.length} updates are owed`;
        return epochMs(owed[0]!.due!) - epochMs(last) > 5 * minute && `owed at ${owed[0]!.due}, last heard at ${last}`;
      };
    },
  },
  {
    id: "P33",
    says: "at 1 and 2 the room is asked for somebody who keeps everybody informed, five minutes after nobody does",
    spoilt: without("PE-37"),
    watch: (desk) => {
      let since = desk.now;
      let asked = false;
      return ({ before, after, accepted }) => {
        const needs = (state: State) => state.lifecycle.phase === "active" && isLoud(state) && lead(state).length === 0;
        const anew = accepted.events.some(({ type }) => begins.has(type));
        if (anew || !needs(before)) [since, asked] = [desk.now, false];
        asked ||= accepted.events.some(({ type, data }) => type === "message-posted" && (data as { text: string }).text.includes("Who takes it?"));
        return needs(after) && !asked && desk.now > later(since, "PT5M") && `nobody keeps everybody informed since ${since}, and nobody is asked`;
      };
    },
  },
];

const ofEnds: readonly Invariant[] = [
  {
    id: "P8",
    says: "at 1 and 2 it is over once the house has heard of it, and at 2 once a fix is out",
    spoilt: { "severities/2/gates/resolve": [] },
    watch: () => {
      const heard = new Set<string>();
      return ({ before, accepted }) => {
        const { rank } = before.severity;
        const resolved = accepted.events.some(({ type }) => type === "resolved");
        const silent = resolved && isLoud(before) && !heard.has("told") && "over, and the house has heard nothing";
        const open = resolved && rank === 2 && !heard.has("deployed") && "over at 2 without a deploy";
        for (const { type, data } of accepted.events) {
          if (type === "update-posted" && (data as { audience: string }).audience === "organisation") heard.add("told");
          if (type === "change-noted" && (data as { kind: string }).kind === "deploy") heard.add("deployed");
        }
        return silent || open;
      };
    },
  },
  {
    id: "P23",
    says: "at 1 and 2 nothing is closed before its post-mortem says what helped, what was in the way, and is ready",
    spoilt: { "severities/1/gates/close": [] },
    watch:
      () =>
      ({ before, accepted }) => {
        if (!accepted.events.some(({ type }) => type === "closed") || !isLoud(before)) return null;
        const { postmortem } = before.documents.documents;
        if (postmortem === undefined || postmortem.state === "draft") return `closed with a post-mortem that is ${postmortem?.state ?? "not begun"}`;
        return postmortem.sections.process?.filled !== true && "closed, and nobody looked at the process";
      },
  },
  {
    id: "P10",
    says: "below 1 nothing is taken down before the engineering manager has said yes",
    spoilt: without("PE-18"),
    watch: () => {
      let yes = false;
      return ({ before, accepted }) => {
        const down = accepted.events.some(({ type }) => type === "taken-down");
        const wrong = down && before.severity.rank !== 1 && !yes;
        yes ||= accepted.events.some(({ type }) => type === "approval-given");
        return wrong && `taken down at ${before.severity.rank}`;
      };
    },
  },
];

export const invariants: readonly Invariant[] = [
  ...everywhere,
  quietAfter(["refinement/", "follow-up/", "feedback", "survey"]),
  singleIn("comms_lead", false),
  passes([]),
  onlyBy("P11", "whoever reported it, keeps everybody informed or answers for the engineers changes the severity", {
    event: "severity-changed",
    by: (state, desk) => [...lead(state), reporter(state), managerOf(desk, state)],
    spoilt: { "may/decide_severity/holds": ["anyone"] },
  }),
  onlyBy("P26", "only whoever keeps everybody informed declares it over", { event: "resolved", by: lead, spoilt: { "may/command/holds": ["anyone"] } }),
  ...ofAnswers,
  ...ofTelling,
  ...ofHours,
  ...ofEnds,
];
