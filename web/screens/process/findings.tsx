/** What was found in a text, line by line: what keeps it from being a process, what is advised against, and what it leaves open. */
import { CircleAlert, CircleCheck } from "lucide-react";
import { Skeleton } from "../../parts/states.tsx";
import type { Checked, Remark } from "../../queries-process.ts";
import { t } from "../../text/en.ts";

const words = t.process.edit;
type Props = { readonly checked: Checked | null; readonly goTo: (line: number) => void };

/** The list; a line leads to its place. */
export function Findings({ checked, goTo }: Props) {
  if (checked === null) return <Skeleton lines={2} />;
  const { problems, warnings, open } = checked;
  return (
    <div aria-live="polite" className="card overflow-hidden text-sm">
      <p className="flex items-center gap-2 px-4 py-2.5 font-medium">
        {problems.length === 0 ? <CircleCheck size={16} aria-hidden="true" /> : <CircleAlert size={16} aria-hidden="true" />}
        {problems.length === 0 ? words.fine : words.problems(problems.length)}
      </p>
      <Remarks remarks={problems} goTo={goTo} />
      {warnings.length > 0 && <p className="border-t border-line px-4 py-2 font-medium">{words.warnings}</p>}
      <Remarks remarks={warnings} goTo={goTo} />
      {open.length > 0 && (
        <details className="border-t border-line">
          <summary className="control flex items-center px-4 text-soft hover:text-ink">
            {t.process.open.title}: {open.length}
          </summary>
          <Remarks remarks={open.map((one) => ({ at: String(one.question), line: one.line, detail: `${one.asks} ${one.stands}` }))} goTo={goTo} />
        </details>
      )}
    </div>
  );
}

function Remarks({ remarks, goTo }: { readonly remarks: readonly Remark[]; readonly goTo: (line: number) => void }) {
  if (remarks.length === 0) return null;
  return (
    <ul className="max-h-72 divide-y divide-line overflow-y-auto border-t border-line">
      {remarks.map(({ at, detail, line }) => (
        <li key={at + detail}>
          <button
            type="button"
            disabled={line === null}
            onClick={() => line !== null && goTo(line)}
            className="control block w-full px-4 py-2 text-left hover:bg-hover"
          >
            <span className="text-xs text-soft">{line === null ? words.noLine : words.line(line)}</span>
            <span className="block wrap-anywhere">{detail}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
