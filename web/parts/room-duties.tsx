/** Duties in the room: mine on top, each with the button that does it; what others owe stands in the work panel. */
import { CircleDot } from "lucide-react";
import type { RoomView } from "../../src/views/room-shape.ts";
import type { DutyView } from "../../src/views/view.ts";
import { t } from "../text/en.ts";
import { Button } from "./button.tsx";
import { Do, type Input, useCommands } from "./commands.tsx";
import { DutyRow } from "./duties.tsx";

/** How many of my duties are shown before the rest is folded away. */
const shown = 2;

/** Commands that need no form when a duty brings their whole input. */
const direct: ReadonlySet<string> = new Set(["answer-page", "tick-step"]);

/** What has a card of its own beside the duties, in a room with a guide. */
const guided: ReadonlySet<string> = new Set(["accept-handover", "stand-down"]);

/** What else discharges a duty by one press, by the command that does it in full: there is nothing new yet (PE-40). */
const brief: Readonly<Record<string, string>> = { "tell-situation": "tell-holding" };

/** The button that discharges a duty, and beside it the short way where there is one. */
function DutyButton({ duty, first = false }: { readonly duty: DutyView; readonly first?: boolean }) {
  const { ability, open, run } = useCommands();
  if (!duty.by) return null;
  const { name } = duty.by;
  const input = (duty.by.input ?? {}) as Input;
  const short = brief[name];
  return (
    <div className="flex flex-wrap justify-end gap-2">
      {short !== undefined && ability(short)?.refused === null && <Do name={short} direct />}
      <Button look={first ? "primary" : "plain"} onClick={() => (direct.has(name) ? void run(name, input) : open(name, input))}>
        {ability(name)?.title ?? t.duty.do}
      </Button>
    </div>
  );
}

/** My open duties, soonest first. */
export function RoomDuties({ room, guide = false }: { readonly room: RoomView; readonly guide?: boolean }) {
  const mine = room.duties.filter((duty) => duty.mine && duty.state === "open" && !(guide && guided.has(duty.by?.name ?? "")));
  if (mine.length === 0) return null;
  const rest = mine.slice(shown);
  return (
    <section
      aria-label={t.duty.mine}
      className={`shrink-0 overflow-hidden rounded-[10px] border border-accent/40 bg-surface shadow-card ${guide ? "" : "mx-4 mb-3 md:order-last md:mx-6"}`}
    >
      <h2 className="flex items-center gap-2 bg-accent-soft px-4 py-1.5 text-xs">
        <CircleDot size={13} aria-hidden="true" />
        {t.duty.mine}
      </h2>
      <ul className="divide-y divide-line">
        {mine.slice(0, shown).map((duty, at) => (
          <DutyRow key={duty.key} duty={duty} action={<DutyButton duty={duty} first={at === 0} />} />
        ))}
      </ul>
      {rest.length > 0 && (
        <details className="border-t border-line">
          <summary className="control flex items-center px-4 text-sm text-soft hover:text-ink">
            {t.common.more} ({rest.length})
          </summary>
          <ul className="divide-y divide-line border-t border-line">
            {rest.map((duty) => (
              <DutyRow key={duty.key} duty={duty} action={<DutyButton duty={duty} />} />
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}
