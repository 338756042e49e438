/** Who was called, who was not, and why; what happened, and what comes next. */
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { get } from "../api.ts";
import { t } from "../text/en.ts";
import { list } from "../when.ts";
import { Do } from "./commands.tsx";
import { Loading } from "./states.tsx";
import { At } from "./time.tsx";

const words = t.escalation.explain;

type Named = { readonly id: string; readonly name: string };
type Sent = { readonly template: string; readonly channel: string | null; readonly state: string; readonly queuedAt: string; readonly reason: string | null };
type Explanation = {
  readonly policy: { readonly id: string; readonly title: string } | null;
  readonly state: string;
  readonly ran: readonly { readonly at: string; readonly what: string }[];
  readonly next: readonly { readonly at: string; readonly what: string; readonly people: readonly Named[] }[];
  readonly people: readonly (Named & { readonly says: string; readonly messages: readonly Sent[] })[];
};

/** How many steps that come are shown. */
const soon = 5;

/** The panel of a room; renewed with its messages. */
export function Explain({ incident }: { readonly incident: string }) {
  const explained = useQuery({
    queryKey: ["notifications", "explain", incident],
    queryFn: () => get<Explanation>(`/incidents/${encodeURIComponent(incident)}/explain`),
  });
  return (
    <section className="mb-6">
      <div className="mb-1.5 flex min-h-8 flex-wrap items-center justify-between gap-2">
        <h2 className="text-sm">{words.title}</h2>
        <span className="flex gap-1">
          <Do name="escalate-now" />
          <Do name="stop-escalation" look="quiet" />
        </span>
      </div>
      <div className="card divide-y divide-line overflow-hidden">
        <Loading of={explained} lines={3}>
          {(data) => <Inside explanation={data} />}
        </Loading>
      </div>
    </section>
  );
}

function Inside({ explanation: { policy, state, ran, next, people } }: { readonly explanation: Explanation }) {
  return (
    <>
      <div className="px-3 py-2">
        {policy && <p className="text-xs text-soft">{words.policy(policy.title)}</p>}
        <p className="font-medium">{state}</p>
      </div>
      <Part title={words.next}>
        {next.length === 0 ? (
          <p className="text-sm text-soft">{words.nothingNext}</p>
        ) : (
          <Times
            of={next.slice(0, soon).map(({ at, what, people: who }) => ({ at, what: who.length > 0 ? `${what}: ${list(who.map(({ name }) => name))}` : what }))}
          />
        )}
      </Part>
      <Part title={words.people}>
        {people.length === 0 ? (
          <p className="text-sm text-soft">{words.none}</p>
        ) : (
          <ul className="space-y-2">
            {people.map((one) => (
              <Person key={one.id} person={one} />
            ))}
          </ul>
        )}
      </Part>
      {ran.length > 0 && (
        <Part title={words.ran}>
          <Times of={ran} />
        </Part>
      )}
    </>
  );
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <div className="px-3 py-2">
      <h3 className="mb-1 text-xs font-medium text-soft">{title}</h3>
      {children}
    </div>
  );
}

function Times({ of: lines }: { readonly of: readonly { readonly at: string; readonly what: string }[] }) {
  return (
    <ol className="space-y-1 text-sm">
      {lines.map((line, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: what is told has no id, and two lines may be alike
        <li key={at} className="flex gap-2.5">
          <span className="w-12 shrink-0 text-soft">
            <At at={line.at} />
          </span>
          <span className="min-w-0">{line.what}</span>
        </li>
      ))}
    </ol>
  );
}

function Person({ person }: { readonly person: Explanation["people"][number] }) {
  const { channel, state } = t.room.deliveries;
  return (
    <li className="text-sm">
      <span className="font-medium">{person.name}</span> <span className="text-soft">{person.says}</span>
      {person.messages.length > 0 && (
        <ul className="mt-0.5 space-y-0.5 text-xs text-soft">
          {person.messages.map((one) => (
            <li key={`${one.template} ${one.queuedAt} ${one.channel}`}>
              <At at={one.queuedAt} />{" "}
              {words.sent(one.channel === null ? (channel.none ?? "") : (channel[one.channel] ?? one.channel), state[one.state] ?? one.state)}
              {one.reason && `, ${one.reason}`}
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}
