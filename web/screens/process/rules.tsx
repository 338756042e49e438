/** What a process says rule by rule: side by side where severities differ, and what holds at all of them. */
import { Fragment } from "react";
import { Cites } from "../../parts/cites.tsx";
import { Severity } from "../../parts/severity.tsx";
import { Section } from "../../parts/states.tsx";
import type { ProcessPage } from "../../queries-process.ts";
import { t } from "../../text/en.ts";

const words = t.process;
type Line = ProcessPage["parts"][number]["lines"][number];
type Sentences = ProcessPage["sentences"];

const cited = (ids: readonly string[], sentences: Sentences) => sentences.filter(({ id }) => ids.includes(id));

/** A value and its words; a plain yes is said by its name alone. */
export function Lines({ lines, sentences }: { readonly lines: readonly Line[]; readonly sentences: Sentences }) {
  return (
    <ul className="space-y-0.5 text-sm">
      {lines.map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two lines may say the same
        <li key={index} className="max-w-prose">
          <span className={line.says === "" || line.says === "yes" ? "" : "text-soft"}>{line.label}</span>
          {line.says !== "" && line.says !== "yes" && <span>: {line.says}</span>}
          <Cites cites={cited(line.cites, sentences)} />
        </li>
      ))}
    </ul>
  );
}

/** One row a value, one column a severity. */
export function Compared({ process }: { readonly process: ProcessPage }) {
  const { compared, severities, sentences } = process;
  if (compared.length === 0) return null;
  const isFirst = (index: number) => compared[index - 1]?.key !== compared[index]?.key;
  const isLast = (index: number) => compared[index + 1]?.key !== compared[index]?.key;
  return (
    <Section title={words.compared}>
      <p className="border-b border-line px-5 py-2 text-sm text-soft">{words.comparedSays}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section className="relative overflow-x-auto" aria-label={words.compared} tabIndex={0}>
        <table className="w-full min-w-[34rem] border-collapse text-sm">
          <thead>
            <tr className="border-b border-line">
              <td className="px-5 py-2" />
              {severities.map((level) => (
                <th key={level.rank} scope="col" className="px-3 py-2 text-left font-normal">
                  <Severity of={level} />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {compared.map((row, index) => (
              <Fragment key={`${row.key}/${row.label}`}>
                {isFirst(index) && (
                  <tr className="border-t border-line first:border-t-0">
                    <th scope="rowgroup" colSpan={severities.length + 1} className="px-5 pt-3 pb-0.5 text-left font-medium">
                      {row.title}
                    </th>
                  </tr>
                )}
                <tr className={isLast(index) ? "[&>*]:pb-3" : ""}>
                  <th scope="row" className="w-2/5 px-5 py-1 text-left align-top font-normal text-soft">
                    <span className="flex flex-wrap items-baseline gap-x-2.5 [&>details]:-ml-1 [&>details[open]]:basis-full">
                      {row.label}
                      <Cites cites={cited(row.cites, sentences)} />
                    </span>
                  </th>
                  {row.says.map((says, at) => (
                    <td key={severities[at]?.rank} className="px-3 py-1 align-top">
                      {says || (
                        <span className="text-faint">
                          <span aria-hidden="true">–</span>
                          <span className="sr-only">{words.nothing}</span>
                        </span>
                      )}
                    </td>
                  ))}
                </tr>
              </Fragment>
            ))}
          </tbody>
        </table>
      </section>
    </Section>
  );
}

/** Rule by rule, what does not depend on the severity. */
export function Always({ process }: { readonly process: ProcessPage }) {
  if (process.parts.length === 0) return null;
  return (
    <Section title={words.always}>
      <p className="border-b border-line px-5 py-2 text-sm text-soft">{words.alwaysSays}</p>
      <dl className="divide-y divide-line">
        {process.parts.map((part) => (
          <div key={part.key} id={`rule-${part.key}`} className="grid gap-x-6 gap-y-1 px-5 py-3 md:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]">
            <dt>
              <span className="font-medium">{part.title}</span>
              <span className="block text-xs text-soft">{part.says}</span>
            </dt>
            <dd>
              <Lines lines={part.lines} sentences={process.sentences} />
            </dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}
