/** Meeting rooms: where an incident may gather, and who has booked them. */
import { type ReactNode, useState } from "react";
import { note } from "../../parts/announce.tsx";
import { Button } from "../../parts/button.tsx";
import { TextField } from "../../parts/field.tsx";
import type { MeetingRoom } from "../../shapes.ts";
import { t } from "../../text/en.ts";
import { rooms as words } from "../../text/en-meetings.ts";
import { target } from "./keys.tsx";
import { ListPart, SmallForm } from "./part.tsx";
import { RoomBookings } from "./room-bookings.tsx";
import { Sure } from "./sure.tsx";

const renew = [["list", "/rooms"]];

function RoomForm({ item, done }: { readonly item: MeetingRoom | null; readonly done: (answer: unknown) => void }) {
  const [name, setName] = useState(item?.name ?? "");
  const [place, setPlace] = useState(item?.place ?? "");
  const [seats, setSeats] = useState(String(item?.seats ?? ""));
  const { stamp, ...to } = target("/rooms", item);
  const ready = name.trim() !== "" && /^\d{0,5}$/.test(seats.trim());
  return (
    <SmallForm
      {...to}
      label={item === null ? t.common.add : t.common.save}
      ready={ready}
      body={() => ({ ...stamp, name, place, seats: Number(seats) })}
      done={done}
      renew={renew}
    >
      <TextField label={words.name} required maxLength={100} value={name} onChange={(event) => setName(event.target.value)} />
      <TextField
        label={words.place}
        optional
        placeholder={words.placePlaceholder}
        maxLength={200}
        value={place}
        onChange={(event) => setPlace(event.target.value)}
      />
      <TextField
        className="field max-w-24"
        label={words.seats}
        optional
        inputMode="numeric"
        maxLength={5}
        value={seats}
        onChange={(event) => setSeats(event.target.value)}
      />
    </SmallForm>
  );
}

type RowProps = { readonly room: MeetingRoom; readonly edit: ReactNode; readonly admin: boolean };

function RoomRow({ room, edit, admin }: RowProps) {
  const [open, setOpen] = useState<"bookings" | "sure" | null>(null);
  const turn = (what: "bookings" | "sure") => setOpen(open === what ? null : what);
  const says = [room.place, room.seats > 0 ? words.seated(room.seats) : ""].filter(Boolean).join(" · ");
  return (
    <li className="px-4 py-2">
      <div className="flex flex-wrap items-center justify-between gap-x-3">
        <div className="min-w-40 flex-1">
          <h3 className="font-medium">{room.name}</h3>
          {says && <p className="text-sm text-soft">{says}</p>}
        </div>
        <span className="-mr-3 flex flex-wrap max-md:-ml-3">
          <Button look="quiet" aria-expanded={open === "bookings"} onClick={() => turn("bookings")}>
            {words.bookings}
            <span className="sr-only">{words.of(room.name)}</span>
          </Button>
          {edit}
          {admin && (
            <Button look="quiet" aria-expanded={open === "sure"} onClick={() => turn("sure")}>
              {open === "sure" ? t.common.cancel : t.common.remove}
              <span className="sr-only"> {room.name}</span>
            </Button>
          )}
        </span>
      </div>
      {open === "bookings" && <RoomBookings room={room.id} admin={admin} />}
      {open === "sure" && (
        <Sure
          path={`/rooms/${encodeURIComponent(room.id)}?version=${room.version}`}
          method="DELETE"
          says={words.sureRemove(room.name)}
          label={t.common.remove}
          renew={renew}
          done={() => note(t.common.saved)}
        />
      )}
    </li>
  );
}

/** The part. Everybody sees and books them; administrators add and change them. */
export function Rooms({ admin }: { readonly admin: boolean }) {
  return (
    <ListPart<MeetingRoom>
      title={t.settings.sections.rooms ?? ""}
      says={words.says}
      path="/rooms"
      none={words.none}
      noneSays={words.noneSays}
      row={(room, edit) => <RoomRow key={room.id} room={room} edit={edit} admin={admin} />}
      form={admin ? (done, item) => <RoomForm item={item} done={done} /> : undefined}
    />
  );
}
