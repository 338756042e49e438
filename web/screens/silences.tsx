/** Silences and maintenance windows: what is silenced now, what is planned, what is over, and ending one early. */
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { Plus } from "lucide-react";
import { useState } from "react";
import { get, query } from "../api.ts";
import { useNow } from "../clock.ts";
import { note } from "../parts/announce.tsx";
import { Button } from "../parts/button.tsx";
import { Tag } from "../parts/marks.tsx";
import { Empty, Loading, Page } from "../parts/states.tsx";
import { At } from "../parts/time.tsx";
import { t } from "../text/en.ts";
import { clockOrDay } from "../when.ts";
import { useSmall } from "./settings/small.ts";
import { SilenceForm } from "./silences/form.tsx";
import { type Silence, states, useSourceNames } from "./silences/shapes.ts";

const words = t.reach.silences;

/** The page at `/silences`. */
export function Silences() {
  const { state = "active" } = useSearch({ from: "/app/silences" });
  const navigate = useNavigate();
  const [adding, setAdding] = useState(false);
  const silences = useQuery({
    queryKey: ["silences", state],
    queryFn: async () => (await get<{ silences: readonly Silence[] }>(`/silences${query({ state })}`)).silences,
  });
  const add = (
    <Button look={adding ? "plain" : "primary"} aria-expanded={adding} onClick={() => setAdding(!adding)}>
      {!adding && <Plus size={15} aria-hidden="true" />}
      {adding ? t.common.cancel : words.add}
    </Button>
  );
  const done = () => {
    setAdding(false);
    note(words.made);
  };
  return (
    <Page title={words.title} says={words.says} aside={add}>
      <div className="max-w-3xl">
        {adding && (
          <div className="arrive card mb-4">
            <SilenceForm done={done} />
          </div>
        )}
        <fieldset aria-label={words.title} className="mb-3 flex gap-1">
          {states.map((one) => (
            <Button
              key={one}
              look="quiet"
              aria-pressed={one === state}
              className="aria-pressed:bg-sunken aria-pressed:font-semibold aria-pressed:text-ink"
              onClick={() => void navigate({ to: "/silences", search: one === "active" ? {} : { state: one }, replace: true })}
            >
              {words.state[one]}
            </Button>
          ))}
        </fieldset>
        <div className="card overflow-hidden">
          <Loading of={silences}>
            {(data) =>
              data.length === 0 ? (
                <Empty title={words.none[state] ?? ""}>{words.noneSays}</Empty>
              ) : (
                <ul className="divide-y divide-line">
                  {data.map((one) => (
                    <Row key={one.id} silence={one} />
                  ))}
                </ul>
              )
            }
          </Loading>
        </div>
      </div>
    </Page>
  );
}

function Row({ silence }: { readonly silence: Silence }) {
  const small = useSmall(["silences"]);
  const now = useNow();
  const sources = useSourceNames();
  const what = silence.source === null ? words.every : (sources[silence.source] ?? words.source);
  return (
    <li className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2 px-4 py-3">
      <div className="min-w-0 flex-[1_1_16rem]">
        <p className="font-medium">{silence.reason}</p>
        <p className="text-sm text-soft">
          {what} <span data-figures>{words.span(clockOrDay(silence.from, now), clockOrDay(silence.until, now))}</span> {words.by(silence.author.name)}
          {silence.endedAt && (
            <>
              {", "}
              {words.endedAt("")}
              <At at={silence.endedAt} />
            </>
          )}
        </p>
        <p className="mt-1 flex flex-wrap gap-1.5">
          {silence.matchers.map((one) => (
            <Tag key={`${one.label} ${one.is} ${one.value}`}>{`${one.label} ${words.how[one.is] ?? one.is} ${one.value}`}</Tag>
          ))}
          {silence.silenced > 0 && <Tag>{words.counted(silence.silenced)}</Tag>}
          {silence.waiting > 0 && <Tag>{words.waiting(silence.waiting)}</Tag>}
        </p>
      </div>
      {silence.state !== "over" && (
        <Button onClick={() => void small("DELETE", `/silences/${silence.id}?version=${silence.version}`, undefined, words.ended)}>
          {words.end}
          <span className="sr-only"> {silence.reason}</span>
        </Button>
      )}
    </li>
  );
}
