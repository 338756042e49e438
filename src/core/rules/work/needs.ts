/** What the work lacks is put to whoever sees to it (GD2-14, GD-22). */
import { z } from "zod";
import type { Wish } from "../../incident/index.ts";
import type { State } from "../../incident/slices.ts";
import type { Need } from "../../incident/work/slice.ts";
import type { Duty } from "../../kernel/duty.ts";
import { cites, roleOfKind } from "../../kernel/process.ts";
import type { Policy } from "../../kernel/rule.ts";
import { peopleOf } from "../resolve-whom.ts";
import { rule, whom } from "../rule.ts";

const value = z
  .strictObject({
    /** Who hears of a need at once. */
    tell: whom.default("nobody"),
    cites,
  })
  .optional();

function dutyOf(policy: Policy<z.infer<typeof value>, undefined>, need: Need): Duty<Wish, State>[] {
  const role = roleOfKind(policy.process, "commander");
  if (role === null || need.state !== "open") return [];
  return [
    {
      key: `need/${need.id}`,
      who: { role },
      what: `See to it (${need.kind}): ${need.text}`,
      during: ["active"],
      due: null,
      steps: [],
      metBy: ({ type, data }) => type === "need-fulfilled" && (data as { need: string }).need === need.id,
      cites: policy.cites(policy.at("top")),
      by: { name: "fulfil-need", input: { need: need.id } },
    },
  ];
}

export const needs = rule("needs", {
  title: "Needs",
  says: "Puts what the work lacks to whoever sees to it, until it is seen to.",
  schema: value,
  demands: (policy, state) => Object.values(state.work.needs).flatMap((need) => dutyOf(policy, need)),
  triggers: {
    "need-filed": (policy, state, { data }, ctx) =>
      peopleOf(policy.own?.tell ?? "nobody", { process: policy.process, state, ctx })
        .filter((person) => person !== ctx.person)
        .map((person) => ({
          key: `need/${data.need}/${person}`,
          to: { person },
          template: "update",
          urgency: "notice" as const,
          params: { text: data.text, by: ctx.person ?? "", subject: `Needed (${data.kind})` },
          cites: policy.cites(policy.at("top", "tell")),
        })),
  },
  examples: [
    { title: "the commander hears of it", value: { tell: "commander" }, in: "top", valid: true },
    { title: "nobody anybody knows", value: { tell: "the milkman" }, in: "top", valid: false },
  ],
});
