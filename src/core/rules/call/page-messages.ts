/** The messages of one page: by the person's own rules where they have some, else one over their methods in their order. */
import type { State } from "../../incident/slices.ts";
import type { Effect } from "../../kernel/effect.ts";
import type { Facts } from "../../kernel/facts.ts";
import type { ReachRule } from "../../kernel/house-facts.ts";
import { after, epochMs, type Instant } from "../../kernel/time.ts";
import { type AlertPolicy, inForce, where } from "./silence.ts";

/** A page that was just made or repeated; `alert` counts from 1. */
export type Alerted = { readonly page: string; readonly person: string; readonly alert: number; readonly at: Instant };

/** An alert that falls so close after the last of the person's own rules would say the same thing twice. */
const closeMs = 60_000;

/**
 * The first alert: one message per own rule, each at its time, all gone once the page is answered. Later ones: a single message, by the last rule's
 * method once the rules are through, before that by the first one's.
 */
export function pageMessages(policy: AlertPolicy, state: State, alerted: Alerted, facts: Facts): Effect[] {
  const rules = facts.get("person", alerted.person)?.rules.page ?? [];
  const [first] = rules;
  if (!first) return [messageOf(policy, state, alerted)];
  if (alerted.alert > 1) return [messageOf(policy, state, alerted, { method: methodAgain(state, alerted, rules), after: "PT0S", index: 0 })];
  return rules.map((rule, index) => messageOf(policy, state, alerted, { ...rule, index }));
}

function methodAgain(state: State, { page, at }: Alerted, rules: readonly ReachRule[]): string {
  const last = rules.at(-1)!;
  const begun = state.pages.pages[page]?.at ?? at;
  return epochMs(after(begun, last.after)) + closeMs <= epochMs(at) ? last.method : rules[0]!.method;
}

function messageOf(policy: AlertPolicy, state: State, { page, person, alert, at }: Alerted, rule?: ReachRule & { readonly index: number }): Effect {
  const index = rule?.index ?? 0;
  const via = inForce(policy)?.via;
  const from = rule && after(at, rule.after);
  return {
    key: index === 0 ? `page/${page}/${alert}` : `page/${page}/${alert}/${index}`,
    to: { person },
    template: alert === 1 ? "page" : "page-again",
    urgency: "page",
    ...(via ? { via } : {}),
    params: {
      page,
      reason: state.pages.pages[page]?.why ?? "",
      headline: headline(policy, state),
      alert,
      ...(rule ? { method: rule.method, rule: index } : {}),
    },
    page,
    ...(state.pages.pages[page]?.immediate ? { always: true } : {}),
    ...(from !== undefined && from > at ? { notBefore: from } : {}),
    cites: policy.cites(where(policy)),
  };
}

/** Severity and topic, as far as the process wants them said. */
export function headline(policy: AlertPolicy, state: State): string {
  const says = inForce(policy)?.states ?? [];
  const severity = says.includes("severity") && policy.rank !== null ? `Severity ${policy.rank}` : "";
  const topic = says.includes("topic") ? state.lifecycle.title : "";
  return [severity, topic].filter((part) => part !== "").join(": ") || "You are needed";
}
