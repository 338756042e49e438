/** A line of the timeline: somebody's words, or a sentence about what happened. */
import { Ellipsis } from "lucide-react";
import { useState } from "react";
import type { TimelineEntry } from "../../src/views/room-shape.ts";
import { t } from "../text/en.ts";
import { work } from "../text/en-work.ts";
import { clockTime, exact } from "../when.ts";
import { Cites } from "./cites.tsx";
import { useCommands } from "./commands.tsx";
import { Acts, Marks, type Message, useActs } from "./order.tsx";
import { Prose } from "./prose.tsx";
import { Sentence } from "./time.tsx";
import { groupOf, pictureOf, wordsOf } from "./timeline-kinds.ts";

/** `Demo Ana` for a person; what did it otherwise. */
function actorName({ actor }: TimelineEntry): string {
  return actor.kind === "rule" || actor.kind === "time" ? t.room.timeline.byProcess : actor.name;
}

function Stamp({ entry }: { readonly entry: TimelineEntry }) {
  return (
    <a
      href={`#entry-${entry.seq}`}
      title={`${exact(entry.at)} · ${t.room.timeline.entry(entry.seq)} · ${entry.hash.slice(0, 12)}`}
      className="w-10 shrink-0 pt-px text-right text-xs leading-5.5 text-faint hover:text-ink"
    >
      <time dateTime={entry.at}>{clockTime(entry.at)}</time>
    </a>
  );
}

/** One entry. `follows`: the same person goes on writing; `message`: what the room keeps of it, where order is kept. */
export function Entry({ entry, follows, message }: { readonly entry: TimelineEntry; readonly follows: boolean; readonly message?: Message | undefined }) {
  const words = wordsOf(entry);
  const isUpdate = entry.type.startsWith("update-");
  if (words !== null && !isUpdate) return <Said entry={entry} words={words} follows={follows} message={message} />;
  const Picture = pictureOf(entry);
  const weighty = groupOf(entry) === "decisions" || isUpdate;
  return (
    <li id={`entry-${entry.seq}`} className={`flex gap-3 px-4 py-1 [content-visibility:auto] target:bg-accent-soft ${weighty ? "my-1" : ""}`}>
      <Stamp entry={entry} />
      <span aria-hidden="true" className={`mt-px grid size-5 shrink-0 place-items-center rounded-md ${weighty ? "bg-ink text-page" : "text-faint"}`}>
        <Picture size={weighty ? 12 : 14} />
      </span>
      <div className="min-w-0 flex-1">
        <div className={weighty ? "font-medium" : "text-soft"}>
          <Sentence of={entry.sentence} />
          <span className="ml-2 align-baseline text-xs font-normal whitespace-nowrap text-faint">
            {actorName(entry)}
            {entry.onBehalfOf && ` ${t.room.timeline.forPerson(entry.onBehalfOf.name)}`}
          </span>
          <Cites cites={entry.cites} />
        </div>
        {isUpdate && words !== null && !entry.sentence.includes(words) && <Prose text={words} />}
      </div>
    </li>
  );
}

type SaidProps = { readonly entry: TimelineEntry; readonly words: string; readonly follows: boolean; readonly message: Message | undefined };

function Said({ entry, words, follows, message }: SaidProps) {
  const { room } = useCommands();
  const [open, setOpen] = useState(false);
  const may = useActs(message);
  return (
    <li id={`entry-${entry.seq}`} className={`group flex gap-3 px-4 [content-visibility:auto] target:bg-accent-soft ${follows ? "pb-0.5" : "pt-1.5 pb-0.5"}`}>
      <Stamp entry={entry} />
      <Face name={entry.actor.name} hidden={follows} />
      <div className="min-w-0 flex-1">
        {follows ? <span className="sr-only">{entry.actor.name}</span> : <p className="text-sm leading-5.5 font-semibold">{entry.actor.name}</p>}
        <div className={message?.gone ? "text-soft line-through decoration-edge" : ""}>
          {message?.thread === "side" && !open ? <Beside words={words} /> : <Prose text={words} />}
        </div>
        {message && <Marks of={message} mine={message.by.id === room.me.person} />}
        <Cites cites={entry.cites} />
        {message && open && <Acts of={message} may={may} />}
      </div>
      {message && may.length > 0 && (
        <button
          type="button"
          aria-expanded={open}
          aria-label={work.order.more(entry.actor.name)}
          onClick={() => setOpen(!open)}
          className="-mr-2 h-6 w-8 shrink-0 rounded-md text-soft opacity-0 pointer-coarse:-my-2 pointer-coarse:size-11 group-hover:opacity-100 hover:bg-hover hover:text-ink focus-visible:opacity-100 aria-expanded:opacity-100 pointer-coarse:opacity-100"
        >
          <Ellipsis size={15} aria-hidden="true" className="mx-auto" />
        </button>
      )}
    </li>
  );
}

/** What stands beside the main talk is one line until somebody wants to read it. */
function Beside({ words }: { readonly words: string }) {
  return (
    <details>
      <summary className="cursor-pointer text-xs text-soft">{work.order.readAside}</summary>
      <Prose text={words} />
    </details>
  );
}

function Face({ name, hidden }: { readonly name: string; readonly hidden: boolean }) {
  const initials = name
    .split(/\s+/)
    .map((word) => word.charAt(0))
    .slice(-2)
    .join("");
  return (
    <span
      aria-hidden="true"
      className={`mt-px grid size-5 shrink-0 place-items-center rounded-md text-[0.5625rem] font-bold ${hidden ? "invisible" : "bg-sunken text-soft"}`}
    >
      {initials}
    </span>
  );
}
