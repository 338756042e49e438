/** What lies ahead in one meeting room, and a form that books it. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { get } from "../../api.ts";
import { note } from "../../parts/announce.tsx";
import { Button } from "../../parts/button.tsx";
import { TextField } from "../../parts/field.tsx";
import { Loading } from "../../parts/states.tsx";
import { Between } from "../../parts/time.tsx";
import { sessionQuery } from "../../queries.ts";
import type { RoomBooking } from "../../shapes.ts";
import { rooms as words } from "../../text/en-meetings.ts";
import { exact } from "../../when.ts";
import { SmallForm } from "./part.tsx";
import { useSmall } from "./small.ts";

type Ahead = { readonly bookings: readonly RoomBooking[]; readonly heldBy: string | null };

const pathOf = (room: string) => `/rooms/${encodeURIComponent(room)}/bookings`;

/** The bookings of a room, one's own with a way to give them back. */
export function RoomBookings({ room, admin }: { readonly room: string; readonly admin: boolean }) {
  const path = pathOf(room);
  const ahead = useQuery({ queryKey: ["bookings", room], queryFn: () => get<Ahead>(path) });
  return (
    <div className="arrive my-2 overflow-hidden rounded-lg bg-sunken">
      <Loading of={ahead} lines={2}>
        {({ bookings, heldBy }) => (
          <>
            {heldBy !== null && <p className="px-4 pt-3 text-sm font-medium">{words.held}</p>}
            {heldBy === null && bookings.length === 0 && <p className="px-4 pt-3 text-sm text-soft">{words.free}</p>}
            <ul className="divide-y divide-line empty:hidden">
              {bookings.map((one) => (
                <BookingRow key={one.id} of={one} admin={admin} />
              ))}
            </ul>
          </>
        )}
      </Loading>
      <Book room={room} />
    </div>
  );
}

function BookingRow({ of, admin }: { readonly of: RoomBooking; readonly admin: boolean }) {
  const small = useSmall(["bookings", of.room]);
  const session = useQuery(sessionQuery);
  const may = admin || session.data?.person.id === of.person;
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-3 px-4 py-1.5 text-sm">
      <span className="min-w-40 flex-1">
        <span className="block">
          <Between from={of.from} until={of.until} />
        </span>
        <span className="block text-soft">{[of.what, words.by(of.name)].filter(Boolean).join(" · ")}</span>
      </span>
      {may && (
        <Button look="quiet" onClick={() => void small("DELETE", `${pathOf(of.room)}/${encodeURIComponent(of.id)}`, undefined, words.given)}>
          {words.giveBack}
          <span className="sr-only"> {of.what || exact(of.from)}</span>
        </Button>
      )}
    </li>
  );
}

const instant = (typed: string) => new Date(typed).toISOString();

function Book({ room }: { readonly room: string }) {
  const [what, setWhat] = useState("");
  const [from, setFrom] = useState("");
  const [until, setUntil] = useState("");
  const done = () => {
    setWhat("");
    setFrom("");
    setUntil("");
    note(words.booked);
  };
  return (
    <SmallForm
      path={pathOf(room)}
      ready={from !== "" && until !== "" && from < until}
      body={() => ({ what, from: instant(from), until: instant(until) })}
      label={words.book}
      done={done}
      renew={[["bookings", room]]}
    >
      <div className="grid gap-4 md:grid-cols-2">
        <TextField label={words.from} type="datetime-local" value={from} onChange={(event) => setFrom(event.target.value)} />
        <TextField label={words.until} type="datetime-local" value={until} onChange={(event) => setUntil(event.target.value)} />
      </div>
      <TextField
        label={words.what}
        optional
        placeholder={words.whatPlaceholder}
        maxLength={200}
        value={what}
        onChange={(event) => setWhat(event.target.value)}
      />
    </SmallForm>
  );
}
