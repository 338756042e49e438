/** The directory: whom do I call about …? Areas by plain words, their experts in order, phones behind a click. */
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { Phone, Printer, Search } from "lucide-react";
import { useEffect, useState } from "react";
import { get } from "../api.ts";
import { useNow } from "../clock.ts";
import { Button, buttonLook } from "../parts/button.tsx";
import { Tag } from "../parts/marks.tsx";
import { Empty, Loading, Page } from "../parts/states.tsx";
import { areasQuery, peopleQuery } from "../queries.ts";
import type { Area, ContactMethod, Person } from "../shapes.ts";
import { t } from "../text/en.ts";
import { placeOf, timeIn } from "../when.ts";

const words = t.directory;
const rest = 200;

/** The page. */
export function Directory() {
  const { q } = useSearch({ from: "/app/directory" });
  const navigate = useNavigate();
  const [typed, setTyped] = useState(q ?? "");
  const areas = useQuery({ ...areasQuery(q ?? ""), placeholderData: (before) => before });
  useEffect(() => {
    if (typed.trim() === (q ?? "")) return;
    const timer = setTimeout(() => void navigate({ to: "/directory", search: typed.trim() ? { q: typed.trim() } : {}, replace: true }), rest);
    return () => clearTimeout(timer);
  }, [typed, q, navigate]);
  return (
    <Page
      title={words.title}
      says={words.says}
      aside={
        <Button look="quiet" onClick={() => window.print()} className="max-md:hidden print:hidden">
          <Printer size={15} aria-hidden="true" />
          {t.common.print}
        </Button>
      }
    >
      <search className="mb-5 block print:hidden">
        <label className="relative block">
          <span className="sr-only">{words.search}</span>
          <Search size={18} aria-hidden="true" className="absolute top-1/2 left-3 -translate-y-1/2 text-faint" />
          <input
            type="search"
            className="field min-h-11! rounded-[10px]! pl-10! text-lg"
            placeholder={words.search}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
        </label>
      </search>
      <Loading of={areas} lines={6}>
        {(data) => <Areas areas={data.areas} asked={Boolean(q)} />}
      </Loading>
    </Page>
  );
}

function Areas({ areas, asked }: { readonly areas: readonly Area[]; readonly asked: boolean }) {
  if (areas.length === 0) {
    return (
      <div className="card">
        <Empty
          title={asked ? words.none : words.empty}
          action={
            asked ? undefined : (
              <Link to="/settings/$part" params={{ part: "areas" }} className={buttonLook("plain")}>
                {words.add}
              </Link>
            )
          }
        >
          {asked ? words.noneSays : words.emptySays}
        </Empty>
      </div>
    );
  }
  return (
    <ul className="grid items-start gap-4 md:grid-cols-2">
      {areas.map((area) => (
        <li key={area.id} className="card break-inside-avoid overflow-hidden">
          <div className="px-4 pt-3 pb-2">
            <h2 className="text-base">{area.name}</h2>
            {area.says && <p className="text-sm text-soft">{area.says}</p>}
            <p className="mt-1 flex flex-wrap gap-1">
              {area.keywords.map((word) => (
                <Tag key={word}>{word}</Tag>
              ))}
            </p>
          </div>
          <ol className="divide-y divide-line border-t border-line">
            {area.experts.map((expert, at) => (
              <ExpertRow key={expert} expert={expert} place={at + 1} printed={area.call?.find(({ id }) => id === expert)?.phone ?? null} />
            ))}
            {area.experts.length === 0 && <li className="px-4 py-2.5 text-soft">{words.gap}</li>}
          </ol>
        </li>
      ))}
    </ul>
  );
}

type ExpertProps = { readonly expert: string; readonly place: number /** Their number, which the printed page shows. */; readonly printed: string | null };

function ExpertRow({ expert, place, printed }: ExpertProps) {
  const now = useNow();
  const people = useQuery(peopleQuery);
  const person = people.data?.find((one) => one.id === expert);
  if (!person) return null;
  const { name, zone } = person;
  return (
    <li className="flex items-center gap-3 px-4 py-1.5">
      <span className="w-4 text-right text-faint">{place}</span>
      <span className="min-w-0 flex-1">
        <span className="block font-medium">{name}</span>
        <span className="block text-xs text-soft">{[zone && `${timeIn(zone, now)} ${placeOf(zone)}`, reach(person, now)].filter(Boolean).join(" · ")}</span>
      </span>
      <PhoneButton person={expert} name={name} />
      {printed && <span className="hidden print:inline">{printed}</span>}
    </li>
  );
}

/** Whether it is one of their quiet hours, as they said them; words for a reader, never a decision. */
function reach({ zone, quiet }: Person, now: number): string {
  const [from, to] = quiet ?? [];
  if (!zone || !from || !to) return "";
  const time = timeIn(zone, now);
  const isQuiet = from < to ? time >= from && time < to : time >= from || time < to;
  return isQuiet ? words.asleep : words.reachable;
}

/** A phone number is looked up one at a time, and the server writes down who asked. */
function PhoneButton({ person, name }: { readonly person: string; readonly name: string }) {
  const [asked, setAsked] = useState(false);
  const found = useQuery({
    queryKey: ["contacts", person],
    enabled: asked,
    queryFn: () => get<{ methods: readonly ContactMethod[] }>(`/people/${encodeURIComponent(person)}/methods`),
  });
  const phone = found.data?.methods.find((one) => one.channel === "voice" || one.channel === "sms")?.address;
  if (phone) {
    return (
      <a className={`${buttonLook("plain")} print:hidden`} href={`tel:${phone}`}>
        <Phone size={14} aria-hidden="true" />
        {phone}
      </a>
    );
  }
  if (found.data || found.error) return <span className="text-xs text-soft print:hidden">{words.noPhone}</span>;
  return (
    <Button look="quiet" title={words.phoneSays} onClick={() => setAsked(true)} className="print:hidden">
      <Phone size={14} aria-hidden="true" />
      {words.phone}
      <span className="sr-only">{name}</span>
    </Button>
  );
}
