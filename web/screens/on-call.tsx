/** On call: who is called first, now and next, with everybody's own time. */
import { useQuery } from "@tanstack/react-query";
import { useNow } from "../clock.ts";
import { Empty, Loading, Page, Section } from "../parts/states.tsx";
import { listQuery } from "../queries.ts";
import type { Schedule } from "../shapes.ts";
import { t } from "../text/en.ts";
import { clockOrDay, timeIn } from "../when.ts";

const words = t.onCall;

/** The page. */
export function OnCall() {
  const rotas = useQuery(listQuery<Schedule>("/on-call"));
  return (
    <Page title={words.title}>
      <Loading of={rotas}>{(data) => <Rotas rotas={data.items} />}</Loading>
    </Page>
  );
}

function Rotas({ rotas }: { readonly rotas: readonly Schedule[] }) {
  const now = useNow();
  if (rotas.length === 0) {
    return (
      <div className="card">
        <Empty title={words.empty}>{words.emptySays}</Empty>
      </div>
    );
  }
  return (
    <div className="grid items-start gap-x-6 md:grid-cols-2">
      {rotas.map((rota) => (
        <Section
          key={rota.schedule.id}
          title={rota.schedule.name}
          aside={<span className="text-xs text-faint">{words.local(timeIn(rota.zone, now), rota.zone)}</span>}
        >
          <div className="px-4 py-3">
            <p className="text-xs text-soft">{words.now}</p>
            <p className="text-lg font-semibold">{rota.people.length > 0 ? rota.people.map((person) => person.name).join(", ") : t.bridge.nobody}</p>
          </div>
          {rota.shifts && rota.shifts.length > 0 && (
            <ol aria-label={words.upcoming} className="divide-y divide-line border-t border-line">
              {rota.shifts.map((shift) => (
                <li key={`${shift.person.id} ${shift.from}`} className="flex justify-between gap-3 px-4 py-2">
                  <span className={Date.parse(shift.from) <= now && now < Date.parse(shift.to) ? "font-medium" : ""}>{shift.person.name}</span>
                  <span className="text-right text-sm text-soft">{words.from(clockOrDay(shift.from, now), clockOrDay(shift.to, now))}</span>
                </li>
              ))}
            </ol>
          )}
        </Section>
      ))}
    </div>
  );
}
