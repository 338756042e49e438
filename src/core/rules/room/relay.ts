/** Whoever is no expert of the service speaks through its first expert (PD-12). */
import { z } from "zod";
import type { Wish } from "../../incident/index.ts";
import { holdersOfKind } from "../../incident/roles/of-kind.ts";
import type { State } from "../../incident/slices.ts";
import type { Ctx } from "../../kernel/command.ts";
import type { Duty } from "../../kernel/duty.ts";
import { cites, type Process } from "../../kernel/process.ts";
import type { Objection } from "../../kernel/refusal.ts";
import type { Policy } from "../../kernel/rule.ts";
import { type Asking, peopleOf } from "../resolve-whom.ts";
import { rule } from "../rule.ts";

const value = z.strictObject({ through: z.literal("first_expert"), cites }).optional();
type Relay = Policy<z.infer<typeof value>, undefined>;

/** Whoever directs and supports the work speaks for themselves. */
const outspoken = ["commander", "deputy", "responder", "advisor"] as const;

/** The expert through whom somebody speaks of an area, the incident's unless said; null where they speak for themselves, or nobody is there to speak for them. */
export function relayedBy({ process, state, ctx }: Asking, person: string, of?: string | null): string | null {
  if ((process as Process & { readonly relay?: unknown }).relay === undefined) return null;
  const area = of ?? state.lifecycle.area;
  const experts = area === null ? [] : (ctx.facts.get("area", area)?.experts ?? []);
  if (experts.includes(person) || outspoken.some((kind) => holdersOfKind(process, state.roles, kind).includes(person))) return null;
  const atWork = holdersOfKind(process, state.roles, "responder");
  return experts.find((one) => atWork.includes(one)) ?? atWork[0] ?? null;
}

type Of = { readonly area?: string | null | undefined } | null;

function throughSomebody(policy: Relay, state: State, input: Of, ctx: Ctx): Objection[] {
  const expert = ctx.person === null ? null : relayedBy({ process: policy.process, state, ctx }, ctx.person, input?.area);
  if (expert === null) return [];
  return [{ ...policy.objection(policy.at("top"), "sme_required", "It goes to the service's first expert, who passes it on."), only: "warning" }];
}

type Said = { readonly item: string; readonly what: "finding" | "proposal"; readonly actor: string; readonly area: string | undefined };

/** What follows once somebody said something who speaks through an expert. */
function passes(policy: Relay, state: State, said: Said, ctx: Ctx): Wish[] {
  const person = said.actor.startsWith("person:") ? said.actor.slice("person:".length) : null;
  const to = person === null ? null : relayedBy({ process: policy.process, state, ctx }, person, said.area);
  return to === null ? [] : [{ name: "ask-relay", input: { item: said.item, what: said.what, to } }];
}

function toPassOn(policy: Relay, state: State): Duty<Wish, State>[] {
  return Object.entries(state.relay.items).flatMap(([item, { to, at, state: is }]) =>
    is === "passed"
      ? []
      : [
          {
            ...{ key: `relay/${item}`, who: { people: [to] }, what: "Pass on to the commander what somebody said", during: ["active" as const] },
            ...{ due: at, steps: [], cites: policy.cites(policy.at("top")), by: { name: "relay" as const, input: { item } } },
            metBy: ({ type, data }) => type === "relayed" && (data as { item: string }).item === item,
          },
        ],
  );
}

type Told = Readonly<Record<"key" | "person", string>> & { readonly params: Readonly<Record<string, string>> };
const tells = (policy: Relay, { key, person, params }: Told) => ({
  ...{ key, to: { person }, template: "update", urgency: "notice" as const, params },
  cites: policy.cites(policy.at("top")),
});

export const relay = rule("relay", {
  title: "Through the expert",
  says: "Whoever is no expert of the service speaks through its first expert, who passes it on in both their names.",
  schema: value,
  forbids: { "add-finding": throughSomebody, "propose-action": throughSomebody },
  follows: {
    "finding-added": (policy, state, { data, actor }, ctx) => passes(policy, state, { item: data.finding, what: "finding", actor, area: data.area }, ctx),
    "action-proposed": (policy, state, { data, actor }, ctx) => passes(policy, state, { item: data.proposal, what: "proposal", actor, area: data.area }, ctx),
  },
  demands: (policy, state) => toPassOn(policy, state),
  triggers: {
    "relay-asked": (policy, _state, { data: { item, to, text, from } }) => [
      tells(policy, { key: `relay/${item}/${to}`, person: to, params: { text, by: from, subject: "Please pass it on" } }),
    ],
    relayed: (policy, state, { data: { item, text, from, person: through } }, ctx) =>
      peopleOf("commander", { process: policy.process, state, ctx })
        .filter((person) => person !== through)
        .map((person) => tells(policy, { key: `relayed/${item}/${person}`, person, params: { text, by: from, through, subject: "Passed on" } })),
  },
  examples: [
    { title: "through the first expert", value: { through: "first_expert" }, in: "top", valid: true },
    { title: "through a pigeon", value: { through: "pigeon" }, in: "top", valid: false },
  ],
});
