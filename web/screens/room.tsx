/** The room: one incident while it is run. Duties first, one timeline, everything else beside it. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useLocation, useNavigate, useParams } from "@tanstack/react-router";
import { Suspense, useEffect, useMemo, useRef, useState } from "react";
import type { RoomView } from "../../src/views/room-shape.ts";
import { CommandRoom } from "../parts/command-room.tsx";
import { useCommands } from "../parts/commands.tsx";
import { Composer } from "../parts/composer.tsx";
import { ContactStrip } from "../parts/contact-strip.tsx";
import { useDutyNews } from "../parts/duties.tsx";
import { useOffer } from "../parts/palette-state.ts";
import { RolesStrip } from "../parts/roles-strip.tsx";
import { RoomDuties } from "../parts/room-duties.tsx";
import { isGuided, RoomGuide } from "../parts/room-guide.tsx";
import { RoomHeader } from "../parts/room-header.tsx";
import { panelsOf, type RoomPanel } from "../parts/room-panels.tsx";
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

/** The timeline is one of the tabs on a narrow screen. */
type Tab = { readonly key: string; readonly title: string };
const timelineTab: Tab = { key: "timeline", title: t.room.panels.timeline };

/** So many panels every room has; where there are more, they get more room. */
const usual = 4;

function Inside({ room, number }: { readonly room: RoomView; readonly number: string }) {
  const timeline = useQuery(timelineQuery(useQueryClient(), number));
  const panels = useMemo(() => panelsOf(room), [room]);
  const [chosen, setPanel] = useState(timelineTab.key);
  const panel = panels.some(({ key }) => key === chosen) ? chosen : timelineTab.key;
  useDutyNews(room.duties);
  useFollowHash(room);
  useOfferAbilities(room);
  return (
    <div className="flex h-full flex-col overflow-hidden">
      <div className={`flex shrink-0 flex-col relative max-md:overflow-y-auto ${isGuided(room) ? "max-md:max-h-[58dvh]" : "max-md:max-h-[50dvh]"}`}>
        <div className="md:order-first">
          <RoomHeader room={room} />
          {room.incident.contactSummary && <ContactStrip of={room.incident.contactSummary} />}
        </div>
        {isGuided(room) ? <RoomGuide room={room} /> : <RoomDuties room={room} />}
        <RolesStrip room={room} />
      </div>
      <Tabs panels={panels} value={panel} onChange={setPanel} />
      <div
        className={`flex min-h-0 flex-1 flex-col lg:grid lg:grid-rows-[minmax(0,1fr)] ${panels.length > usual ? "lg:grid-cols-[minmax(0,1fr)_26rem]" : "lg:grid-cols-[minmax(0,1fr)_23rem]"}`}
      >
        <div className={`min-h-0 flex-1 flex-col lg:flex lg:border-r lg:border-line ${panel === "timeline" ? "flex" : "hidden"}`}>
          <Loading of={timeline} lines={8}>
            {(entries) => <Timeline entries={entries} />}
          </Loading>
          <Composer room={room} number={number} />
        </div>
        <Side room={room} panels={panels} panel={panel} setPanel={setPanel} />
      </div>
    </div>
  );
}

type Choosing = { readonly panels: readonly RoomPanel[]; readonly value: string; readonly onChange: (panel: string) => void };

/** The tabs of a narrow screen, where the timeline is one of them. */
function Tabs({ panels, value, onChange }: Choosing) {
  return (
    <fieldset
      aria-label={t.room.panels.title}
      className={`relative flex min-w-0 shrink-0 overflow-x-auto border-y border-line px-2 [scrollbar-width:none] lg:hidden ${panels.length > usual ? "*:flex-auto *:shrink-0" : ""}`}
    >
      {[timelineTab, ...panels].map((tab) => (
        <TabButton key={tab.key} tab={tab} value={value} onChange={onChange} />
      ))}
    </fieldset>
  );
}

function TabButton({ tab, value, onChange }: { readonly tab: Tab; readonly value: string; readonly onChange: (panel: string) => void }) {
  return (
    <button
      type="button"
      aria-pressed={value === tab.key}
      onClick={() => onChange(tab.key)}
      className="control -mb-px flex-1 border-b-2 border-transparent px-2 text-sm whitespace-nowrap text-soft -outline-offset-2 hover:text-ink aria-pressed:border-accent aria-pressed:font-semibold aria-pressed:text-ink"
    >
      {tab.title}
    </button>
  );
}

type SideProps = { readonly room: RoomView; readonly panels: readonly RoomPanel[]; readonly panel: string; readonly setPanel: (panel: string) => void };

function Side({ room, panels, panel, setPanel }: SideProps) {
  const shown = panels.find(({ key }) => key === panel) ?? panels[0];
  if (!shown) return null;
  const Shown = shown.show;
  return (
    <aside aria-label={t.room.panels.title} className={`min-h-0 flex-1 flex-col lg:flex ${panel === timelineTab.key ? "hidden" : "flex"}`}>
      <fieldset aria-label={t.room.panels.title} className="hidden min-w-0 shrink-0 border-b border-line px-2 lg:flex">
        {panels.map((one) => (
          <TabButton key={one.key} tab={one} value={shown.key} onChange={setPanel} />
        ))}
      </fieldset>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keys */}
      <section tabIndex={0} aria-label={shown.title} className="min-h-0 flex-1 relative overflow-y-auto px-4 py-4 -outline-offset-2">
        <Suspense fallback={<Skeleton lines={6} />}>
          <Shown room={room} />
        </Suspense>
      </section>
    </aside>
  );
}

/** `#do=resolve&duty=…` opens that form, other words fill its fields: how the bridge, a mail or a page leads straight to what is due. */
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
    const { do: _, duty: __, ...given } = Object.fromEntries(parts);
    open(name, { ...given, ...((duty?.by?.input ?? {}) as Readonly<Record<string, unknown>>) });
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
