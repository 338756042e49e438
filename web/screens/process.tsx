/** The agreed process as a page that people can read and print. */
import { useQuery } from "@tanstack/react-query";
import { Link, useLocation, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { Printer } from "lucide-react";
import { useEffect } from "react";
import type { ProcessView } from "../../src/views/board-shape.ts";
import { Button } from "../parts/button.tsx";
import { Empty, Loading, Page } from "../parts/states.tsx";
import { processesQuery } from "../queries.ts";
import { processPageQuery } from "../queries-process.ts";
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
          <Choose items={items} chosen={key} />
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

/** Which process to read. */
function Choose({ items, chosen }: { readonly items: readonly ProcessView[]; readonly chosen: string }) {
  const navigate = useNavigate();
  if (items.length < 2) return null;
  return (
    <select
      aria-label={words.title}
      className="field w-auto!"
      value={chosen}
      onChange={(event) => void navigate({ to: "/process/$key", params: { key: event.target.value }, search: {} })}
    >
      {!items.some(({ key }) => key === chosen) && <option value={chosen}>{chosen}</option>}
      {items.map((one) => (
        <option key={one.key} value={one.key}>
          {one.name}
        </option>
      ))}
    </select>
  );
}
