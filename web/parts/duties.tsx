/** Duties: what must be done next, by whom and by when, each of mine with the one button that does it. */
import { Link } from "@tanstack/react-router";
import { CircleDot } from "lucide-react";
import { type ReactNode, useEffect, useRef, useState } from "react";
import type { DutyView } from "../../src/views/view.ts";
import { t } from "../text/en.ts";
import { announce } from "./announce.tsx";
import { buttonLook } from "./button.tsx";
import { Cites } from "./cites.tsx";
import { Due } from "./time.tsx";

/** Says politely when a duty of mine appears that was not there before. */
export function useDutyNews(duties: readonly DutyView[] | undefined): void {
  const known = useRef<ReadonlySet<string> | null>(null);
  useEffect(() => {
    if (!duties) return;
    const mine = duties.filter((duty) => duty.mine);
    const name = (duty: DutyView) => `${duty.incident.id} ${duty.key}`;
    const fresh = known.current === null ? [] : mine.filter((duty) => !known.current?.has(name(duty)));
    known.current = new Set(mine.map(name));
    if (fresh[0]) announce(t.duty.fresh(fresh[0].what));
  }, [duties]);
}

/** One duty as a row. `action` is the button that discharges it. */
export function DutyRow({ duty, action, where = false }: { readonly duty: DutyView; readonly action?: ReactNode; readonly where?: boolean }) {
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-1.5 px-4 py-2">
      <div className="flex min-w-0 flex-1 basis-44 flex-wrap items-baseline gap-x-3">
        <p className={duty.mine ? "font-medium" : ""}>{duty.what}</p>
        <div className="flex flex-wrap items-baseline gap-x-2 text-xs text-soft">
          {!duty.mine && <span>{duty.who.people.length > 0 ? duty.who.people.map((person) => person.name).join(", ") : duty.who.label}</span>}
          <Due at={duty.due} mine={duty.mine} overdue={duty.overdue} />
          {where && (
            <Link
              to="/incidents/$number"
              params={{ number: String(duty.incident.number ?? duty.incident.id) }}
              className="min-h-6 py-0.5 underline decoration-line underline-offset-2 hover:decoration-current"
            >
              {duty.incident.number !== null && <span className="mr-1">{duty.incident.number}</span>}
              {duty.incident.title}
            </Link>
          )}
          <Cites cites={duty.cites} />
        </div>
      </div>
      {action}
    </li>
  );
}

const strip = "control flex flex-wrap items-center gap-x-3 border-b border-line bg-accent-soft px-4 py-1.5 text-sm md:px-8 print:hidden";

/** The soonest of my duties, on top of every page that is not about duties already; its place stays while the page does. */
export function NextDuty({ duties }: { readonly duties: readonly DutyView[] }) {
  const mine = duties.filter((duty) => duty.mine);
  const [next] = mine;
  const [stood, setStood] = useState(false);
  if (next && !stood) setStood(true);
  if (!next) return stood ? <p className={`${strip} text-soft`}>{t.duty.none}</p> : null;
  return (
    <Link
      to="/incidents/$number"
      params={{ number: String(next.incident.number ?? next.incident.id) }}
      hash={hashOf(next)}
      className={`${strip} -outline-offset-2 hover:underline`}
    >
      <CircleDot size={14} aria-hidden="true" />
      <span className="sr-only">{t.duty.next}: </span>
      <span className="font-medium">{next.what}</span>
      <Due at={next.due} mine overdue={next.overdue} />
      <span className="truncate text-soft">
        {next.incident.number} {next.incident.title}
      </span>
      {mine.length > 1 && <span className="text-soft">{t.duty.more(mine.length - 1)}</span>}
    </Link>
  );
}

function hashOf(duty: DutyView): string {
  return duty.by ? `do=${duty.by.name}&duty=${encodeURIComponent(duty.key)}` : "";
}

/** My duties on the bridge: the button leads to the room and opens the form there. */
export function MyDuties({ duties }: { readonly duties: readonly DutyView[] }) {
  const mine = duties.filter((duty) => duty.mine);
  if (mine.length === 0) return null;
  return (
    <section className="mb-6 overflow-hidden rounded-[10px] border border-accent/40 bg-surface shadow-card">
      <h2 className="flex items-center gap-2 bg-accent-soft px-4 py-2 text-sm">
        <CircleDot size={15} aria-hidden="true" />
        {t.duty.mine}
      </h2>
      <ul className="divide-y divide-line">
        {mine.map((duty, at) => (
          <DutyRow
            key={`${duty.incident.id} ${duty.key}`}
            duty={duty}
            where
            action={
              <Link
                to="/incidents/$number"
                params={{ number: String(duty.incident.number ?? duty.incident.id) }}
                hash={hashOf(duty)}
                className={buttonLook(at === 0 ? "primary" : "plain")}
              >
                {t.duty.do}
              </Link>
            }
          />
        ))}
      </ul>
    </section>
  );
}
