/** The clock of a rehearsal server: shows it, moves it, and says that nothing here is real. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { get, write } from "../api.ts";
import { nowMs, setClock } from "../clock.ts";
import type { ClockView } from "../shapes.ts";
import { t } from "../text/en.ts";
import { clockTime, longDay } from "../when.ts";
import { note } from "./announce.tsx";

/** The bar; loaded only on rehearsal servers. */
export function ClockBar() {
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);
  const clock = useQuery({
    queryKey: ["clock"],
    queryFn: async () => {
      const view = await get<ClockView>("/clock");
      setClock(view.now, true);
      return view;
    },
  });
  const move = async (body: Readonly<Record<string, string>>) => {
    setBusy(true);
    try {
      const answer = await write<ClockView>("POST", "/clock", body);
      if (!answer.ok) note(answer.problem.detail, answer.problem.rule);
      else if (answer.value?.now) setClock(answer.value.now, true);
      await client.invalidateQueries();
    } catch {
      note(t.away.notSent);
    } finally {
      setBusy(false);
    }
  };
  const now = clock.data?.now ?? new Date(nowMs()).toISOString();
  const button = "control rounded-md border border-page/40 bg-ink px-2.5 text-xs font-medium text-page hover:border-page disabled:opacity-60";
  return (
    <section aria-label={t.clock.word} className="hatched sticky top-0 z-40 flex flex-wrap items-center gap-x-3 gap-y-1.5 px-4 py-1.5 text-sm print:hidden">
      <p className="rounded-md bg-ink px-2 py-0.5">
        <strong className="font-bold tracking-wide uppercase">{t.clock.word}</strong> <span className="hidden lg:inline">{t.clock.says}</span>
      </p>
      <p className="rounded-md bg-ink px-2 py-0.5">
        <span className="sr-only">{t.clock.now}: </span>
        <time dateTime={now}>
          <strong className="font-semibold">{clockTime(now)}</strong> {longDay(now)}
        </time>
      </p>
      <div className="ml-auto flex flex-wrap gap-1.5">
        <button type="button" className={button} disabled={busy} onClick={() => void move({ advance: "PT15M" })}>
          {t.clock.quarter}
        </button>
        <button type="button" className={button} disabled={busy} onClick={() => void move({ advance: "PT1H" })}>
          {t.clock.hour}
        </button>
        {clock.data?.nextAt && (
          <button type="button" className={button} disabled={busy} onClick={() => void move({ set: clock.data?.nextAt ?? now })}>
            {t.clock.next}
          </button>
        )}
        <SetClock now={now} busy={busy} look={button} move={(set) => void move({ set })} />
      </div>
    </section>
  );
}

type SetProps = { readonly now: string; readonly busy: boolean; readonly look: string; readonly move: (set: string) => void };

function SetClock({ now, busy, look, move }: SetProps) {
  const [open, setOpen] = useState(false);
  const [value, setValue] = useState("");
  if (!open) {
    return (
      <button type="button" className={`${look} hidden md:inline-flex md:items-center`} onClick={() => setOpen(true)}>
        {t.clock.set}
      </button>
    );
  }
  return (
    <form
      className="flex gap-1.5"
      onSubmit={(event) => {
        event.preventDefault();
        const wanted = new Date(value);
        if (Number.isNaN(wanted.getTime()) || wanted.getTime() <= Date.parse(now)) return note(t.clock.forward);
        setOpen(false);
        move(wanted.toISOString());
      }}
    >
      <input
        type="datetime-local"
        aria-label={t.clock.to}
        className="rounded-md border border-page/40 bg-ink px-2 text-xs text-page"
        value={value}
        onChange={(event) => setValue(event.target.value)}
      />
      <button type="submit" className={look} disabled={busy}>
        {t.clock.to}
      </button>
    </form>
  );
}
