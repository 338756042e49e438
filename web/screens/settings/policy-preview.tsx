/** What a policy would do, asked of the server while it is edited: for this alert at this time these people, these channels, these minutes. */
import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { write } from "../../api.ts";
import { SelectField, TextField } from "../../parts/field.tsx";
import { At } from "../../parts/time.tsx";
import { processesQuery } from "../../queries.ts";
import type { Area } from "../../shapes.ts";
import { t } from "../../text/en.ts";
import { list } from "../../when.ts";
import { channelName } from "./add-method.tsx";
import type { Definition } from "./policy.ts";
import { isWhole } from "./policy.ts";
import { Warnings } from "./warnings.tsx";

const words = t.escalation.preview;

type Named = { readonly id: string; readonly name: string };
type Called = Named & {
  readonly heldUntil: string | null;
  readonly why: string | null;
  readonly ways: readonly { readonly channel: string; readonly minutes: number | null }[];
};
type Shown = {
  readonly round: number;
  readonly step: number;
  readonly minutes: number | null;
  readonly skipped: string | null;
  readonly endpoints: readonly Named[];
  readonly people: readonly Called[];
};
type Preview = {
  readonly steps: readonly Shown[];
  readonly lastResort: { readonly minutes: number; readonly why: string; readonly people: readonly Named[] } | null;
  readonly warnings: readonly { readonly pointer: string; readonly detail: string }[];
};

/** How long the editor rests before it is asked about, in milliseconds. */
const rest = 350;

function usePreview(question: object | null) {
  const [still, setStill] = useState<string | null>(null);
  const text = question === null ? null : JSON.stringify(question);
  useEffect(() => {
    const timer = setTimeout(() => setStill(text), rest);
    return () => clearTimeout(timer);
  }, [text]);
  return useQuery({
    queryKey: ["escalation-preview", still],
    enabled: still !== null,
    retry: false,
    gcTime: 10_000,
    placeholderData: (before: Preview | string | undefined) => before,
    // A refusal is its sentence: half a policy cannot be laid out.
    queryFn: async (): Promise<Preview | string> => {
      const answer = await write<Preview>("POST", "/escalations/preview", JSON.parse(still ?? "{}"));
      return answer.ok ? answer.value : answer.problem.detail;
    },
  });
}

type Props = { readonly definition: Definition; readonly areas: readonly Area[]; readonly severities: readonly number[] };

/** The panel beside the editor. */
export function PolicyPreview({ definition: { title: _title, ...definition }, areas, severities }: Props) {
  const processes = useQuery(processesQuery);
  const [severity, setSeverity] = useState("1");
  const [area, setArea] = useState("");
  const [at, setAt] = useState("");
  const names = processes.data?.items[0]?.severities ?? [];
  const about = {
    ...(severity === "" ? {} : { severity: Number(severity) }),
    ...(area === "" ? {} : { area }),
    ...(at === "" ? {} : { at: new Date(at).toISOString() }),
  };
  const seen = usePreview(isWhole(definition) ? { ...definition, ...about } : null);
  return (
    <section aria-label={words.title} className="space-y-3 rounded-[10px] bg-sunken p-3.5 lg:sticky lg:top-4">
      <div>
        <h3 className="text-sm">{words.title}</h3>
        <p className="text-xs text-soft">{words.says}</p>
      </div>
      <SelectField
        label={words.severity}
        value={severity}
        onChange={setSeverity}
        blank={words.unjudged}
        options={severities.map((rank) => ({ value: String(rank), label: [rank, names.find((one) => one.rank === rank)?.name].filter(Boolean).join(", ") }))}
      />
      <SelectField
        label={words.area}
        value={area}
        onChange={setArea}
        blank={words.noArea}
        options={areas.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <TextField label={words.at} type="datetime-local" hint={words.now} value={at} onChange={(event) => setAt(event.target.value)} />
      <div aria-live="polite" aria-busy={seen.isFetching}>
        {!isWhole(definition) ? (
          <p className="text-sm text-soft">{words.waiting}</p>
        ) : seen.isError ? (
          <p className="text-sm">{words.failed}</p>
        ) : typeof seen.data === "string" ? (
          <p className="text-sm font-medium">{seen.data}</p>
        ) : (
          seen.data && <Plan preview={seen.data} />
        )}
      </div>
    </section>
  );
}

const whenText = (minutes: number) => (minutes === 0 ? words.start : words.minutes(minutes));

function Plan({ preview: { steps, lastResort, warnings } }: { readonly preview: Preview }) {
  const rounds = new Set(steps.map((one) => one.round)).size;
  return (
    <div className="space-y-3">
      <ol className="space-y-2.5">
        {steps.map((step) => (
          <li key={`${step.round} ${step.step}`} className="border-l-2 border-edge pl-2.5 text-sm">
            <p data-figures className="font-medium">
              {step.minutes === null ? words.skipped : whenText(step.minutes)}
              <span className="font-normal text-soft">
                {" · "}
                {t.escalation.step(step.step + 1)}
                {rounds > 1 && `, ${words.round(step.round + 1)}`}
              </span>
            </p>
            {step.skipped && <p className="text-soft">{step.skipped}</p>}
            <ul>
              {step.people.map((one) => (
                <Person key={one.id} person={one} />
              ))}
              {step.endpoints.map((one) => (
                <li key={one.id}>{one.name}</li>
              ))}
            </ul>
          </li>
        ))}
        <li className="border-l-2 border-edge pl-2.5 text-sm">
          {lastResort ? (
            <>
              <p data-figures className="font-medium">
                {whenText(lastResort.minutes)}
                <span className="font-normal text-soft"> · {words.lastResort}</span>
              </p>
              <p>{list(lastResort.people.map(({ name }) => name))}</p>
              <p className="text-xs text-soft">{lastResort.why}</p>
            </>
          ) : (
            <p className="font-medium">{words.nobody}</p>
          )}
        </li>
      </ol>
      <Warnings of={warnings.map(({ detail }) => detail)} />
    </div>
  );
}

const wayText = ({ channel, minutes }: Called["ways"][number]) =>
  minutes === null ? words.wayNext(channelName(channel)) : words.way(channelName(channel), minutes);

function Person({ person }: { readonly person: Called }) {
  return (
    <li>
      {person.name}
      <span className="text-soft">: {person.ways.length === 0 ? words.noWay : person.ways.map(wayText).join(", ")}</span>
      {person.heldUntil && (
        <span className="block text-xs">
          {words.held("")}
          <At at={person.heldUntil} />
          {person.why && `. ${person.why}`}
        </span>
      )}
    </li>
  );
}
