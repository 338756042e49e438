/** An incident as a row of a list: severity, number, title, who leads, what is due next. */
import { Link } from "@tanstack/react-router";
import type { IncidentLine } from "../../src/views/board-shape.ts";
import { t } from "../text/en.ts";
import { DrillTag, Phase } from "./marks.tsx";
import { Severity, severityEdge } from "./severity.tsx";
import { Ago, Due } from "./time.tsx";

/** A whole row is the link. */
export function IncidentRow({ line }: { readonly line: IncidentLine }) {
  return (
    <li className={severityEdge(line.phase === "closed" || line.phase === "resolved" ? null : line.severity)}>
      <Link
        to="/incidents/$number"
        params={{ number: String(line.number ?? line.id) }}
        className="grid grid-cols-[auto_minmax(0,1fr)_auto] items-center gap-x-3 gap-y-0.5 px-4 py-2.5 transition-colors duration-100 hover:bg-hover"
      >
        <Severity of={line.severity} word={false} />
        <span className="flex min-w-0 items-baseline gap-2">
          <span data-figures className="shrink-0 text-faint">
            {line.number}
          </span>
          <span className="line-clamp-2 font-medium md:line-clamp-1">{line.title}</span>
          {line.drill && <DrillTag />}
        </span>
        <span className="text-right text-soft">
          <Ago at={line.declaredAt ?? line.reportedAt} bare />
        </span>
        <span className="col-start-2 flex min-w-0 flex-wrap items-baseline gap-x-2 text-xs text-soft">
          <Phase of={line.phase} />
          <span>{line.commander ? line.commander.name : t.bridge.noLead}</span>
          {line.area && <span className="truncate">{line.area.name}</span>}
          {line.myRoles.length > 0 && (
            <span className="text-ink">
              {t.bridge.myRole}: {line.myRoles.join(", ")}
            </span>
          )}
        </span>
        {line.nextDueAt && (
          <span className="text-right text-xs text-soft">
            <span className="sr-only">{t.bridge.nextDue} </span>
            <Due at={line.nextDueAt} mine={false} overdue={false} />
          </span>
        )}
      </Link>
    </li>
  );
}
