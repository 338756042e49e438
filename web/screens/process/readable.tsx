/** One version of a process, to read from top to bottom. */
import { Section } from "../../parts/states.tsx";
import type { ProcessPage } from "../../queries-process.ts";
import { t } from "../../text/en.ts";
import { Agreed } from "./agreed.tsx";
import { Prepared } from "./prepared.tsx";
import { Always, Compared } from "./rules.tsx";
import { Sentences } from "./sentences.tsx";
import { Levels } from "./severities.tsx";

const words = t.process;

/** The page's body. */
export function Readable({ process, hash }: { readonly process: ProcessPage; readonly hash: string }) {
  return (
    <div className="grid items-start gap-x-8 lg:grid-cols-[minmax(0,1fr)_19rem]">
      <div className="min-w-0">
        <Section title={words.what} bare>
          <p className="max-w-prose text-lg leading-relaxed">{process.incidentDefinition}</p>
        </Section>
        <Levels process={process} />
        <Compared process={process} />
        <Section title={words.roles}>
          <dl className="divide-y divide-line">
            {process.roles.map((role) => (
              <div key={role.role} className="grid gap-x-4 gap-y-1 px-5 py-3 md:grid-cols-[12rem_minmax(0,1fr)]">
                <dt>
                  <span className="font-medium">{role.label}</span>
                  <span className="block text-xs text-soft">{role.holders}</span>
                </dt>
                <dd>
                  {role.says}
                  {role.may.length > 0 && (
                    <span className="mt-0.5 block text-sm text-soft">
                      {words.may}: {role.may.map((one) => one.toLowerCase()).join(", ")}
                    </span>
                  )}
                </dd>
              </div>
            ))}
          </dl>
        </Section>
        <Always process={process} />
        <Sentences process={process} hash={hash} />
      </div>
      <div className="min-w-0 lg:sticky lg:top-7">
        <Prepared process={process} />
        <Agreed process={process} />
        <Section title={words.origin} bare>
          <p className="text-sm text-soft">
            {/^https?:/.test(process.origin.url) ? (
              <a href={process.origin.url} target="_blank" rel="noreferrer noopener" className="text-ink underline decoration-edge underline-offset-2">
                {process.origin.name}
              </a>
            ) : (
              process.origin.name
            )}
            {process.origin.licence && `, ${process.origin.licence.replace(/\.$/, "")}`}. {process.origin.note}
          </p>
          {process.departures > 0 && <p className="mt-2 text-sm text-soft">{words.departures(process.departures)}</p>}
        </Section>
      </div>
    </div>
  );
}
