/** Secrets: no address of anybody in events, journal, queue or logs. */
import { everybody } from "../../organisation.ts";
import type { Broken, Invariant } from "../scene.ts";
import { addressOf, channels } from "../town.ts";

const addresses = [...everybody, "board", "investor", "customer-a"].flatMap((owner) => channels.map((channel) => addressOf(owner, channel)));
const looksLikeOne = /\+\d{8,15}|[\w.+-]+@[\w-]+\.[\w.]+/;

function reveals(where: string, text: string): Broken {
  if (!/[+@]/.test(text)) return null;
  const known = addresses.find((address) => text.includes(address));
  const found = known ?? looksLikeOne.exec(text)?.[0];
  return found ? `${where} holds the address ${found}` : null;
}

export const ofSecrets: readonly Invariant[] = [
  {
    id: "K8",
    says: "no phone number and no mail address in events, journal, duties, queue or logs",
    watch: ({ town }) => {
      let lines = 0;
      let entries = 0;
      let jobs = 0;
      return {
        event: (_at, event) => reveals(`event ${event.type}`, JSON.stringify(event)),
        step: () => {
          const { tables } = town.raw;
          const fresh: [string, unknown][] = [
            ...town.lines.slice(lines).map((line): [string, unknown] => ["a log line", line]),
            ...[...tables.journal.values()].slice(entries).map((entry): [string, unknown] => [`the journal entry ${entry.name}`, entry]),
            ...[...tables.jobs.values()].slice(jobs).map(({ effect }): [string, unknown] => [`the message ${effect.key}`, effect]),
          ];
          [lines, entries, jobs] = [town.lines.length, tables.journal.size, tables.jobs.size];
          return fresh.map(([where, what]) => reveals(where, JSON.stringify(what))).find((one) => one);
        },
      };
    },
  },
];
