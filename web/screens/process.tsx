/** The agreed process as a page that people can read and print. */
import { useQuery } from "@tanstack/react-query";
import { Link, useLocation, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { Printer } from "lucide-react";
import { useEffect } from "react";
import type { ProcessView } from "../../src/views/board-shape.ts";
import { Button } from "../parts/button.tsx";
import { Empty, Loading, Page } from "../parts/states.tsx";
import { processesQuery } from "../queries.ts";
import { processPageQuery, waitingQuery } from "../queries-process.ts";
import { t } from "../text/en.ts";
import { Places } from "./process/places.tsx";
import { Readable } from "./process/readable.tsx";

const words = t.process;

/** `/process`: the organisation's own process, or the one that has what the address points at. */
export function Process() {
  const processes = useQuery(processesQuery);
  const hash = useLocation({ select: (location) => location.hash });
  const items = processes.data?.items ?? [];
  const meant = items.find((one) => one.sentences.some(({ id }) => id === hash)) ?? items[0];
  return (
    <Loading of={processes} lines={8}>
      {() =>
        meant ? (
          <OneProcess process={meant.key} />
        ) : (
          <Page title={words.title}>
            <Empty title={words.empty}>{words.emptySays}</Empty>
          </Page>
        )
      }
    </Loading>
  );
}

/** `/process/{key}`, in force or the version that the address names. */
export function ProcessByKey() {
  const { key } = useParams({ from: "/app/process/$key" });
  const { version } = useSearch({ from: "/app/process/$key" });
  return <OneProcess process={key} {...(version === undefined ? {} : { version })} />;
}

function OneProcess({ process: key, version }: { readonly process: string; readonly version?: number }) {
  const page = useQuery(processPageQuery(key, version));
  const processes = useQuery(processesQuery);
  const items = processes.data?.items ?? [];
  const waiting = useQuery(waitingQuery).data ?? [];
  const inForce = items.find((one) => one.key === key)?.version;
  const hash = useLocation({ select: (location) => location.hash });
  const there = page.data !== undefined;
  useEffect(() => {
    if (hash && there) document.getElementById(hash)?.scrollIntoView({ block: hash.startsWith("severity-") ? "start" : "center" });
  }, [hash, there]);
  return (
    <Page
      title={page.data?.name ?? items.find((one) => one.key === key)?.name ?? words.title}
      {...(page.data ? { says: `${words.version(page.data.version)}. ${page.data.summary}` } : {})}
      aside={
        <div className="flex flex-wrap gap-2 print:hidden">
          <Choose items={items} waiting={waiting} chosen={key} />
          <Button look="quiet" onClick={() => window.print()} className="max-md:hidden">
            <Printer size={15} aria-hidden="true" />
            {t.common.print}
          </Button>
        </div>
      }
    >
      <Places process={key} at="read" />
      {page.data && inForce !== undefined && inForce !== page.data.version && (
        <p role="status" className="card mb-5 flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2.5">
          <span>{words.old(page.data.version)}</span>
          <Link to="/process/$key" params={{ key }} search={{}} className="text-accent underline underline-offset-2 print:hidden">
            {words.toCurrent}
          </Link>
        </p>
      )}
      <Loading of={page} lines={8}>
        {(found) => <Readable process={found} hash={hash} />}
      </Loading>
    </Page>
  );
}

type Named = Pick<ProcessView, "key" | "name">;

/** Which process to read; of one that is not in force, its versions. */
function Choose({ items, waiting, chosen }: { readonly items: readonly Named[]; readonly waiting: readonly Named[]; readonly chosen: string }) {
  const navigate = useNavigate();
  if (items.length + waiting.length < 2) return null;
  const option = ({ key, name }: Named) => (
    <option key={key} value={key}>
      {name}
    </option>
  );
  const go = (key: string) =>
    waiting.some((one) => one.key === key)
      ? navigate({ to: "/process/$key/versions", params: { key } })
      : navigate({ to: "/process/$key", params: { key }, search: {} });
  return (
    <select aria-label={words.title} className="field w-auto!" value={chosen} onChange={(event) => void go(event.target.value)}>
      {items.map(option)}
      {waiting.length > 0 && <optgroup label={words.waiting}>{waiting.map(option)}</optgroup>}
    </select>
  );
}
