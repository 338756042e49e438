/** A refusal that teaches: the sentence, whose rule it is, what is missing, and what to do instead. */
import { OctagonAlert, WifiOff } from "lucide-react";
import { type ReactNode, useEffect, useRef } from "react";
import type { Problem } from "../api.ts";
import { t } from "../text/en.ts";
import { Button } from "./button.tsx";
import { TextField } from "./field.tsx";

type Told = Pick<Problem, "detail" | "rule"> & Partial<Pick<Problem, "policy" | "unmet" | "override" | "instead" | "retryAfterSeconds">>;

type Props = {
  readonly problem: Told;
  /** Opens the command that would mend it; `title` is its name for people. */
  readonly instead?: { readonly title: string; readonly open: () => void } | undefined;
  /** Where the process allows to insist: the reason typed so far. */
  readonly reason?: { readonly value: string; readonly set: (value: string) => void } | undefined;
  readonly focus?: boolean;
};

/** The refusal itself; takes the focus when it answers something that was just sent. */
export function RefusalNote({ problem, instead, reason, focus = false }: Props) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (focus) box.current?.focus();
  }, [focus]);
  return (
    <div ref={box} tabIndex={-1} role="alert" className="arrive rounded-[10px] border border-ink/70 bg-sunken p-3.5 outline-none">
      <div className="flex gap-2.5">
        <OctagonAlert size={18} className="mt-0.5 shrink-0" aria-hidden="true" />
        <div className="min-w-0 flex-1 space-y-2">
          <p className="font-medium">{problem.detail}</p>
          {problem.unmet && problem.unmet.length > 0 && (
            <div>
              <p className="text-xs text-soft">{t.refusal.unmet}</p>
              <ul className="mt-0.5 list-disc pl-5">
                {problem.unmet.map((one) => (
                  <li key={one}>{one}</li>
                ))}
              </ul>
            </div>
          )}
          <Rules problem={problem} />
          {problem.retryAfterSeconds !== undefined && <p className="text-xs text-soft">{t.refusal.again(problem.retryAfterSeconds)}</p>}
          {instead && (
            <p className="flex flex-wrap items-center gap-2 pt-0.5">
              <span className="text-soft">{t.refusal.instead}</span>
              <Button onClick={instead.open}>{instead.title}</Button>
            </p>
          )}
          {problem.override && reason && (
            <div className="border-t border-line pt-2.5">
              <TextField
                label={`${t.refusal.override} ${t.refusal.reason}`}
                hint={`${t.refusal.overrideHolder(problem.override.role)} It is ${t.refusal.deviation}.`}
                value={reason.value}
                onChange={(event) => reason.set(event.target.value)}
              />
            </div>
          )}
        </div>
      </div>
    </div>
  );
}

function Rules({ problem }: { readonly problem: Told }) {
  if (problem.rule.length === 0 && !problem.policy) return null;
  return (
    <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-xs text-soft">
      {problem.rule.map((rule) => (
        <a key={rule} href={`/process#${rule}`} className="rounded border border-edge/60 bg-surface px-1.5 py-px font-medium text-ink hover:border-edge">
          {rule}
        </a>
      ))}
      {problem.policy && (
        <span>
          {t.refusal.policy}: <code className="font-mono">{problem.policy}</code>
        </span>
      )}
    </p>
  );
}

/** Nothing was sent because nobody could be reached. */
export function NotSent({ children }: { readonly children?: ReactNode }) {
  return (
    <p role="alert" className="flex items-center gap-2 rounded-lg bg-sunken px-3 py-2 text-sm">
      <WifiOff size={16} aria-hidden="true" />
      <span>{children ?? t.away.notSent}</span>
    </p>
  );
}
