/** One's own calendar: followed at an address or read from a file, so that whoever works is excused from their meetings. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { getOr } from "../../api.ts";
import { note } from "../../parts/announce.tsx";
import { Button } from "../../parts/button.tsx";
import { Choice, TextField } from "../../parts/field.tsx";
import { Loading, Section } from "../../parts/states.tsx";
import { Ago, Between } from "../../parts/time.tsx";
import type { OwnCalendar } from "../../shapes.ts";
import { t } from "../../text/en.ts";
import { calendar as words } from "../../text/en-meetings.ts";
import { SmallForm } from "./part.tsx";
import { Sure } from "./sure.tsx";

const path = "/me/calendar";
const key = ["own-calendar"];

/** The part of one's own settings. */
export function OwnCalendarPart() {
  const calendar = useQuery({ queryKey: key, queryFn: () => getOr<OwnCalendar>(path, 404) });
  return (
    <Section title={words.title}>
      <p className="max-w-prose px-4 pt-3 text-sm text-soft">{words.says}</p>
      <Loading of={calendar}>{(known) => (known === null ? <CalendarForm done={() => note(t.common.saved)} /> : <Known calendar={known} />)}</Loading>
    </Section>
  );
}

/** The largest file that is taken, in characters. */
const largest = 900_000;

function CalendarForm({ done }: { readonly done: () => void }) {
  const [kind, setKind] = useState("address");
  const [url, setUrl] = useState("");
  const [file, setFile] = useState<File | null>(null);
  const tooLarge = file !== null && file.size > largest;
  const ready = kind === "address" ? /^(https?|webcals?):\/\//i.test(url.trim()) : file !== null && !tooLarge;
  const body = async () => (kind === "address" ? { url: url.trim() } : { file: (await file?.text()) ?? "" });
  return (
    <SmallForm path={path} method="PUT" ready={ready} body={body} label={kind === "address" ? words.follow : words.read} done={done} renew={[key]}>
      <Choice legend={words.how} value={kind} onChange={setKind} options={Object.entries(words.hows).map(([value, label]) => ({ value, label }))} />
      {kind === "address" ? (
        <TextField
          label={words.address}
          hint={words.addressHint}
          inputMode="url"
          maxLength={2000}
          value={url}
          onChange={(event) => setUrl(event.target.value)}
        />
      ) : (
        <TextField
          label={words.file}
          hint={words.fileHint}
          error={tooLarge ? words.tooLarge : undefined}
          type="file"
          accept=".ics,text/calendar"
          onChange={(event) => setFile(event.target.files?.[0] ?? null)}
        />
      )}
    </SmallForm>
  );
}

function Known({ calendar }: { readonly calendar: OwnCalendar }) {
  const [open, setOpen] = useState<"change" | "sure" | null>(null);
  const turn = (what: "change" | "sure") => setOpen(open === what ? null : what);
  return (
    <>
      <div className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1 px-4 pt-2">
        <div className="min-w-40 flex-1 text-sm">
          <p>{calendar.url === null ? words.once : words.followed}</p>
          {calendar.url !== null && <p className="font-medium break-all">{calendar.url}</p>}
          {calendar.triedAt !== null && (
            <p className="text-soft">
              {words.tried} <Ago at={calendar.triedAt} />
            </p>
          )}
        </div>
        <span className="-mr-3 flex flex-wrap max-md:-ml-3">
          <Button look="quiet" aria-expanded={open === "change"} onClick={() => turn("change")}>
            {open === "change" ? t.common.cancel : words.change}
          </Button>
          <Button look="quiet" aria-expanded={open === "sure"} onClick={() => turn("sure")}>
            {open === "sure" ? t.common.cancel : words.forget}
          </Button>
        </span>
      </div>
      {calendar.problem !== null && (
        <p role="alert" className="px-4 pt-1 text-sm font-medium">
          {calendar.problem}
        </p>
      )}
      {open === "change" && <CalendarForm done={() => setOpen(null)} />}
      {open === "sure" && (
        <div className="px-4">
          <Sure path={path} method="DELETE" says={words.sureForget} label={words.forget} renew={[key]} done={() => note(words.forgotten)} />
        </div>
      )}
      <Meetings of={calendar.meetings} />
    </>
  );
}

/** So many meetings are shown before one asks for more. */
const shown = 5;

function Meetings({ of }: { readonly of: OwnCalendar["meetings"] }) {
  if (of.length === 0) return <p className="px-4 pt-2 pb-4 text-sm text-soft">{words.none}</p>;
  return (
    <div className="px-4 pt-3 pb-4">
      <h3 className="text-sm font-medium">{words.ahead}</h3>
      <MeetingList of={of.slice(0, shown)} />
      {of.length > shown && (
        <details>
          <summary className="control flex items-center text-sm text-soft hover:text-ink">{words.more(of.length - shown)}</summary>
          <MeetingList of={of.slice(shown)} />
        </details>
      )}
    </div>
  );
}

function MeetingList({ of }: { readonly of: OwnCalendar["meetings"] }) {
  return (
    <ul className="text-sm">
      {of.map((one) => (
        <li key={one.id} className="flex flex-wrap justify-between gap-x-4 py-1">
          <span className="min-w-40 flex-1">
            {one.title}
            {one.organiser && <span className="block text-xs text-soft">{words.asked(one.organiser)}</span>}
          </span>
          <span className="text-soft">
            <Between from={one.from} until={one.until} />
          </span>
        </li>
      ))}
    </ul>
  );
}
