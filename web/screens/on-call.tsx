/** On call: who is called first, now and in the weeks ahead; where it has gaps; and what one can do about a shift. */
import { useQuery } from "@tanstack/react-query";
import { CalendarPlus, ChevronLeft, ChevronRight, Plus } from "lucide-react";
import { useState } from "react";
import { get, query } from "../api.ts";
import { useNow } from "../clock.ts";
import { Button, IconButton } from "../parts/button.tsx";
import { Empty, Loading, Page, Section } from "../parts/states.tsx";
import { listQuery, peopleQuery, sessionQuery } from "../queries.ts";
import { t } from "../text/en.ts";
import { clockOrDay, list, placeOf, timeIn } from "../when.ts";
import { Lanes } from "./on-call/calendar.tsx";
import { OpenCover } from "./on-call/cover.tsx";
import { ScheduleEditor } from "./on-call/editor.tsx";
import { Health, Readiness } from "./on-call/health.tsx";
import type { Calendar, OnCallNow, Schedule, Shift } from "./on-call/shapes.ts";
import { ShiftDialog } from "./on-call/shift-dialog.tsx";
import { Subscribe } from "./on-call/subscribe.tsx";

const words = t.onCall;

/** The page. */
export function OnCall() {
  const called = useQuery(listQuery<OnCallNow>("/on-call", "onCall"));
  const admin = useQuery(sessionQuery).data?.person.admin ?? false;
  const [open, setOpen] = useState<"subscribe" | "new" | null>(null);
  const actions = (
    <div className="flex gap-2">
      <Button onClick={() => setOpen("subscribe")}>
        <CalendarPlus size={15} aria-hidden="true" />
        {words.subscribe.go}
      </Button>
      {admin && (
        <Button look="primary" onClick={() => setOpen("new")}>
          <Plus size={15} aria-hidden="true" />
          {words.add}
        </Button>
      )}
    </div>
  );
  return (
    <Page title={words.title} says={words.says} aside={actions}>
      <Loading of={called}>{(rotas) => <Rotas rotas={rotas} admin={admin} />}</Loading>
      {open === "subscribe" && <Subscribe schedules={(called.data ?? []).map(({ schedule }) => schedule)} close={() => setOpen(null)} />}
      {open === "new" && <ScheduleEditor item={null} close={() => setOpen(null)} />}
    </Page>
  );
}

function Rotas({ rotas, admin }: { readonly rotas: readonly OnCallNow[]; readonly admin: boolean }) {
  const now = useNow();
  const [picked, pick] = useState<string | null>(null);
  const shown = rotas.find(({ schedule }) => schedule.id === picked) ?? rotas[0];
  if (!shown) {
    return (
      <div className="card">
        <Empty title={words.empty}>{words.emptySays}</Empty>
      </div>
    );
  }
  return (
    <>
      <ul aria-label={words.now} className="mb-6 grid gap-3 sm:grid-cols-2 lg:grid-cols-3">
        {rotas.map((rota) => (
          <li key={rota.schedule.id}>
            <Called rota={rota} now={now} shown={rota === shown} pick={() => pick(rota.schedule.id)} />
          </li>
        ))}
      </ul>
      <OpenCover now={now} />
      <Weeks key={shown.schedule.id} rota={shown} admin={admin} />
    </>
  );
}

type CalledProps = { readonly rota: OnCallNow; readonly now: number; readonly shown: boolean; readonly pick: () => void };

/** One rota: who is called now, until when, and who comes next. Pressing it shows its weeks below. */
function Called({ rota, now, shown, pick }: CalledProps) {
  const { schedule, people, zone, until, next } = rota;
  return (
    <button
      type="button"
      aria-pressed={shown}
      onClick={pick}
      className="card flex h-full w-full flex-col justify-start p-4 text-left hover:bg-hover aria-pressed:border-accent"
    >
      <span className="flex justify-between gap-3 text-xs text-soft">
        <span>{schedule.name}</span>
        <span data-figures className="text-faint">
          {timeIn(zone, now)} {placeOf(zone)}
        </span>
      </span>
      <span className="block text-lg font-semibold">{people.length > 0 ? list(people.map(({ name }) => name)) : t.bridge.nobody}</span>
      <span data-figures className="block text-xs text-soft">
        {until && words.until(clockOrDay(until, now))}
        {next && `, ${words.next(next.people.length > 0 ? list(next.people.map(({ name }) => name)) : t.bridge.nobody, clockOrDay(next.from, now))}`}
      </span>
    </button>
  );
}

const dayMs = 86_400_000;
const shownMs = 14 * dayMs;

/** Two weeks of one rota, to leaf through. */
function Weeks({ rota, admin }: { readonly rota: OnCallNow; readonly admin: boolean }) {
  const now = useNow();
  const [page, turn] = useState(0);
  const [shift, setShift] = useState<Shift | null>(null);
  const [editing, edit] = useState(false);
  const { id, name } = rota.schedule;
  const start = new Date(now).setHours(0, 0, 0, 0) + page * shownMs;
  const span = { from: new Date(start).toISOString(), until: new Date(start + shownMs).toISOString() };
  const calendar = useQuery({
    queryKey: ["on-call", id, span.from],
    queryFn: () => get<Calendar>(`/schedules/${encodeURIComponent(id)}/calendar${query(span)}`),
  });
  const schedule = useQuery({ ...listQuery<Schedule>("/schedules"), enabled: admin }).data?.find((one) => one.id === id);
  const leaf = (
    <div className="flex items-center gap-1">
      {admin && schedule && (
        <Button look="quiet" onClick={() => edit(true)}>
          {words.edit}
        </Button>
      )}
      <IconButton label={words.earlier} onClick={() => turn(page - 1)}>
        <ChevronLeft size={16} />
      </IconButton>
      <Button look="quiet" disabled={page === 0} onClick={() => turn(0)}>
        {words.today}
      </Button>
      <IconButton label={words.later} onClick={() => turn(page + 1)}>
        <ChevronRight size={16} />
      </IconButton>
    </div>
  );
  return (
    <>
      <Section title={name} aside={leaf}>
        <Loading of={calendar}>{(data) => <Lanes calendar={data} now={now} pick={setShift} />}</Loading>
      </Section>
      <div className="grid items-start gap-x-6 md:grid-cols-3">
        {calendar.data && <Health calendar={calendar.data} />}
        <Readiness schedule={id} />
        <LocalTimes people={Object.keys(calendar.data?.names ?? {})} now={now} />
      </div>
      {shift && calendar.data && <ShiftDialog calendar={calendar.data} shift={shift} close={() => setShift(null)} />}
      {editing && schedule && <ScheduleEditor item={schedule} close={() => edit(false)} />}
    </>
  );
}

/** What time it is for everybody of the rota. */
function LocalTimes({ people, now }: { readonly people: readonly string[]; readonly now: number }) {
  const everybody = useQuery(peopleQuery);
  const known = (everybody.data ?? []).filter((one) => people.includes(one.id) && one.zone !== null);
  if (known.length === 0) return null;
  return (
    <Section title={words.people}>
      <ul className="divide-y divide-line">
        {known.map(({ id, name, zone }) => (
          <li key={id} className="flex items-baseline justify-between gap-3 px-4 py-2.5">
            {name}
            <span data-figures className="text-sm text-soft">
              {timeIn(zone ?? "", now)} {placeOf(zone ?? "")}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
