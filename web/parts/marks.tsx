/** Small words with a shape: the state of an incident, a drill, any state of a thing. */
import { CircleCheck, CircleDashed, CircleDot, CirclePause, CircleSlash, CircleX, type LucideIcon } from "lucide-react";
import { t } from "../text/en.ts";

const shapes: Readonly<Record<string, LucideIcon>> = {
  reported: CircleDashed,
  active: CircleDot,
  paused: CirclePause,
  resolved: CircleCheck,
  closed: CircleCheck,
  cancelled: CircleX,
  rejected: CircleX,
  duplicate: CircleSlash,
};

/** `Active`, with its shape. */
export function Phase({ of: phase }: { readonly of: string }) {
  const Shape = shapes[phase] ?? CircleDot;
  return (
    <span className="inline-flex items-center gap-1 whitespace-nowrap">
      <Shape size={13} aria-hidden="true" />
      {t.phase[phase] ?? phase}
    </span>
  );
}

/** DRILL, in a pattern of its own. */
export function DrillTag() {
  return (
    <span className="hatched shrink-0 rounded px-1.5 text-2xs leading-4 font-bold tracking-wide uppercase">
      <span className="bg-ink px-0.5">{t.drill.word}</span>
    </span>
  );
}

/** A word in a quiet box. */
export function Tag({ children }: { readonly children: string }) {
  return <span className="rounded border border-line bg-sunken px-1.5 py-px text-2xs whitespace-nowrap text-soft">{children}</span>;
}
