/** What whoever takes over must know, made from the record: how it stands, who does what, what comes next. */
import type { ReactNode } from "react";
import type { Brief as BriefView } from "../../src/views/brief.ts";
import { run } from "../text/en-run.ts";
import { Severity } from "./severity.tsx";
import { At, Due } from "./time.tsx";

const words = run.handover;

/** The brief, folded where it is a reminder only. */
export function Brief({ of: brief }: { readonly of: BriefView }) {
  return (
    <div className="space-y-3 text-sm">
      <div>
        <p className="flex flex-wrap items-center gap-x-2 gap-y-0.5 font-medium">
          <Severity of={brief.severity} />
          {brief.title}
        </p>
        {brief.impact !== "" && <p className="text-soft">{brief.impact}</p>}
      </div>
      <Part title={words.known} empty={brief.known.length === 0}>
        {brief.known.map((one) => (
          <li key={`${one.at} ${one.says}`} className="flex gap-2">
            <span className="shrink-0 text-xs leading-5 text-faint">
              <At at={one.at} />
            </span>
            <span>{one.says}</span>
          </li>
        ))}
      </Part>
      <Part title={words.work} empty={brief.actions.length === 0}>
        {brief.actions.map((one) => (
          <li key={one.id}>
            {one.text} <span className="text-soft">· {one.assignee?.name ?? words.nobody}</span>
          </li>
        ))}
      </Part>
      <Part title={words.seats} empty={brief.roles.length === 0}>
        {brief.roles.map((one) => (
          <li key={one.role}>
            <span className="text-soft">{one.label}:</span> {one.holders.map(({ person }) => person.name).join(", ") || words.nobody}
          </li>
        ))}
      </Part>
      <Part title={words.due} empty={brief.next.length === 0}>
        {brief.next.map((one) => (
          <li key={one.key}>
            {one.what}{" "}
            <span className="text-xs text-soft">
              · {one.who.people[0]?.name ?? one.who.label} <Due at={one.due} mine={false} overdue={one.overdue} />
            </span>
          </li>
        ))}
      </Part>
    </div>
  );
}

function Part({ title, empty, children }: { readonly title: string; readonly empty: boolean; readonly children: ReactNode }) {
  return (
    <section>
      <h4 className="text-xs font-semibold text-soft">{title}</h4>
      {empty ? <p className="text-soft">{words.none}</p> : <ul className="space-y-0.5">{children}</ul>}
    </section>
  );
}
