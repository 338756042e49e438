/** What a person and the administrators are told of delivering itself: nobody reached, many messages in a day. */
import type { Effect } from "../../core/kernel/effect.ts";
import type { Instant } from "../../core/kernel/time.ts";
import type { Jobs } from "../../store/jobs.ts";
import type { Limits } from "../../store/limits.ts";

/** Tells it. Everything is told once, however often it is said. */
export type News = {
  /** No method reaches somebody who was paged. */
  readonly unreachable: (who: { readonly person: string; readonly job: string; readonly reason: string }) => Promise<void>;
  /** So many calls and text messages to a person within a day, the last one just now. */
  readonly sentToday: (person: string, today: number, limits: Limits) => Promise<void>;
};

/** What telling is made of. `admins` are the active ones. */
export type NewsParts = {
  readonly jobs: Pick<Jobs, "enqueue">;
  readonly admins: () => Promise<readonly string[]>;
  readonly now: () => Promise<Instant>;
};

type Note = { readonly id: string; readonly template: string; readonly params: Effect["params"] };

/** News over the queue of messages: each is a message of its own, with an id made of what happened. */
export function newsOf(parts: NewsParts): News {
  const note = (person: string, { id, template, params }: Note) => {
    const effect: Effect = { key: `news/${id}`, to: { person }, template, urgency: "notice", params, always: true, cites: [] };
    return parts.jobs.enqueue({ id: `${id}/${person}`, effect, person, contact: null });
  };
  const noteAll = async (people: readonly string[], what: Note) => {
    for (const person of new Set(people)) await note(person, what);
  };
  return {
    unreachable: async ({ person, job, reason }) => {
      const others = (await parts.admins()).filter((admin) => admin !== person);
      await noteAll(others, { id: `unreachable/${job}`, template: "unreachable", params: { person, reason } });
    },
    sentToday: async (person, today, { day }) => {
      if (today !== Math.ceil(day.most / 2)) return;
      const date = (await parts.now()).slice(0, 10);
      await noteAll([person, ...(await parts.admins())], {
        id: `half-of-day/${person}/${date}`,
        template: "half-of-day",
        params: { person, today, most: day.most },
      });
    },
  };
}
