/** Incidents that only those inside know of: hidden from the first event, under a name that says nothing (X-15, R-PD-S03, R-PD-S04, K5, K6). */
import type { Wish } from "../../incident/index.ts";
import type { State } from "../../incident/slices.ts";
import type { Duty } from "../../kernel/duty.ts";
import type { Facts } from "../../kernel/facts.ts";
import type { Policy } from "../../kernel/rule.ts";
import { rule } from "../rule.ts";
import { type SecrecyValue, secrecyValue } from "./value.ts";

type Secrecy = Policy<SecrecyValue, undefined>;

/** Everybody in the groups that are always inside. */
function alwaysInside({ own }: Secrecy, facts: Facts): string[] {
  return [...new Set((own?.openTo ?? []).flatMap((group) => facts.get("group", group)?.people ?? []))];
}

/** Nothing is ever written of it in the open: what cannot be hidden is not written at all. */
function hides(policy: Secrecy, state: State, facts: Facts) {
  const { own } = policy;
  if (!own?.hidden || state.secrecy.concealed) return [];
  return [{ name: "conceal" as const, input: { people: alwaysInside(policy, facts), codename: own.codename !== undefined }, must: true as const }];
}

/** Whoever joined such a group comes in, and whoever left goes; nobody who was shut out by hand. */
function following(policy: Secrecy, state: State, facts: Facts): Duty<Wish, State>[] {
  const { concealed, byGroup, shutOut, changes } = state.secrecy;
  if (!concealed) return [];
  const inside = alwaysInside(policy, facts);
  const joined = inside.filter((person) => !byGroup.includes(person) && !shutOut.includes(person));
  const left = byGroup.filter((person) => !inside.includes(person));
  if (joined.length + left.length === 0) return [];
  return [
    {
      key: `circle@${changes}`,
      who: { process: true },
      what: "Follow those who always see what is secret",
      during: ["reported", "active", "paused", "resolved", "closed"],
      due: null,
      steps: [{ at: state.lifecycle.reportedAt, does: "open", then: { name: "keep-circle", input: { joined, left } } }],
      metBy: () => false,
      cites: policy.cites(policy.at("top", "openTo")),
    },
  ];
}

export const secrecy = rule("secrecy", {
  title: "Secrecy",
  says: "Hides an incident from its first event from everybody who is not inside, gives it a name that says nothing, and calls its owners when somebody breaks in.",
  schema: secrecyValue,
  follows: {
    reported: (policy, state, _event, { facts }) => hides(policy, state, facts),
    declared: (policy, state, _event, { facts }) => hides(policy, state, facts),
  },
  triggers: {
    "let-in": (policy, _state, { data, seq }, ctx) =>
      data.people
        .filter((person) => person !== ctx.person)
        .map((person) => ({
          key: `let-in/${seq}/${person}`,
          to: { person },
          template: "veiled",
          urgency: "notice" as const,
          params: {},
          cites: policy.cites(policy.at("top", "hidden")),
        })),
    "glass-broken": (policy, state, { data, seq }) => {
      const owners = [...new Set([...state.roles.held.map(({ person }) => person), ...state.secrecy.letIn])].filter((person) => person !== data.person);
      return owners.map((person) => ({
        key: `glass/${seq}/${person}`,
        to: { person },
        template: "veiled",
        urgency: "page" as const,
        params: {},
        always: true as const,
        cites: policy.cites(policy.at("top", "hidden")),
      }));
    },
  },
  demands: (policy, state, facts) => following(policy, state, facts),
  examples: [
    {
      title: "hidden, under another name, open to the people of security",
      value: { hidden: true, codename: "generated", openTo: ["security"], messages: { prefix: "Legal work", words: "Please come to the room." } },
      in: "top",
      valid: true,
    },
    { title: "a codename of one's own", value: { hidden: true, codename: "Shark" }, in: "top", valid: false },
  ],
});
