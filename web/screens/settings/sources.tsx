/** Alert sources: how to connect each, and what came in lately with what became of it. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { CopyText } from "../../parts/copy.tsx";
import { SelectField, TextField } from "../../parts/field.tsx";
import { Tag } from "../../parts/marks.tsx";
import { Loading } from "../../parts/states.tsx";
import { Ago } from "../../parts/time.tsx";
import { listQuery } from "../../queries.ts";
import type { Payload, Source } from "../../shapes.ts";
import { t } from "../../text/en.ts";
import { ListPart, ListRow, SmallForm } from "./part.tsx";

const words = t.settings.sources;

type Made = { readonly id?: string; readonly kind?: string; readonly url?: string; readonly key?: string };

/** What to paste where, for each kind. */
function howTo(kind: string, url: string, key: string): string {
  switch (kind) {
    case "alertmanager":
      return `receivers:\n  - name: quarterdeck\n    webhook_configs:\n      - url: ${url}\n        send_resolved: true\n        http_config:\n          authorization:\n            credentials: ${key}`;
    case "pagerduty-events":
      return `curl -X POST ${url} -H 'content-type: application/json' -d '{\n  "routing_key": "${key}",\n  "event_action": "trigger",\n  "payload": { "summary": "Checkout is slow", "severity": "critical", "source": "shop" }\n}'`;
    default:
      return `curl -X POST ${url} -H 'authorization: Bearer ${key}' -H 'content-type: application/json' -d '{\n  "key": "checkout-slow", "title": "Checkout is slow", "state": "firing"\n}'`;
  }
}

function SourceForm({ done }: { readonly done: (answer: unknown) => void }) {
  const [kind, setKind] = useState("alertmanager");
  const [name, setName] = useState("");
  return (
    <SmallForm path="/sources" ready={name.trim() !== ""} body={() => ({ kind, name })} done={(answer) => done({ kind, ...(answer as Made) })}>
      <SelectField label={words.kind} value={kind} onChange={setKind} options={Object.entries(words.kinds).map(([value, label]) => ({ value, label }))} />
      <TextField label={words.name} required maxLength={120} value={name} onChange={(event) => setName(event.target.value)} />
    </SmallForm>
  );
}

function Connect({ made }: { readonly made: Made }) {
  const url = made.url ?? "";
  return (
    <div className="space-y-3">
      <div>
        <p className="mb-1 text-sm font-medium">{words.key}</p>
        <CopyText text={made.key ?? ""} />
        <p className="mt-1 text-xs text-soft">{words.keyHint}</p>
      </div>
      <div>
        <p className="mb-1 text-sm font-medium">{words.address}</p>
        <CopyText text={url} />
      </div>
      <div>
        <p className="mb-1 text-sm font-medium">{words.how}</p>
        <CopyText block text={howTo(made.kind ?? "generic", url, made.key ?? "")} />
      </div>
    </div>
  );
}

/** The part. */
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
          title={source.name}
          says={words.kinds[source.kind] ?? source.kind}
          aside={source.lastAt ? <Ago at={source.lastAt} /> : undefined}
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
  const recent = useQuery({ ...listQuery<Payload>(`/sources/${encodeURIComponent(source)}/recent`), enabled: open });
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="-mx-1 inline-flex min-h-8 items-center rounded px-1 text-sm text-soft underline decoration-edge underline-offset-2 hover:text-ink">
        {words.recent}
      </summary>
      {open && (
        <Loading of={recent}>
          {(data) =>
            data.items.length === 0 ? (
              <p className="py-1 text-sm text-soft">{words.noRecent}</p>
            ) : (
              <ul className="mt-1 divide-y divide-line rounded-lg bg-sunken">
                {data.items.map((one) => (
                  <li key={one.id} className="px-3 py-2">
                    <p className="flex flex-wrap items-center gap-2 text-xs text-soft">
                      <Ago at={one.at} /> <Tag>{one.outcome}</Tag>
                    </p>
                    {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keys */}
                    <pre tabIndex={0} className="mt-1 max-h-40 overflow-auto font-mono text-xs">
                      {typeof one.body === "string" ? one.body : JSON.stringify(one.body, null, 2)}
                    </pre>
                  </li>
                ))}
              </ul>
            )
          }
        </Loading>
      )}
    </details>
  );
}
