/** The versions of a process: which is in force, what changed, and what can be done with each. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { write } from "../../api.ts";
import { Button, buttonLook } from "../../parts/button.tsx";
import { Tag } from "../../parts/marks.tsx";
import { NotSent, RefusalNote } from "../../parts/refusal.tsx";
import { Loading, Page, Section } from "../../parts/states.tsx";
import { useSubmit } from "../../parts/submit.ts";
import { sessionQuery } from "../../queries.ts";
import { diffQuery, type Version, versionsQuery } from "../../queries-process.ts";
import { t } from "../../text/en.ts";
import { exact, longDay } from "../../when.ts";
import { Activate, Fork, Import } from "./dialogs.tsx";
import { Fold } from "./fold.tsx";
import { Places } from "./places.tsx";

const words = t.process;
type Asked = { readonly what: "activate" | "fork"; readonly version: number } | { readonly what: "import" } | null;

/** The screen. */
export function Versions() {
  const { key } = useParams({ from: "/app/process/$key/versions" });
  const versions = useQuery(versionsQuery(key));
  const admin = useQuery(sessionQuery).data?.person.admin ?? false;
  const [asked, setAsked] = useState<Asked>(null);
  const mayChange = versions.data?.mayChange ?? false;
  const close = () => setAsked(null);
  return (
    <Page
      title={versions.data?.name ?? words.title}
      aside={admin ? <Button onClick={() => setAsked({ what: "import" })}>{words.versions.import}</Button> : undefined}
    >
      <Places process={key} at="versions" />
      <Loading of={versions}>
        {({ items }) => (
          <Section title={words.parts.versions}>
            <ul className="divide-y divide-line">
              {items.map((one, index) => (
                <Row key={one.version} of={one} before={items[index + 1]} mayChange={mayChange} mayCopy={admin} ask={setAsked} />
              ))}
            </ul>
          </Section>
        )}
      </Loading>
      {asked?.what === "activate" && <Activate process={key} version={asked.version} close={close} />}
      {asked?.what === "fork" && <Fork process={key} version={asked.version} name={versions.data?.name ?? ""} close={close} />}
      {asked?.what === "import" && <Import close={close} />}
    </Page>
  );
}

/** Since when, or from when. */
function Standing({ of: one }: { readonly of: Version }) {
  const at = one.effectiveFrom ?? one.createdAt;
  const how = one.status === "planned" ? words.from : one.effectiveFrom === null ? words.made : words.since;
  return (
    <span className="text-sm text-soft">
      {one.status !== "retired" && (
        <>
          {how} <time dateTime={at} title={exact(at)}>{`${longDay(at)}`}</time>,{" "}
        </>
      )}
      {one.origin === "shipped" ? words.shipped : words.own}
    </span>
  );
}

/** What whoever looks at it may do: administrators everything, its owner all but copies. */
type Allowed = { readonly mayChange: boolean; readonly mayCopy: boolean };
type RowProps = { readonly of: Version; readonly before: Version | undefined; readonly ask: (asked: Asked) => void } & Allowed;

function Row({ of: one, before, mayChange, mayCopy, ask }: RowProps) {
  return (
    <li className="px-5 py-3.5">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <h3 className="font-medium">{words.version(one.version)}</h3>
        <Tag>{words.status[one.status] ?? one.status}</Tag>
        <Standing of={one} />
      </div>
      <div className="-ml-3 mt-1 flex flex-wrap items-center gap-1">
        <Link to="/process/$key" params={{ key: one.key }} search={{ version: one.version }} className={buttonLook("quiet")}>
          {words.versions.read}
        </Link>
        <a href={`/api/v1/processes/${one.key}/${one.version}`} download={`${one.key}-${one.version}.yaml`} className={buttonLook("quiet")}>
          {words.versions.file}
        </a>
        <Does of={one} ask={ask} mayChange={mayChange} mayCopy={mayCopy} />
      </div>
      {before && (
        <Fold title={words.versions.changes(before.version)}>
          <Changes process={one.key} from={before.version} to={one.version} />
        </Fold>
      )}
    </li>
  );
}

/** What changed, read when somebody opens it. */
function Changes({ process, from, to }: { readonly process: string; readonly from: number; readonly to: number }) {
  const changes = useQuery(diffQuery(process, from, to));
  return (
    <Loading of={changes} lines={2}>
      {(found) => {
        const told = found.filter(({ at }) => at !== "/version");
        return told.length === 0 ? (
          <p className="py-1 text-sm text-soft">{words.versions.same}</p>
        ) : (
          <ul className="max-w-prose list-disc space-y-1 pl-5 text-sm marker:text-faint">
            {told.map(({ at, says }) => (
              <li key={at} className="wrap-anywhere">
                {says}
              </li>
            ))}
          </ul>
        );
      }}
    </Loading>
  );
}

/** What those who keep the process may do with a version. */
function Does({ of: { key, version, status, origin }, ask, mayChange, mayCopy }: Omit<RowProps, "before">) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const form = useSubmit<{ readonly version: number }>();
  const [sure, setSure] = useState(false);
  const path = `/processes/${encodeURIComponent(key)}/${version}`;
  const isOwnDraft = mayChange && status === "draft" && origin === "own";
  const send = async (method: "POST" | "DELETE", below: string) => {
    const done = await form.send((id) => write(method, `${path}${below}`, undefined, id));
    if (done) await client.invalidateQueries({ queryKey: ["process", key] });
    return done;
  };
  const next = async () => {
    const made = await send("POST", "/next");
    if (made) await navigate({ to: "/process/$key/edit/$version", params: { key, version: String(made.version) } });
  };
  const act = (label: string, run: () => void): ReactNode => (
    <Button look="quiet" onClick={run} disabled={form.busy}>
      {label}
    </Button>
  );
  return (
    <>
      {isOwnDraft ? (
        <Link to="/process/$key/edit/$version" params={{ key, version: String(version) }} className={buttonLook("quiet")}>
          {words.versions.edit}
        </Link>
      ) : (
        mayChange && act(words.versions.next, () => void next())
      )}
      {mayChange && status !== "active" && act(words.versions.activate, () => ask({ what: "activate", version }))}
      {mayChange && status === "planned" && act(words.versions.unplan, () => void send("DELETE", "/plan"))}
      {mayCopy && act(words.versions.fork, () => ask({ what: "fork", version }))}
      {isOwnDraft && !sure && act(words.versions.discard, () => setSure(true))}
      {isOwnDraft && sure && (
        <span className="flex basis-full flex-wrap items-center gap-2 pl-3 text-sm">
          {words.versions.discardSays}
          <Button onClick={() => void send("DELETE", "")} disabled={form.busy}>
            {words.versions.discardSure(version)}
          </Button>
          <Button look="quiet" onClick={() => setSure(false)}>
            {t.common.cancel}
          </Button>
        </span>
      )}
      {(form.problem || form.lost) && (
        <div className="basis-full pt-1 pl-3">
          {form.problem && <RefusalNote problem={form.problem} focus />}
          {form.lost && <NotSent />}
        </div>
      )}
    </>
  );
}
