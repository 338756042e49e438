/** Every incident there was: found by words, narrowed by filters that live in the address. */
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { Download, Search } from "lucide-react";
import { useEffect, useState } from "react";
import { query } from "../api.ts";
import { Button, buttonLook } from "../parts/button.tsx";
import { SelectField } from "../parts/field.tsx";
import { IncidentRow } from "../parts/incident-row.tsx";
import { Empty, Loading, Page } from "../parts/states.tsx";
import { type IncidentFilter, incidentsQuery, processesQuery } from "../queries.ts";
import { t } from "../text/en.ts";

const words = t.incidents;

/** How long typing rests before the search is asked, in milliseconds. */
const rest = 250;

/** The page. */
export function Incidents() {
  const filter = useSearch({ from: "/app/incidents" });
  const found = useQuery({ ...incidentsQuery(filter), placeholderData: (before) => before });
  const narrowed = Boolean(filter.text || filter.phase || filter.severity);
  return (
    <Page
      title={words.title}
      aside={
        <a className={buttonLook("quiet")} href={`/api/v1/incidents.csv${query({ ...filter })}`} download>
          <Download size={15} aria-hidden="true" />
          {words.csv}
        </a>
      }
    >
      <Filters filter={filter} />
      <div className="card overflow-hidden" aria-busy={found.isFetching}>
        <Loading of={found} lines={6}>
          {(data) =>
            data.items.length === 0 ? (
              <Nothing narrowed={narrowed} />
            ) : (
              <ul className="divide-y divide-line">
                {data.items.map((line) => (
                  <IncidentRow key={line.id} line={line} />
                ))}
              </ul>
            )
          }
        </Loading>
      </div>
      <div className="mt-3 flex justify-between">
        {filter.before ? (
          <Link to="/incidents" search={{ ...filter, before: undefined } as IncidentFilter} className={buttonLook("quiet")}>
            {words.newest}
          </Link>
        ) : (
          <span />
        )}
        {found.data?.next != null && (
          <Link to="/incidents" search={{ ...filter, before: found.data.next }} className={buttonLook("plain")}>
            {words.older}
          </Link>
        )}
      </div>
    </Page>
  );
}

function Nothing({ narrowed }: { readonly narrowed: boolean }) {
  const navigate = useNavigate();
  if (!narrowed) return <Empty title={words.empty}>{words.emptySays}</Empty>;
  return (
    <Empty title={words.none} action={<Button onClick={() => void navigate({ to: "/incidents", search: {} })}>{words.clear}</Button>}>
      {words.noneSays}
    </Empty>
  );
}

function Filters({ filter }: { readonly filter: IncidentFilter }) {
  const navigate = useNavigate();
  const processes = useQuery(processesQuery);
  const [typed, setTyped] = useState(filter.text ?? "");
  const set = (part: { readonly text?: string; readonly phase?: string; readonly severity?: string }) => {
    const { before: _, ...kept } = filter;
    const next = Object.fromEntries(Object.entries({ ...kept, ...part }).filter(([, value]) => value !== ""));
    void navigate({ to: "/incidents", search: next, replace: true });
  };
  useEffect(() => setTyped(filter.text ?? ""), [filter.text]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only typing may start a search
  useEffect(() => {
    if (typed === (filter.text ?? "")) return;
    const timer = setTimeout(() => set({ text: typed }), rest);
    return () => clearTimeout(timer);
  }, [typed]);
  const ranks = new Map((processes.data?.items ?? []).flatMap((one) => one.severities.map((level) => [level.rank, level.name] as const)));
  return (
    <search className="mb-4 grid grid-cols-2 items-end gap-3 md:grid-cols-[minmax(0,1fr)_10rem_12rem]">
      <label className="relative col-span-2 block md:col-span-1">
        <span className="sr-only">{words.search}</span>
        <Search size={15} aria-hidden="true" className="absolute top-1/2 left-2.5 -translate-y-1/2 text-faint" />
        <input type="search" className="field pl-8!" placeholder={words.search} value={typed} onChange={(event) => setTyped(event.target.value)} />
      </label>
      <SelectField
        label={words.phase}
        value={filter.phase ?? ""}
        blank={words.any}
        options={Object.entries(t.phase).map(([value, label]) => ({ value, label }))}
        onChange={(phase) => set({ phase })}
      />
      <SelectField
        label={words.severity}
        value={filter.severity ?? ""}
        blank={words.any}
        options={[...ranks].sort(([a], [b]) => a - b).map(([rank, name]) => ({ value: String(rank), label: `${rank} ${name}` }))}
        onChange={(severity) => set({ severity })}
      />
    </search>
  );
}
