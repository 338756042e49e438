/** The one thing that has a colour: how severe it is, always with its number and word. */
import { t } from "../text/en.ts";

type Level = { readonly rank: number; readonly name: string };

const fills = ["bg-sev-1", "bg-sev-2", "bg-sev-3", "bg-sev-4", "bg-sev-5"];
const edges = ["before:bg-sev-1", "before:bg-sev-2", "before:bg-sev-3", "before:bg-sev-4", "before:bg-sev-5"];

function at(list: readonly string[], rank: number): string {
  return list[Math.min(Math.max(rank, 1), list.length) - 1] ?? "";
}

/** A coloured square with the rank; `word` adds the pack's name of the level. */
export function Severity({ of: level, word = true, large = false }: { readonly of: Level | null; readonly word?: boolean; readonly large?: boolean }) {
  if (level === null) {
    return (
      <span className="inline-flex items-center gap-1.5 text-soft">
        <span aria-hidden="true" className="inline-grid size-5 shrink-0 place-items-center rounded-[5px] border border-dashed border-edge text-2xs">
          ?
        </span>
        {word ? <span>{t.severity.none}</span> : <span className="sr-only">{t.severity.none}</span>}
      </span>
    );
  }
  const box = large ? "size-7 rounded-[7px] text-base" : "size-5 rounded-[5px] text-xs";
  return (
    <span className="inline-flex items-center gap-1.5 whitespace-nowrap">
      <span aria-hidden="true" className={`inline-grid shrink-0 place-items-center font-bold text-on-sev ${box} ${at(fills, level.rank)}`}>
        {level.rank}
      </span>
      <span className="sr-only">{t.severity.label(level.rank, level.name)}</span>
      {word && (
        <span aria-hidden="true" className="font-medium">
          {level.name}
        </span>
      )}
    </span>
  );
}

/** Class names of a box with a bar in the severity's colour at its left edge. */
export function severityEdge(level: Level | null): string {
  const bar = "relative before:absolute before:inset-y-0 before:left-0 before:w-[3px]";
  return level === null ? "" : `${bar} ${at(edges, level.rank)}`;
}
