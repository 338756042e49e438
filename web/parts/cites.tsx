/** The sentences of the process behind something: the rule's name, and on request what it says. */
import type { Cited } from "../../src/views/view.ts";
import { t } from "../text/en.ts";

/** `SR-12` that opens to its sentence. */
export function Cites({ cites }: { readonly cites: readonly Cited[] }) {
  if (cites.length === 0) return null;
  return (
    <details className="group ml-1.5 inline-block max-w-full align-baseline font-normal open:block open:ml-0">
      <summary className="-my-1 inline-flex min-h-6 items-center rounded px-1 py-1 text-2xs text-faint hover:text-ink">
        <span className="sr-only">{t.room.timeline.rule}: </span>
        <span className="underline decoration-dotted underline-offset-2">{cites.map((cite) => cite.id).join(", ")}</span>
      </summary>
      <ul className="mt-1 mb-1.5 space-y-1 border-l-2 border-line pl-2.5">
        {cites.map((cite) => (
          <li key={cite.id} className="text-xs text-soft">
            <span className="font-medium text-ink">{cite.id}</span> {cite.says}
            <span className="text-faint"> ({t.process.enforced[cite.enforced] ?? cite.enforced})</span>
          </li>
        ))}
      </ul>
    </details>
  );
}
