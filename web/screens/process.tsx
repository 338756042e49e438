/** The agreed process as a page that people can read and print. */
import { useQuery } from "@tanstack/react-query";
import { useLocation } from "@tanstack/react-router";
import { Circle, CircleCheck, Printer } from "lucide-react";
import { useEffect, useState } from "react";
import type { ProcessView } from "../../src/views/board-shape.ts";
import { Button } from "../parts/button.tsx";
import { Tag } from "../parts/marks.tsx";
import { Severity, severityEdge } from "../parts/severity.tsx";
import { Empty, Loading, Page, Section } from "../parts/states.tsx";
import { processesQuery } from "../queries.ts";
import { t } from "../text/en.ts";

const words = t.process;

/** The page. */
export function Process() {
  const processes = useQuery(processesQuery);
  const [chosen, setChosen] = useState("");
  const items = processes.data?.items ?? [];
  const process = items.find((one) => one.key === chosen) ?? items[0];
  return (
    <Page
      title={process ? process.name : words.title}
      {...(process ? { says: `${words.version(process.version)}. ${process.summary}` } : {})}
      aside={
        <div className="flex gap-2 print:hidden">
          {items.length > 1 && (
            <select aria-label={words.title} className="field w-auto!" value={process?.key} onChange={(event) => setChosen(event.target.value)}>
              {items.map((one) => (
                <option key={one.key} value={one.key}>
                  {one.name}
                </option>
              ))}
            </select>
          )}
          <Button look="quiet" onClick={() => window.print()} className="max-md:hidden">
            <Printer size={15} aria-hidden="true" />
            {t.common.print}
          </Button>
        </div>
      }
    >
      <Loading of={processes} lines={8}>
        {() => (process ? <Readable process={process} /> : <Empty title={words.empty}>{words.emptySays}</Empty>)}
      </Loading>
    </Page>
  );
}

function Readable({ process }: { readonly process: ProcessView }) {
  return (
    <div className="grid items-start gap-x-8 lg:grid-cols-[minmax(0,1fr)_19rem]">
      <div>
        <Section title={words.what} bare>
          <p className="max-w-prose text-lg leading-relaxed">{process.incidentDefinition}</p>
        </Section>
        <Section title={words.severities}>
          <ul className="divide-y divide-line">
            {process.severities.map((level) => (
              <li key={level.rank} id={`severity-${level.rank}`} className={`scroll-mt-6 px-5 py-3.5 ${severityEdge(level)}`}>
                <p className="flex flex-wrap items-center gap-x-3 text-base">
                  <Severity of={level} />
                  {level.motto && <span className="text-soft">“{level.motto}”</span>}
                </p>
                <p className="mt-1">{level.description}</p>
                {level.examples.length > 0 && (
                  <p className="mt-1 text-sm text-soft">
                    {words.examples}: {level.examples.join("; ")}
                  </p>
                )}
                {level.typicalResponse && (
                  <p className="mt-1 text-sm">
                    <span className="text-soft">{words.response}:</span> {level.typicalResponse}
                  </p>
                )}
              </li>
            ))}
          </ul>
        </Section>
        <Section title={words.roles}>
          <dl className="divide-y divide-line">
            {process.roles.map((role) => (
              <div key={role.role} className="grid gap-x-4 px-5 py-2.5 md:grid-cols-[12rem_minmax(0,1fr)]">
                <dt className="font-medium">{role.label}</dt>
                <dd className="text-soft">{role.says}</dd>
              </div>
            ))}
          </dl>
        </Section>
        <Sentences process={process} />
      </div>
      <div className="lg:sticky lg:top-7">
        <Readiness process={process} />
        <Section title={words.origin} bare>
          <p className="text-sm text-soft">
            {/^https?:/.test(process.origin.url) ? (
              <a href={process.origin.url} target="_blank" rel="noreferrer noopener" className="text-ink underline decoration-edge underline-offset-2">
                {process.origin.name}
              </a>
            ) : (
              process.origin.name
            )}
            {process.origin.licence && `, ${process.origin.licence}`}. {process.origin.note}
          </p>
        </Section>
      </div>
    </div>
  );
}

function Readiness({ process }: { readonly process: ProcessView }) {
  if (process.readiness.length === 0) return null;
  return (
    <Section title={words.readiness}>
      <ul className="divide-y divide-line">
        {process.readiness.map((item) => (
          <li key={item.key} className="flex gap-2.5 px-4 py-2.5">
            {item.ready ? (
              <CircleCheck size={16} className="mt-0.5 shrink-0" aria-hidden="true" />
            ) : (
              <Circle size={16} className="mt-0.5 shrink-0 text-faint" aria-hidden="true" />
            )}
            <span>
              <span className={item.ready ? "" : "font-medium"}>{item.title}</span>
              <span className="sr-only"> ({item.ready ? words.ready : words.notReady})</span>
              <span className="block text-xs text-soft">{item.detail}</span>
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** Every sentence, findable; a refusal's rule links to its sentence here. */
function Sentences({ process }: { readonly process: ProcessView }) {
  const [typed, setTyped] = useState("");
  const hash = useLocation({ select: (location) => location.hash });
  const asked = typed.trim().toLowerCase();
  const found = process.sentences.filter((one) => `${one.id} ${one.says}`.toLowerCase().includes(asked));
  useEffect(() => {
    if (hash) document.getElementById(hash)?.scrollIntoView({ block: "center" });
  }, [hash]);
  return (
    <Section
      title={words.sentences}
      aside={
        <input
          type="search"
          aria-label={words.search}
          placeholder={words.search}
          className="field max-w-64 print:hidden"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
      }
    >
      <p className="border-b border-line px-5 py-2 text-sm text-soft">
        {words.sentencesSays} {asked && words.ofThese(found.length, process.sentences.length)}
      </p>
      <ul className="divide-y divide-line">
        {found.map((one) => (
          <li
            key={one.id}
            id={one.id}
            className={`grid grid-cols-[5rem_minmax(0,1fr)_auto] items-baseline gap-x-3 px-5 py-2 ${hash === one.id ? "bg-accent-soft" : ""}`}
          >
            <span className="text-xs font-medium text-soft">{one.id}</span>
            <span>{one.says}</span>
            <Tag>{words.enforced[one.enforced] ?? one.enforced}</Tag>
          </li>
        ))}
      </ul>
    </Section>
  );
}
