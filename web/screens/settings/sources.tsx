/** Alert sources: how to connect each, and what came in lately with what became of it. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { get } from "../../api.ts";
import { CopyText } from "../../parts/copy.tsx";
import { SelectField, TextField } from "../../parts/field.tsx";
import { Tag } from "../../parts/marks.tsx";
import { Loading } from "../../parts/states.tsx";
import { Ago } from "../../parts/time.tsx";
import { listQuery } from "../../queries.ts";
import type { Payload, Source, SourceKind } from "../../shapes.ts";
import { t } from "../../text/en.ts";
import { ListPart, ListRow, SmallForm } from "./part.tsx";

const words = t.settings.sources;

type Made = { readonly kind: string; readonly key: string; readonly howTo?: string };

/** The server's own instructions with this source's address and key put in: prose, and blocks to copy. */
function HowTo({ text, url, made }: { readonly text: string; readonly url: string; readonly made: Made }) {
  const filled = text.replaceAll("{url}", url).replaceAll("{key}", made.key);
  return (
    <div className="space-y-2">
      {filled.split(/```\w*\n?/).map((part, at) => {
        const says = part.trim();
        if (says === "") return null;
        return at % 2 === 1 ? (
          <CopyText key={says} block text={says} />
        ) : (
          <p key={says} className="text-sm whitespace-pre-wrap text-soft">
            {says.replaceAll("`", "")}
          </p>
        );
      })}
    </div>
  );
}

/** Kinds come with the list: the server knows which sources it can read. */
const kindsQuery = {
  queryKey: ["list", "/sources", "kinds"],
  queryFn: async () => (await get<{ kinds: readonly SourceKind[] }>("/sources")).kinds,
};

function SourceForm({ done }: { readonly done: (answer: unknown) => void }) {
  const kinds = useQuery(kindsQuery);
  const [chosen, setChosen] = useState("");
  const [title, setTitle] = useState("");
  const kind = kinds.data?.find((one) => one.name === chosen) ?? kinds.data?.[0];
  return (
    <SmallForm
      path="/sources"
      ready={title.trim() !== "" && kind !== undefined}
      body={() => ({ kind: kind?.name, title })}
      done={(answer) => done({ ...(answer as Made), kind: kind?.name, howTo: kind?.howTo })}
    >
      <SelectField
        label={words.kind}
        value={kind?.name ?? ""}
        onChange={setChosen}
        options={(kinds.data ?? []).map((one) => ({ value: one.name, label: one.title }))}
      />
      <TextField label={words.name} required maxLength={100} value={title} onChange={(event) => setTitle(event.target.value)} />
    </SmallForm>
  );
}

function Connect({ made }: { readonly made: Made }) {
  const url = `${location.origin}/api/v1/alerts/${made.kind}`;
  return (
    <div className="space-y-3">
      <div>
        <p className="mb-1 text-sm font-medium">{words.key}</p>
        <CopyText text={made.key} />
        <p className="mt-1 text-xs text-soft">{words.keyHint}</p>
      </div>
      <div>
        <p className="mb-1 text-sm font-medium">{words.address}</p>
        <CopyText text={url} />
      </div>
      <div>
        <p className="mb-1 text-sm font-medium">{words.how}</p>
        {made.howTo && <HowTo text={made.howTo} url={url} made={made} />}
      </div>
    </div>
  );
}

/** The part; only administrators may read it. */
export function Sources({ admin }: { readonly admin: boolean }) {
  return (
    <ListPart<Source>
      title={t.settings.sections.sources ?? ""}
      says={words.says}
      path="/sources"
      none={words.none}
      noneSays={words.noneSays}
      row={(source) => (
        <ListRow
          key={source.id}
          title={source.title}
          says={`${source.kind} · ${source.keyPrefix}…`}
          aside={source.revokedAt ? <Tag>{words.revoked}</Tag> : undefined}
        >
          <Recent source={source.id} />
        </ListRow>
      )}
      form={admin ? (done) => <SourceForm done={done} /> : undefined}
      after={(answer) => <Connect made={answer as Made} />}
    />
  );
}

function Recent({ source }: { readonly source: string }) {
  const [open, setOpen] = useState(false);
  const recent = useQuery({ ...listQuery<Payload>(`/sources/${encodeURIComponent(source)}/recent`, "payloads"), enabled: open });
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="-mx-1 inline-flex min-h-8 items-center rounded px-1 text-sm text-soft underline decoration-edge underline-offset-2 hover:text-ink">
        {words.recent}
      </summary>
      {open && (
        <Loading of={recent}>
          {(data) =>
            data.length === 0 ? (
              <p className="py-1 text-sm text-soft">{words.noRecent}</p>
            ) : (
              <ul className="mt-1 divide-y divide-line rounded-lg bg-sunken">
                {data.map((one) => (
                  <Came key={one.id} payload={one} />
                ))}
              </ul>
            )
          }
        </Loading>
      )}
    </details>
  );
}

/** A payload, and what became of it. */
function Came({ payload }: { readonly payload: Payload }) {
  return (
    <li className="px-3 py-2">
      <p className="flex flex-wrap items-center gap-2 text-xs text-soft">
        <Ago at={payload.at} />
        {payload.problem && <strong className="font-semibold text-ink">{payload.problem}</strong>}
        {payload.became.map((one) => (
          <Tag key={`${one.incident} ${one.reason}`}>{one.reason}</Tag>
        ))}
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keys */}
      <pre tabIndex={0} className="mt-1 max-h-40 overflow-auto font-mono text-xs">
        {payload.payload}
      </pre>
    </li>
  );
}
