/** How good a schedule is: gaps, warnings, and how the hours are shared; and who could really be reached. */
import { useQuery } from "@tanstack/react-query";
import { TriangleAlert } from "lucide-react";
import { get } from "../../api.ts";
import { Section } from "../../parts/states.tsx";
import { t } from "../../text/en.ts";
import { dayAndTime } from "../../when.ts";
import type { Calendar, Named, Reach } from "./shapes.ts";

const words = t.onCall.health;

/** Score, gaps, shares and warnings of the weeks shown. */
export function Health({ calendar }: { readonly calendar: Calendar }) {
  const { quality, names, gaps, warnings } = calendar;
  // Who cannot be reached stands beside it, in its own list.
  const spoken = warnings.filter(({ code }) => code !== "unreachable");
  return (
    <Section
      title={words.title}
      aside={
        <span data-figures className="text-sm font-semibold">
          {words.score(quality.score)}
        </span>
      }
    >
      <div className="space-y-3 px-4 py-3">
        <p className="text-sm text-soft">
          {words.covered(Math.round((100 - quality.gapsPercent) * 10) / 10)}, {words.balance(quality.balancePercent)}
        </p>
        <ul className="space-y-1.5">
          {quality.people.map(({ person, hours, sharePercent }) => (
            <li key={person} className="text-sm">
              <span className="flex justify-between gap-3">
                <span>{names[person] ?? person}</span>
                <span data-figures className="text-soft">
                  {words.hours(Math.round(hours), Math.round(sharePercent))}
                </span>
              </span>
              <span aria-hidden="true" className="mt-0.5 block h-1 rounded bg-sunken">
                <span className="block h-1 rounded bg-accent" style={{ width: `${Math.min(100, sharePercent)}%` }} />
              </span>
            </li>
          ))}
        </ul>
        <Alerts title={words.gaps} lines={gaps.slice(0, 5).map((gap) => `${dayAndTime(gap.from)} – ${dayAndTime(gap.until)}`)} />
        <Alerts title={words.warnings} lines={spoken.slice(0, 6).map(({ says }) => says)} />
        {gaps.length === 0 && spoken.length === 0 && <p className="text-sm text-soft">{words.fine}</p>}
      </div>
    </Section>
  );
}

function Alerts({ title, lines }: { readonly title: string; readonly lines: readonly string[] }) {
  if (lines.length === 0) return null;
  return (
    <div className="text-sm">
      <p className="flex items-center gap-1.5 font-medium">
        <TriangleAlert size={14} aria-hidden="true" />
        {title}
      </p>
      <ul className="list-disc pl-6 text-soft">
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </div>
  );
}

type Readiness = { readonly schedules: readonly { readonly schedule: Named; readonly now: readonly Reach[]; readonly problems: readonly string[] }[] };

/** Who stands on the plan and could really be reached this minute. */
export function Readiness({ schedule }: { readonly schedule: string }) {
  const ready = useQuery({ queryKey: ["on-call", "readiness"], queryFn: () => get<Readiness>("/readiness/on-call") });
  const here = ready.data?.schedules.find((one) => one.schedule.id === schedule);
  if (!here) return null;
  const says = t.onCall.readiness;
  return (
    <Section title={says.title}>
      <ul className="divide-y divide-line">
        {here.now.length === 0 && <li className="px-4 py-2.5 font-medium">{says.nobody}</li>}
        {here.now.map(({ person, name, wakes, methods }) => (
          <li key={person} className="flex items-baseline justify-between gap-3 px-4 py-2.5">
            <span>{name}</span>
            <span className={`text-sm ${wakes ? "text-soft" : "font-semibold"}`}>{methods.length === 0 ? says.none : wakes ? says.wakes : says.told}</span>
          </li>
        ))}
        {here.problems.map((problem) => (
          <li key={problem} className="px-4 py-2.5 text-sm">
            {problem}
          </li>
        ))}
      </ul>
    </Section>
  );
}
