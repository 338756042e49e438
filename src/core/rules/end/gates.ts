/** What must be true before an incident is declared over, and before it is closed (SR-05, SR-14, SR-34, SR-37). */
import { z } from "zod";
import { openRefinements } from "../../incident/refinements/slice.ts";
import { everServed, holdersOf } from "../../incident/roles/slice.ts";
import type { State } from "../../incident/slices.ts";
import { cites } from "../../kernel/process.ts";
import type { Objection, Pointer } from "../../kernel/refusal.ts";
import type { Policy } from "../../kernel/rule.ts";
import { later } from "../../kernel/time.ts";
import { rule } from "../rule.ts";

const gate = z.strictObject({
  /** `role.<key>`, `internal_update`, `deployed`, `observers_updated` and `observers_satisfied` (since the fix is out and tested), `documents_attached`, `refinements` (all decided on), `customer_summary` (sent to the customers), `internal_email` (sent to the house), `public_wrapup` (whoever was told in public was told that it is over), or the kind of a document (`.sent`: and it went out; `.owner`: somebody writes it). */
  gate: z.string().max(60),
  says: z.string().max(200),
  /** At a severity: it stays once the incident had that severity, whatever it has now. */
  stays: z.literal(true).optional(),
  cites,
});
const value = z.strictObject({ resolve: z.array(gate).default([]), close: z.array(gate).default([]), cites });
type Gates = z.infer<typeof value>;

/** Whether a gate is open. Gates that name a document are open once it is no draft any more (the situation report: once it was sent). */
export function gateIsMet(name: string, state: State): boolean {
  if (name.startsWith("role.")) return everServed(state.roles, name.slice("role.".length));
  if (name.startsWith("holds.")) return holdersOf(state.roles, name.slice("holds.".length)).length > 0;
  if (name === "internal_update") return state.information.updates.some((update) => update.audience === "organisation");
  if (name === "deployed")
    return state.tests.deployed !== null || (state.automatedTests.untestable?.why === "no_change" && state.automatedTests.untestable.coAttestedBy !== null);
  if (name === "observers_updated") return state.information.updates.some(({ audience, at }) => audience === "participants" && at >= provenAt(state));
  if (name === "observers_satisfied") return state.information.satisfiedAt !== null && state.information.satisfiedAt >= provenAt(state);
  if (name === "refinements") return openRefinements(state.refinements).length === 0;
  if (name === "documents_attached") return Object.values(state.documents.documents).every((document) => document.attachedAt !== null);
  if (name === "public_wrapup") return !state.announcing.told || state.announcing.final;
  return documentIsThere(sentOut[name] ?? name, state);
}

/** Gates that are open once a document went out, by the document's kind. */
const sentOut: Readonly<Record<string, string>> = { customer_summary: "customer-summary.sent", internal_email: "internal-email.sent" };

function documentIsThere(name: string, { documents: { documents } }: State): boolean {
  const [kind, must] = name.split(".", 2) as [string, string?];
  const document = documents[kind];
  if (document === undefined) return false;
  return must === "sent" ? document.sentAt !== null : must === "owner" ? document.owner !== null : document.state !== "draft";
}

/** When what ends the incident was last deployed or tested in production; before that, always. */
function provenAt({ tests: { deployed, shown } }: State): string {
  return later(deployed?.at ?? "", shown.production?.at ?? "");
}

type GatesPolicy = Policy<Gates | undefined, Gates | undefined>;
type Which = "resolve" | "close";
type Placed = { readonly one: z.infer<typeof gate>; readonly at: Pointer };

/** The gates that stay of severities that the incident had before, the worst first; none that it has at its own severity. */
function staying(policy: GatesPolicy, state: State, which: Which): Placed[] {
  const had = new Set(state.severity.changes.map(({ to }) => to).filter((rank) => rank !== policy.rank));
  return [...had]
    .sort((a, b) => a - b)
    .flatMap((rank) =>
      (policy.levelAt(rank)?.[which] ?? []).flatMap((one, index) => (one.stays ? [{ one, at: `/severities/${rank}/gates/${which}/${index}` as const }] : [])),
    );
}

function unmet(policy: GatesPolicy, state: State, which: Which): Objection[] {
  const kept = staying(policy, state, which);
  const now = ((policy.level ?? policy.own)?.[which] ?? []).map((one, index) => ({
    one,
    at: policy.at(policy.level === undefined ? "top" : "level", `${which}/${index}`),
  }));
  return [...kept, ...now.filter(({ one }) => !kept.some((other) => other.one.gate === one.gate))].flatMap(({ one, at }) =>
    gateIsMet(one.gate, state) ? [] : [policy.objection(at, "gate_unmet", one.says, [one.gate])],
  );
}

export const gates = rule("gates", {
  title: "Gates",
  says: "Names what is still missing when somebody wants to declare an incident over or to close it.",
  schema: value.optional(),
  level: value.optional(),
  forbids: {
    resolve: (policy, state) => unmet(policy, state, "resolve"),
    close: (policy, state) => unmet(policy, state, "close"),
  },
  examples: [
    { title: "somebody mended it", value: { resolve: [{ gate: "role.responder", says: "Nobody has worked on it." }], close: [] }, in: "level", valid: true },
    {
      title: "a review that is still owed when it became less severe",
      value: { close: [{ gate: "postmortem", says: "The post-mortem is not ready.", stays: true }] },
      in: "level",
      valid: true,
    },
    { title: "a gate without words", value: { resolve: [{ gate: "postmortem" }] }, in: "level", valid: false },
  ],
});
