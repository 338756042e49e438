/** Work: nobody begins what was proposed before they were told to, every task is one person's, and what is to be done is written down. */
import { type Invariant, without } from "../invariant.ts";

export const ofWork: readonly Invariant[] = [
  {
    id: "PD-50",
    says: "nobody begins what was proposed before somebody who directs has approved it",
    spoilt: without("PD-50"),
    watch: () => {
      const [proposed, approved] = [new Set<string>(), new Set<string>()];
      return ({ accepted }) => {
        for (const { type, data, actor } of accepted.events) {
          const { proposal = "", choice } = data as { proposal?: string; choice?: string };
          if (type === "action-proposed") proposed.add(proposal);
          if (type === "proposal-decided" && choice === "approved" && actor.startsWith("person:")) approved.add(proposal);
        }
        const begun = accepted.events.find(({ type, data }) => {
          const { action = "" } = data as { action?: string };
          return (type === "action-started" || type === "action-added") && proposed.has(action) && !approved.has(action);
        });
        return begun && `${begun.type} by ${begun.actor}: nobody approved it`;
      };
    },
  },
  {
    id: "PD-17",
    says: "every task that somebody hands out is one person's",
    spoilt: without("PD-17"),
    watch:
      (desk) =>
      ({ accepted }) => {
        const given = accepted.events.find(({ type, actor }) => type === "action-added" && actor.startsWith("person:"));
        const assignee = (given?.data as { assignee?: string | null } | undefined)?.assignee ?? null;
        return given !== undefined && (assignee === null || !desk.people.includes(assignee)) && `${given.actor} gave a task to ${assignee}`;
      },
  },
  {
    id: "P27",
    says: "what begins with TODO is a follow-up in the same commit",
    spoilt: { todo: undefined },
    watch:
      () =>
      ({ accepted }) => {
        const todo = accepted.events.find(({ type, data }) => type === "message-posted" && (data as { text: string }).text.startsWith("TODO "));
        return todo !== undefined && !accepted.events.some(({ type }) => type === "follow-up-added") && "a TODO is no follow-up";
      },
  },
];
