/** A person's own rules as they set them: checked against their methods, with what would leave them asleep said beforehand. */
import { type Refusal, refuse } from "../../core/kernel/refusal.ts";
import { type Method, methodsOf } from "../../store/directory/methods.ts";
import { changeRules, type OwnRules, rulesOf } from "../../store/directory/rules.ts";
import { byPerson, type From, type Parts } from "../access/parts.ts";
import type { Identity } from "../access/sign-in.ts";

/** The rules with what they leave open. */
export type RulesView = OwnRules & { readonly warnings: readonly { readonly code: string; readonly detail: string }[] };

/** Whoever is paged should hear it within this time. */
const soonSeconds = 15 * 60;

/** Somebody's rules, for themselves and admins. */
export async function showRules(parts: Parts, viewer: Identity, person: string): Promise<RulesView | Refusal> {
  const stopped = notTheirs(viewer, person);
  if (stopped) return stopped;
  const [rules, methods] = await Promise.all([rulesOf(parts.db, person), methodsOf(parts.db, [person])]);
  return rules === null ? refuse("not_found", "There is no such person.") : { ...rules, warnings: warningsOf(parts, rules, methods) };
}

/** Replaces both lists at once. */
export async function putRules(parts: Parts, identity: Identity, change: { readonly person: string } & OwnRules, from: From): Promise<RulesView | Refusal> {
  const { person, ...rules } = change;
  const stopped = notTheirs(identity, person);
  if (stopped) return stopped;
  const methods = await methodsOf(parts.db, [person]);
  const wrong = wrongIn(rules, methods);
  if (wrong) return wrong;
  const changed = await changeRules(parts.db, byPerson(parts, identity.person, from), person, rules);
  return "refused" in changed ? changed : { ...changed, warnings: warningsOf(parts, changed, methods) };
}

function notTheirs(identity: Identity, person: string): Refusal | null {
  return identity.admin || identity.person === person ? null : refuse("not_permitted", "Only an admin sees and changes how other people are reached.");
}

function wrongIn(rules: OwnRules, methods: readonly Method[]): Refusal | null {
  const verified = new Set(methods.filter(({ verifiedAt }) => verifiedAt !== null).map(({ id }) => id));
  for (const urgency of ["page", "notice"] as const) {
    for (const [index, { method, afterSeconds }] of rules[urgency].entries()) {
      const same = rules[urgency].findIndex((other) => other.method === method && other.afterSeconds === afterSeconds);
      if (!methods.some(({ id }) => id === method))
        return refuse("invalid_value", "They have no such contact method.", { pointer: `/${urgency}/${index}/method` });
      if (!verified.has(method))
        return refuse("invalid_value", "This contact method is not proven yet: enter its code first.", { pointer: `/${urgency}/${index}/method` });
      if (same !== index) return refuse("invalid_value", "This rule stands in the list already.", { pointer: `/${urgency}/${index}` });
    }
  }
  return null;
}

/** What a list of rules leaves open; an empty list leaves nothing open, as then all methods are tried in their order. */
function warningsOf(parts: Parts, { page }: OwnRules, methods: readonly Method[]): RulesView["warnings"] {
  if (page.length === 0) return [];
  const living = page.flatMap(({ method, afterSeconds }) => {
    const found = methods.find(({ id, deadReason }) => id === method && deadReason === null);
    return found ? [{ channel: found.channel, afterSeconds }] : [];
  });
  const waking = living.filter(({ channel }) => parts.channels.find(({ name }) => name === channel)?.wakes === true);
  const dead = page.length - living.length;
  const said = (code: string, detail: string) => ({ code, detail });
  return [
    ...(dead > 0 ? [said("dead_method", `${dead} of these rules name a method that does not work any more; they are left out.`)] : []),
    ...(waking.length === 0 ? [said("no_rule_wakes", "None of these rules uses a method that wakes somebody who sleeps.")] : []),
    ...(living.some(({ afterSeconds }) => afterSeconds <= soonSeconds) ? [] : [said("late", "None of these rules reaches you within 15 minutes.")]),
    ...(waking.length > 0 && waking.every(({ afterSeconds }) => afterSeconds > soonSeconds)
      ? [said("wakes_late", "The first rule that wakes you comes after more than 15 minutes.")]
      : []),
  ];
}
