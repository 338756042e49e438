/** The room: one incident while it is run. Duties first, one timeline, everything else beside it. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useLocation, useNavigate, useParams } from "@tanstack/react-router";
import { useEffect, useMemo, useRef, useState } from "react";
import type { RoomView } from "../../src/views/room-shape.ts";
import { CommandRoom } from "../parts/command-room.tsx";
import { useCommands } from "../parts/commands.tsx";
import { Composer } from "../parts/composer.tsx";
import { useDutyNews } from "../parts/duties.tsx";
import { useOffer } from "../parts/palette-state.ts";
import { Outward } from "../parts/panel-outward.tsx";
import { People } from "../parts/panel-people.tsx";
import { RecordPanel } from "../parts/panel-record.tsx";
import { Work } from "../parts/panel-work.tsx";
import { RolesStrip } from "../parts/roles-strip.tsx";
import { RoomDuties } from "../parts/room-duties.tsx";
import { RoomHeader } from "../parts/room-header.tsx";
import { Failed, Loading, PageTitle, Skeleton } from "../parts/states.tsx";
import { Timeline } from "../parts/timeline.tsx";
import { roomQuery, timelineQuery } from "../queries.ts";
import { t } from "../text/en.ts";

/** The page at `/incidents/{number}`. */
export function Room() {
  const { number } = useParams({ from: "/app/incidents/$number" });
  const room = useQuery(roomQuery(useQueryClient(), number));
  if (room.data === undefined && !room.error) return <Waiting />;
  if (room.data === undefined) {
    return (
      <div className="mx-auto max-w-2xl p-4 md:p-8">
        <PageTitle quiet>{t.common.notFound}</PageTitle>
        <Failed error={room.error} retry={() => void room.refetch()} />
      </div>
    );
  }
  return (
    <Loading of={room}>
      {(data) => (
        <CommandRoom room={data} number={number}>
          <Inside room={data} number={number} />
        </CommandRoom>
      )}
    </Loading>
  );
}

function Waiting() {
  return (
    <div className="p-4 md:p-6">
      <PageTitle quiet>{t.room.loading}</PageTitle>
      <div className="skeleton mb-3 h-7 w-80 max-w-full" />
      <div className="skeleton mb-6 h-14 w-full" />
      <Skeleton lines={8} />
    </div>
  );
}

const panels = ["timeline", "work", "people", "outward", "record"] as const;
type Panel = (typeof panels)[number];

function Inside({ room, number }: { readonly room: RoomView; readonly number: string }) {
  const timeline = useQuery(timelineQuery(useQueryClient(), number));
  const [panel, setPanel] = useState<Panel>("timeline");
  useDutyNews(room.duties);
  useFollowHash(room);
  useOfferAbilities(room);
  return (
    <div className="flex h-full flex-col overflow-hidden">
      <div className="flex shrink-0 flex-col max-md:max-h-[50dvh] relative max-md:overflow-y-auto">
        <div className="md:order-first">
          <RoomHeader room={room} />
        </div>
        <RoomDuties room={room} />
        <RolesStrip room={room} />
      </div>
      <Tabs value={panel} onChange={setPanel} />
      <div className="flex min-h-0 flex-1 flex-col lg:grid lg:grid-cols-[minmax(0,1fr)_23rem] lg:grid-rows-[minmax(0,1fr)]">
        <div className={`min-h-0 flex-1 flex-col lg:flex lg:border-r lg:border-line ${panel === "timeline" ? "flex" : "hidden"}`}>
          <Loading of={timeline} lines={8}>
            {(entries) => <Timeline entries={entries} />}
          </Loading>
          <Composer room={room} number={number} />
        </div>
        <Side room={room} panel={panel} setPanel={setPanel} />
      </div>
    </div>
  );
}

/** The tabs of a narrow screen, where the timeline is one of them. */
function Tabs({ value, onChange }: { readonly value: Panel; readonly onChange: (panel: Panel) => void }) {
  return (
    <fieldset
      aria-label={t.room.panels.title}
      className="relative flex min-w-0 shrink-0 overflow-x-auto border-y border-line px-2 [scrollbar-width:none] lg:hidden"
    >
      {panels.map((panel) => (
        <TabButton key={panel} panel={panel} value={value} onChange={onChange} />
      ))}
    </fieldset>
  );
}

function TabButton({ panel, value, onChange }: { readonly panel: Panel; readonly value: Panel; readonly onChange: (panel: Panel) => void }) {
  return (
    <button
      type="button"
      aria-pressed={value === panel}
      onClick={() => onChange(panel)}
      className="control -mb-px flex-1 border-b-2 border-transparent px-2 text-sm whitespace-nowrap text-soft -outline-offset-2 hover:text-ink aria-pressed:border-accent aria-pressed:font-semibold aria-pressed:text-ink"
    >
      {t.room.panels[panel]}
    </button>
  );
}

function Side({ room, panel, setPanel }: { readonly room: RoomView; readonly panel: Panel; readonly setPanel: (panel: Panel) => void }) {
  const shown = panel === "timeline" ? "work" : panel;
  return (
    <aside aria-label={t.room.panels.title} className={`min-h-0 flex-1 flex-col lg:flex ${panel === "timeline" ? "hidden" : "flex"}`}>
      <fieldset aria-label={t.room.panels.title} className="hidden min-w-0 shrink-0 border-b border-line px-2 lg:flex">
        {panels.slice(1).map((one) => (
          <TabButton key={one} panel={one} value={shown} onChange={setPanel} />
        ))}
      </fieldset>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keys */}
      <section tabIndex={0} aria-label={t.room.panels[shown]} className="min-h-0 flex-1 relative overflow-y-auto px-4 py-4 -outline-offset-2">
        {shown === "work" && <Work room={room} />}
        {shown === "people" && <People room={room} />}
        {shown === "outward" && <Outward room={room} />}
        {shown === "record" && <RecordPanel room={room} />}
      </section>
    </aside>
  );
}

/** `#do=resolve&duty=…` opens that form: how the bridge, a mail or a page leads straight to what is due. */
function useFollowHash(room: RoomView) {
  const { open } = useCommands();
  const navigate = useNavigate();
  const hash = useLocation({ select: (location) => location.hash });
  const followed = useRef("");
  useEffect(() => {
    const parts = new URLSearchParams(hash);
    const name = parts.get("do");
    if (name === null || followed.current === hash) return;
    followed.current = hash;
    const duty = room.duties.find((one) => one.key === parts.get("duty"));
    open(name, (duty?.by?.input ?? {}) as Readonly<Record<string, unknown>>);
    void navigate({ to: ".", hash: "", replace: true });
  }, [hash, room, open, navigate]);
}

/** Everything the viewer may do here stands in the palette, under the same names. */
function useOfferAbilities(room: RoomView) {
  const { open } = useCommands();
  const doable = useMemo(
    () =>
      room.abilities.map((ability) => ({
        key: ability.name,
        title: ability.title,
        says: ability.refused?.detail ?? ability.says,
        run: () => open(ability.name),
      })),
    [room.abilities, open],
  );
  useOffer(doable);
}
