/** What experts propose goes to whoever commands, and is done once they are told to do it (PD-47, PD-50). */
import { z } from "zod";
import { cites } from "../../kernel/process.ts";
import { peopleOf } from "../resolve-whom.ts";
import { relayedBy } from "../room/relay.ts";
import { rule } from "../rule.ts";

const value = z
  .strictObject({
    /** Nothing that was proposed begins before it is approved; absent: it is an action at once. */
    approval: z.strictObject({ cites }).optional(),
    cites,
  })
  .optional();

export const proposals = rule("proposals", {
  title: "Proposals",
  says: "What somebody proposes goes to whoever commands; nobody acts on it before being told to.",
  schema: value,
  forbids: {
    "start-action": (policy, state, input) => {
      const proposal = input === null ? undefined : state.proposals.proposals[input.action];
      if (!policy.own?.approval || proposal === undefined || proposal.state === "approved") return [];
      return [policy.objection(policy.at("top", "approval"), "not_directed", `Nobody told you to do it yet: ${proposal.text}`)];
    },
  },
  follows: {
    "action-proposed": (policy, _state, { data }) => (policy.own?.approval ? [] : [{ name: "decide-proposal", input: { proposal: data.proposal } }]),
  },
  triggers: {
    "action-proposed": (policy, state, { data }, ctx) => {
      const asking = { process: policy.process, state, ctx };
      if (!policy.own?.approval || relayedBy(asking, data.person, data.area) !== null) return [];
      return peopleOf("commander", asking)
        .filter((person) => person !== data.person)
        .map((person) => ({
          key: `proposal/${data.proposal}/${person}`,
          to: { person },
          template: "update",
          urgency: "notice" as const,
          params: { text: data.text, by: data.person, subject: "A proposal" },
          cites: policy.cites(policy.at("top", "approval")),
        }));
    },
  },
  examples: [
    { title: "approved first", value: { approval: {} }, in: "top", valid: true },
    { title: "an unknown key", value: { vote: true }, in: "top", valid: false },
  ],
});
