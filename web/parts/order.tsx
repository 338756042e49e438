/** Order in the room: what a message is marked with, and what may be done about it. */
import { Flag } from "lucide-react";
import { useEffect, useRef } from "react";
import type { MessagesView } from "../../src/views/messages.ts";
import { work } from "../text/en-work.ts";
import { Do, useCommands } from "./commands.tsx";
import { Tag } from "./marks.tsx";

const words = work.order;

/** A message as the room knows it. */
export type Message = MessagesView["items"][number];

/** `flagged`, `hidden` … beside the words. */
export function Marks({ of: message, mine }: { readonly of: Message; readonly mine: boolean }) {
  const tag =
    message.gone === "hidden"
      ? words.hidden
      : message.gone === "moved"
        ? words.moved
        : message.waits
          ? mine
            ? words.waitsMine
            : words.waits
          : message.thread === "side"
            ? words.beside
            : null;
  if (tag === null && !message.flagged) return null;
  return (
    <span className="inline-flex flex-wrap items-center gap-1.5 py-0.5">
      {message.flagged && (
        <span className="inline-flex items-center gap-1 text-xs font-medium">
          <Flag size={12} aria-hidden="true" />
          {words.flagged}
        </span>
      )}
      {tag !== null && <Tag>{tag}</Tag>}
    </span>
  );
}

const acts = ["flag-message", "keep-message", "move-to-questions", "move-aside", "hide-message", "mute"] as const;
const labels = {
  "flag-message": words.flag,
  "keep-message": words.keep,
  "move-to-questions": words.move,
  "move-aside": words.aside,
  "hide-message": words.hide,
  mute: words.mute,
} as const;

/** What the viewer could do about a message. */
export function useActs(message: Message | undefined): readonly (typeof acts)[number][] {
  const { room, ability } = useCommands();
  if (!message || message.gone !== null) return [];
  return acts.filter((name) => {
    if (ability(name)?.refused !== null) return false;
    if (name === "keep-message") return message.waits;
    if (name === "move-aside") return message.thread === "main";
    if (name === "flag-message") return !message.flagged;
    return name !== "mute" || message.by.id !== room.me.person;
  });
}

/** The buttons for it. */
export function Acts({ of: message, may }: { readonly of: Message; readonly may: ReturnType<typeof useActs> }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.scrollIntoView({ block: "nearest" }), []);
  return (
    <div ref={box} className="arrive -ml-3 flex flex-wrap">
      {may.map((name) => (
        <Do
          key={name}
          name={name}
          input={name === "mute" ? { person: message.by.id } : { message: message.id }}
          look="quiet"
          label={labels[name]}
          direct={name === "keep-message" || name === "move-to-questions" || name === "move-aside"}
        />
      ))}
    </div>
  );
}
