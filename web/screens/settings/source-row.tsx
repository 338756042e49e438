/** A source as a row of the settings: its keys, and what came in lately with what became of it. */
import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { note } from "../../parts/announce.tsx";
import { Button } from "../../parts/button.tsx";
import { Tag } from "../../parts/marks.tsx";
import { Loading } from "../../parts/states.tsx";
import { Ago } from "../../parts/time.tsx";
import { listQuery } from "../../queries.ts";
import type { Payload, Source } from "../../shapes.ts";
import { t } from "../../text/en.ts";
import { ListRow } from "./part.tsx";
import { Connect, kindsQuery, type Made } from "./source-key.tsx";
import { Sure } from "./sure.tsx";

const words = t.settings.sources;

/** What can be done to a key: both end the one in use. */
const acts = {
  rotate: { label: words.rotate, sure: words.sureRotate },
  revoke: { label: words.revoke, sure: words.sureRevoke },
} as const;
type Act = keyof typeof acts;

type RowProps = { readonly source: Source; readonly may: boolean; readonly edit: ReactNode };

/** The row; `may`: whether the viewer may change its key. */
export function SourceRow({ source, may, edit }: RowProps) {
  const [asked, setAsked] = useState<Act | null>(null);
  const [made, setMade] = useState<Made | null>(null);
  const kinds = useQuery(kindsQuery);
  const living = source.revokedAt === null;
  const done = (answer: unknown) => {
    setAsked(null);
    if (asked === "revoke") return note(words.gone);
    const howTo = kinds.data?.find(({ name }) => name === source.kind)?.howTo;
    setMade({ kind: source.kind, key: (answer as Made).key, ...(howTo === undefined ? {} : { howTo }) });
  };
  return (
    <ListRow
      title={source.title}
      says={`${source.kind} · ${source.keyPrefix}…`}
      aside={
        living ? (
          may && (
            <Acts title={source.title} asked={asked} ask={setAsked}>
              {edit}
            </Acts>
          )
        ) : (
          <Tag>{words.revoked}</Tag>
        )
      }
    >
      {living && asked && (
        <Sure
          key={asked}
          path={`/sources/${encodeURIComponent(source.id)}/${asked}`}
          says={acts[asked].sure}
          label={acts[asked].label}
          renew={[["list", "/sources"]]}
          done={done}
        />
      )}
      {living && made && (
        <div role="status" className="arrive my-2 rounded-lg border border-line p-3">
          <Connect made={made} />
        </div>
      )}
      <Recent source={source.id} />
    </ListRow>
  );
}

type ActsProps = { readonly title: string; readonly asked: Act | null; readonly ask: (act: Act | null) => void; readonly children: ReactNode };

function Acts({ title, asked, ask, children }: ActsProps) {
  return (
    <span className="flex shrink-0 flex-wrap justify-end">
      {children}
      {(["rotate", "revoke"] as const).map((act) => (
        <Button key={act} look="quiet" aria-expanded={asked === act} onClick={() => ask(asked === act ? null : act)}>
          {asked === act ? t.common.cancel : acts[act].label}
          <span className="sr-only"> {title}</span>
        </Button>
      ))}
    </span>
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
