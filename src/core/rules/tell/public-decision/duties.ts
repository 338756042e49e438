/** Who owes what until the public knows: a decision, a speaker, words, an approval, a last word (PD-28, PD-32, PD-52, PD-53). */
import type { Wish } from "../../../incident/index.ts";
import { holdersOf } from "../../../incident/roles/slice.ts";
import type { State } from "../../../incident/slices.ts";
import type { Duty } from "../../../kernel/duty.ts";
import { roleOfKind } from "../../../kernel/process.ts";
import { after, later } from "../../../kernel/time.ts";
import type { PublicPolicy } from "./value.ts";

type Owed = Duty<Wish, State>;
type Plain = Pick<Owed, "key" | "what" | "metBy"> & Partial<Owed>;

/** So many drafts wait for the commander's word at most. */
const mostDrafts = 5;

const owed = (who: Owed["who"], cites: readonly string[], plain: Plain): Owed => ({ who, during: ["active", "paused"], due: null, steps: [], cites, ...plain });
const dueAt = (at: string): Pick<Owed, "due" | "steps"> => ({ due: at, steps: [{ at, does: "due" }] });
const about =
  (type: string, message: string): Owed["metBy"] =>
  (event) =>
    event.type === type && (event.data as { message: string }).message === message;

/** The commander's: to decide, to find somebody who speaks, and to approve. */
function commanders({ own, process, rank, at, cites }: PublicPolicy, state: State): Owed[] {
  const who = { role: roleOfKind(process, "commander") ?? "commander" };
  const { decision, approved } = state.announcing;
  const begun = later(state.lifecycle.declaredAt ?? "", state.severity.since ?? "");
  const asked = own?.instructs && decision === null && rank !== null && process.severities[rank]?.major === true && begun !== "";
  const vacant = own?.standby && decision?.tell && holdersOf(state.roles, own.speaker).length === 0;
  const label = process.roles[own?.speaker ?? ""]?.label ?? own?.speaker;
  const drafts = own?.approval ? Object.entries(state.public.drafts).filter(([id, one]) => !one.published && !approved.includes(id)) : [];
  const isSeat: Owed["metBy"] = ({ type, data }) => type === "role-assigned" && (data as { role: string }).role === own?.speaker;
  return [
    ...(asked
      ? [
          owed(who, cites(at("top", "instructs")), {
            ...{ key: "public/decide", what: "Decide whether the public is told", metBy: ({ type }) => type === "public-decided" },
            ...{ ...dueAt(after(begun, own.instructs!.within)), by: { name: "decide-public" } },
          }),
        ]
      : []),
    ...(vacant
      ? [
          owed(who, cites(at("top", "standby")), {
            ...{ key: `public/speaker@${decision.at}`, what: `Call somebody who speaks for us: nobody is ${label}`, metBy: isSeat, by: { name: "page" } },
          }),
        ]
      : []),
    ...drafts.slice(-mostDrafts).map(([message]) =>
      owed(who, cites(at("top", "approval")), {
        ...{
          key: `public/approve/${message}`,
          what: "Approve what customers are told, or say what to change",
          metBy: about("customer-message-approved", message),
        },
        by: { name: "approve-customer-message", input: { message } },
      }),
    ),
  ];
}

/** The speaker's: the words, their release, and the last word. */
function speakers({ own, at, cites }: PublicPolicy, state: State): Owed[] {
  if (!own) return [];
  const who = { role: own.speaker };
  const { decision, approved, planned, toldAt, told, final } = state.announcing;
  const { drafts } = state.public;
  const isPublished: Owed["metBy"] = ({ type }) => type === "customer-message-published";
  const drafted = Object.values(drafts).some((one) => decision !== null && one.at >= decision.at && !one.published);
  const silent = own.instructs && decision?.tell && !drafted && (toldAt === null || toldAt < decision.at);
  const ready = approved.filter((id) => drafts[id]?.published === false && planned[id] === undefined);
  const { resolvedAt } = state.lifecycle;
  return [
    ...(silent
      ? [
          owed(who, cites(at("top", "instructs")), {
            ...{ key: `public/tell@${decision.at}`, what: "Write what the public is told", by: { name: "draft-customer-message" } },
            metBy: ({ type }) => type === "customer-message-drafted" || type === "customer-message-published",
          }),
        ]
      : []),
    ...(own.approval ? ready : []).map((message) =>
      owed(who, cites(at("top", "approval")), {
        ...{ key: `public/publish/${message}`, what: "Publish what was approved", during: ["active", "paused", "resolved"] },
        ...{ metBy: about("customer-message-published", message), by: { name: "publish-customer-message", input: { message } } },
      }),
    ),
    ...(own.wrapup && resolvedAt !== null && told && !final
      ? [
          owed(who, cites(at("top", "wrapup")), {
            ...{ key: `public/wrapup@${resolvedAt}`, what: "Tell the public that it is over", during: ["resolved"], metBy: isPublished },
            ...{ ...dueAt(after(resolvedAt, own.wrapup.within)), by: { name: "draft-customer-message" } },
          }),
        ]
      : []),
  ];
}

/** What goes out by itself at its time. */
function plannedDuties({ own, at, cites }: PublicPolicy, state: State): Owed[] {
  const waiting = Object.entries(state.announcing.planned).filter(([id]) => state.public.drafts[id]?.published === false);
  return (own ? waiting : []).map(([message, when]) =>
    owed({ process: true }, cites(at("top", "approval")), {
      ...{ key: `public/planned/${message}@${when}`, what: "Publish what was planned", during: ["active", "paused", "resolved"] },
      ...{
        steps: [{ at: when, does: "open", then: { name: "publish-customer-message", input: { message } } }],
        metBy: about("customer-message-published", message),
      },
    }),
  );
}

/** Everything that is owed. */
export function publicDuties(policy: PublicPolicy, state: State): Owed[] {
  return [...commanders(policy, state), ...speakers(policy, state), ...plannedDuties(policy, state)];
}
