/** The severities of a process: what each means, what happens, and every step of it. */
import { Severity, severityEdge } from "../../parts/severity.tsx";
import { Section } from "../../parts/states.tsx";
import type { ProcessPage } from "../../queries-process.ts";
import { t } from "../../text/en.ts";
import { Fold } from "./fold.tsx";
import { Lines } from "./rules.tsx";

const words = t.process;
type Level = ProcessPage["severities"][number];

/** The list; `#severity-2` leads to the second. */
export function Levels({ process }: { readonly process: ProcessPage }) {
  return (
    <Section title={words.severities}>
      <ul className="divide-y divide-line">
        {process.severities.map((level) => (
          <li key={level.rank} id={`severity-${level.rank}`} className={`scroll-mt-6 px-5 py-4 ${severityEdge(level)}`}>
            <h3 className="flex flex-wrap items-center gap-x-3 text-base">
              <Severity of={level} />
              {level.motto && <span className="font-normal text-soft">“{level.motto}”</span>}
            </h3>
            <p className="mt-1 max-w-prose">{level.description}</p>
            {level.examples.length > 0 && (
              <p className="mt-1.5 max-w-prose text-sm text-soft">
                {words.examples}: {level.examples.join("; ")}
              </p>
            )}
            {level.typicalResponse && (
              <p className="mt-1.5 max-w-prose text-sm">
                <span className="text-soft">{words.response}:</span> {level.typicalResponse}
              </p>
            )}
            <More level={level} process={process} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

function More({ level, process }: { readonly level: Level; readonly process: ProcessPage }) {
  return (
    <div className="mt-1.5">
      {level.steps.length > 0 && (
        <Fold title={words.steps(level.steps.length)}>
          <ol className="list-decimal space-y-2 pl-5 marker:text-faint">
            {level.steps.map((step, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a step is its place in the order
              <li key={index} className="max-w-prose pl-1">
                {step.what}
                <span className="block text-xs text-soft">
                  {step.who} · {step.when}
                </span>
              </li>
            ))}
          </ol>
        </Fold>
      )}
      {level.parts.length > 0 && (
        <Fold title={words.more}>
          <div className="space-y-3">
            {level.parts.map((part) => (
              <div key={part.key}>
                <h4 className="text-sm font-medium">{part.title}</h4>
                <Lines lines={part.lines} sentences={process.sentences} />
              </div>
            ))}
          </div>
        </Fold>
      )}
    </div>
  );
}
