/** Quarterdeck calls its own administrators: through the ordinary queue, once an hour for each thing that is wrong. */
import type { Effect, Urgency } from "../../core/kernel/effect.ts";
import type { Instant } from "../../core/kernel/time.ts";
import type { Jobs } from "../../store/jobs.ts";

/** What is wrong. `key` names it, so that it is said once an hour; a `page` may wake. Never with the title of an incident: not every administrator may see it. */
export type Alarm = { readonly key: string; readonly title: string; readonly text: string; readonly urgency: Urgency };

/** Tells every active administrator. */
export type SelfAlarm = (alarm: Alarm) => Promise<void>;

/** What telling is made of. */
export type SelfAlarmParts = {
  readonly jobs: Pick<Jobs, "enqueue">;
  readonly admins: () => Promise<readonly string[]>;
  readonly now: () => Promise<Instant>;
};

/** Alarms over the queue of messages. Each message's id is made of what it says and the hour, so that several nodes say it once. */
export function selfAlarmsOf({ jobs, admins, now }: SelfAlarmParts): SelfAlarm {
  return async ({ key, title, text, urgency }) => {
    const hour = (await now()).slice(0, 13);
    for (const person of await admins()) {
      const id = `self-alarm/${key}/${hour}/${person}`;
      const effect: Effect = { key: id, to: { person }, template: "self-alarm", urgency, params: { title, text }, always: true, cites: [] };
      await jobs.enqueue({ id, effect, person, contact: null });
    }
  };
}
