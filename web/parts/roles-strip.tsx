/** Who holds what: a seat for each role, the open ones inviting somebody to sit down. */
import type { RoleView, RoomView } from "../../src/views/room-shape.ts";
import { useNow } from "../clock.ts";
import { t } from "../text/en.ts";
import { span } from "../when.ts";
import { Button } from "./button.tsx";
import { useCommands } from "./commands.tsx";

/** When a command shift should be handed over, and when it ends: the quiet ring fills towards it. Hours. */
const shiftHours = 8;

/** The strip; scrolls sideways on the phone. */
export function RolesStrip({ room }: { readonly room: RoomView }) {
  const seats = room.roles.filter((role) => role.holders.length > 0 || role.openSeat);
  if (seats.length === 0) return null;
  return (
    <section aria-label={t.room.roles.title} className="md:border-t md:border-line">
      <ul
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keys
        tabIndex={0}
        aria-label={t.room.roles.title}
        className="relative flex gap-2 overflow-x-auto px-4 py-2.5 -outline-offset-2 [scrollbar-width:none] md:px-6"
      >
        {seats.map((role) =>
          role.holders.length > 0 ? <Seat key={role.role} role={role} me={room.me.person} /> : <OpenSeat key={role.role} role={role} me={room.me.person} />,
        )}
      </ul>
    </section>
  );
}

function Seat({ role, me }: { readonly role: RoleView; readonly me: string }) {
  const now = useNow();
  const first = role.holders[0];
  if (!first) return null;
  const ms = now - Date.parse(first.since);
  const names = role.holders.map((holder) => (holder.person.id === me ? `${holder.person.name} (${t.room.roles.you})` : holder.person.name));
  return (
    <li className="flex shrink-0 items-center gap-2.5 rounded-[10px] border border-line bg-surface px-3 py-1.5" title={role.says}>
      {role.kind === "commander" && <Ring share={ms / (shiftHours * 3_600_000)} label={t.room.roles.shift(span(ms))} />}
      <div className="leading-tight">
        <p className="text-xs text-soft">
          {role.label}
          <span className="ml-1.5 text-faint">{span(ms)}</span>
        </p>
        <p className="text-sm font-medium">{names.join(", ")}</p>
      </div>
    </li>
  );
}

function OpenSeat({ role, me }: { readonly role: RoleView; readonly me: string }) {
  const { ability, open } = useCommands();
  return (
    <li className="flex shrink-0 items-center gap-3 rounded-[10px] border border-dashed border-edge px-3 py-1.5" title={role.says}>
      <div className="leading-tight">
        <p className="text-xs text-soft">{role.label}</p>
        <p className="text-sm font-medium">{t.room.roles.open}</p>
      </div>
      {ability("assign-role") && (
        <Button look="quiet" className="-mr-1.5 underline underline-offset-2" onClick={() => open("assign-role", { role: role.role, person: me })}>
          {t.room.roles.take}
          <span className="sr-only">{role.label}</span>
        </Button>
      )}
    </li>
  );
}

/** How much of a shift is behind somebody. */
function Ring({ share, label }: { readonly share: number; readonly label: string }) {
  const around = 2 * Math.PI * 9;
  return (
    <svg viewBox="0 0 24 24" className="size-6 -rotate-90" role="img" aria-label={label}>
      <circle cx="12" cy="12" r="9" fill="none" stroke="var(--line)" strokeWidth="3" />
      <circle
        cx="12"
        cy="12"
        r="9"
        fill="none"
        stroke="var(--ink-soft)"
        strokeWidth="3"
        strokeLinecap="round"
        strokeDasharray={`${Math.min(1, Math.max(0.02, share)) * around} ${around}`}
      />
    </svg>
  );
}
