/** The one timeline: chat, decisions, updates, work, roles and pages in one order, with filters. */
import { useQuery } from "@tanstack/react-query";
import { ArrowDown, Eye } from "lucide-react";
import { type RefObject, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import type { MessagesView } from "../../src/views/messages.ts";
import type { TimelineEntry } from "../../src/views/room-shape.ts";
import { viewQuery } from "../queries.ts";
import { t } from "../text/en.ts";
import { work } from "../text/en-work.ts";
import { longDay, sameDay } from "../when.ts";
import { Button } from "./button.tsx";
import { useCommands } from "./commands.tsx";
import { Empty } from "./states.tsx";
import { Entry } from "./timeline-entry.tsx";
import { type Group, groupOf, groups, wordsOf } from "./timeline-kinds.ts";

const words = t.room.timeline;

/** How many entries are drawn at first, and added by each click. */
const page = 150;

/** Messages of one person within this time stand under one name, in milliseconds. */
const together = 4 * 60_000;

/** The timeline with its filters; `children` is the composer below it. */
export function Timeline({ entries }: { readonly entries: readonly TimelineEntry[] }) {
  const [group, setGroup] = useState<Group | null>(null);
  const [limit, setLimit] = useState(page);
  const chosen = useMemo(() => (group === null ? entries : entries.filter((entry) => groupOf(entry) === group)), [entries, group]);
  const present = useMemo(() => new Set(entries.map(groupOf)), [entries]);
  const shown = chosen.slice(-limit);
  const { box, unseen, toEnd } = useStickToEnd(entries.length);
  const { known, waiting } = useMessages();
  return (
    <section aria-label={words.title} className="flex min-h-0 flex-1 flex-col bg-surface">
      <fieldset
        aria-label={words.filter}
        className="relative flex min-w-0 shrink-0 gap-1 overflow-x-auto border-b border-line px-3 py-1.5 [scrollbar-width:none]"
      >
        {[null, ...groups].map((one) => (
          <button
            key={one ?? "all"}
            type="button"
            aria-pressed={group === one}
            disabled={one !== null && !present.has(one)}
            onClick={() => setGroup(one)}
            className="control min-w-0! shrink-0 rounded-md px-2.5 text-xs text-soft hover:bg-hover disabled:hidden aria-pressed:bg-sunken aria-pressed:font-semibold aria-pressed:text-ink"
          >
            {one === null ? words.all : words.groups[one]}
          </button>
        ))}
      </fieldset>
      {waiting[0] && (
        <a
          href={`#entry-${waiting[0].seq}`}
          className="control flex shrink-0 items-center gap-2 bg-accent-soft px-4 text-sm font-medium -outline-offset-2 hover:underline"
        >
          <Eye size={14} aria-hidden="true" />
          {work.order.waiting(waiting.length)}
        </a>
      )}
      <div className="relative min-h-0 flex-1">
        <div
          ref={box}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keys
          tabIndex={0}
          role="log"
          aria-live="off"
          aria-label={words.title}
          className="h-full relative overflow-y-auto overscroll-contain py-2 -outline-offset-2"
        >
          {chosen.length > limit && (
            <div className="px-4 pb-2 text-center">
              <Button look="quiet" onClick={() => setLimit(limit + page)}>
                {words.earlier(Math.min(page, chosen.length - limit))}
              </Button>
            </div>
          )}
          {chosen.length === 0 &&
            (group === null ? <Empty title={words.empty}>{words.emptySays}</Empty> : <p className="px-4 py-6 text-soft">{words.emptyFilter}</p>)}
          <ol>
            {shown.map((entry, at) => (
              <Line key={entry.seq} entry={entry} before={shown[at - 1]} message={known.get(entry.seq)} />
            ))}
          </ol>
        </div>
        {unseen > 0 && (
          <Button className="absolute bottom-2 left-1/2 -translate-x-1/2 shadow-pop" onClick={toEnd}>
            <ArrowDown size={14} aria-hidden="true" />
            {words.fresh(unseen)}
          </Button>
        )}
      </div>
    </section>
  );
}

type Message = MessagesView["items"][number];
const noMessages: readonly Message[] = [];

/** What the room keeps of its messages, where the process keeps order in it: by entry, and those that wait for the viewer's look. */
function useMessages(): { readonly known: ReadonlyMap<number, Message>; readonly waiting: readonly Message[] } {
  const { room, number } = useCommands();
  const { data } = useQuery({ ...viewQuery<MessagesView>(number, "messages"), enabled: room.parts.includes("chat") });
  const items = data?.items ?? noMessages;
  const known = useMemo(() => new Map(items.map((one) => [one.seq, one])), [items]);
  return { known, waiting: data?.me.keepsOrder ? items.filter(({ id }) => data.waiting.includes(id)) : noMessages };
}

type LineProps = { readonly entry: TimelineEntry; readonly before: TimelineEntry | undefined; readonly message: Message | undefined };

function Line({ entry, before, message }: LineProps) {
  const newDay = before === undefined || !sameDay(before.at, entry.at);
  const follows =
    before !== undefined &&
    !newDay &&
    wordsOf(before) !== null &&
    groupOf(before) === "chat" &&
    groupOf(entry) === "chat" &&
    before.actor.id === entry.actor.id &&
    Date.parse(entry.at) - Date.parse(before.at) < together;
  return (
    <>
      {newDay && (
        <li className="flex items-center gap-3 px-4 py-2 text-xs text-faint">
          <span className="h-px flex-1 bg-line" />
          <time dateTime={entry.at}>{longDay(entry.at)}</time>
          <span className="h-px flex-1 bg-line" />
        </li>
      )}
      <Entry entry={entry} follows={follows} message={message} />
    </>
  );
}

/** Stays at the newest entry unless the reader has scrolled up; then counts what arrives below. */
function useStickToEnd(length: number): { box: RefObject<HTMLDivElement | null>; unseen: number; toEnd: () => void } {
  const box = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const seen = useRef(length);
  const [unseen, setUnseen] = useState(0);
  const toEnd = useCallback(() => {
    const place = box.current;
    if (place) place.scrollTop = place.scrollHeight;
  }, []);
  useLayoutEffect(() => {
    if (atEnd.current) {
      seen.current = length;
      toEnd();
    } else setUnseen(length - seen.current);
  }, [length, toEnd]);
  useEffect(() => {
    const place = box.current;
    if (!place) return;
    const look = () => {
      atEnd.current = place.scrollHeight - place.scrollTop - place.clientHeight < 48;
      if (atEnd.current) setUnseen(0);
    };
    const resized = new ResizeObserver(() => atEnd.current && toEnd());
    place.addEventListener("scroll", look, { passive: true });
    resized.observe(place);
    return () => {
      place.removeEventListener("scroll", look);
      resized.disconnect();
    };
  }, [toEnd]);
  useEffect(() => {
    if (unseen === 0) seen.current = length;
  }, [unseen, length]);
  return { box, unseen, toEnd };
}
