/** The composer: words to the room, commands by their names, files by a button. What is typed is kept until it is sent. */
import { useQueryClient } from "@tanstack/react-query";
import { Paperclip, SendHorizontal } from "lucide-react";
import { type KeyboardEvent, useRef, useState } from "react";
import type { RoomView } from "../../src/views/room-shape.ts";
import { newKey, type Problem, Unreachable, write } from "../api.ts";
import { useDraft } from "../draft.ts";
import { t } from "../text/en.ts";
import { work } from "../text/en-work.ts";
import { announce, note } from "./announce.tsx";
import { Button, IconButton } from "./button.tsx";
import { Do, useCommands } from "./commands.tsx";
import { NotSent, RefusalNote } from "./refusal.tsx";

const words = t.room.composer;
const isCommand = /^(?:[/!]|TODO\b)/;

type ChatAnswer = { readonly reply?: string; readonly refused?: Problem | null };

/** The composer, or why there is none. */
export function Composer({ room, number }: { readonly room: RoomView; readonly number: string }) {
  const { ability, path, send, open } = useCommands();
  const client = useQueryClient();
  const [text, setText] = useDraft(`composer/${room.incident.id}`, "");
  const [problem, setProblem] = useState<Problem | null>(null);
  const [reply, setReply] = useState<string | null>(null);
  const [state, setState] = useState<"still" | "sending" | "lost">("still");
  const key = useRef(newKey());
  const post = ability("post-message");
  if (!post) return <p className="shrink-0 border-t border-line px-4 py-3 text-sm text-soft">{words.observer}</p>;

  const chat = async (typed: string) => {
    const answer = await write<ChatAnswer>("POST", `${path}/chat`, { text: typed }, key.current);
    if (!answer.ok) return answer.problem;
    setReply(answer.value?.reply ?? null);
    if (answer.value?.refused) return answer.value.refused;
    await Promise.all([["room", number], ["timeline", number], ["board"]].map((queryKey) => client.invalidateQueries({ queryKey })));
    return null;
  };
  const say = async (typed: string) => {
    const answer = await send("post-message", { text: typed }, key.current);
    return answer.ok ? null : answer.problem;
  };
  const submit = async () => {
    const typed = text.trim();
    if (typed === "" || state === "sending") return;
    setState("sending");
    setProblem(null);
    setReply(null);
    try {
      const refused = await (isCommand.test(typed) ? chat(typed) : say(typed));
      key.current = newKey();
      setState("still");
      if (refused) return setProblem(refused);
      setText("");
      announce(t.room.done(post.title));
    } catch (error) {
      if (!(error instanceof Unreachable)) throw error;
      setState("lost");
    }
  };
  const instead = problem?.instead ? ability(problem.instead) : undefined;
  return (
    <form
      className="shrink-0 border-t border-line bg-surface px-3 pt-2.5 pb-[max(0.625rem,env(safe-area-inset-bottom))] md:px-4"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <div className="space-y-2">
        {problem && <RefusalNote problem={problem} instead={instead && { title: instead.title, open: () => open(instead.name) }} />}
        {state === "lost" && <NotSent />}
        {reply && (
          <p role="status" className="rounded-lg bg-sunken px-3 py-2 text-sm whitespace-pre-wrap">
            {reply}
          </p>
        )}
        <Rather />
        <Suggestions typed={text} take={(command) => setText(`${command} `)} />
        <div className="flex items-end gap-1.5">
          <Writing text={text} setText={setText} submit={() => void submit()} />
          <Attach path={path} number={number} />
          <Button type="submit" look="primary" disabled={state === "sending" || text.trim() === ""} aria-label={words.send}>
            <SendHorizontal size={16} aria-hidden="true" />
          </Button>
        </div>
        <div className="flex flex-wrap items-center gap-1 max-md:hidden">
          {["post-update", "set-status", "add-action", "add-follow-up", "page"].map((name) => (
            <Do key={name} name={name} look="quiet" className="text-xs" />
          ))}
        </div>
      </div>
    </form>
  );
}

/** Somebody who should rather ask is told before they write, and led to where the answer comes from. */
function Rather() {
  const { room, ability } = useCommands();
  const post = ability("post-message");
  const told = post?.refused ?? post?.warnings[0];
  if (!told || !room.parts.includes("questions")) return null;
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1 rounded-lg bg-sunken px-3 py-1.5 text-sm">
      <p className="min-w-0 flex-1">
        {told.detail} {told.rule.length > 0 && <span className="text-xs text-soft">({told.rule.join(", ")})</span>}
      </p>
      <Do name="ask-question" label={work.questions.ask} />
    </div>
  );
}

function Writing({ text, setText, submit }: { readonly text: string; readonly setText: (text: string) => void; readonly submit: () => void }) {
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
    // On a touch keyboard Enter is how one makes a new line.
    if (window.matchMedia("(pointer: coarse)").matches) return;
    event.preventDefault();
    submit();
  };
  return (
    <textarea
      className="field field-sizing-content max-h-48 flex-1 resize-none leading-normal"
      rows={1}
      maxLength={8000}
      aria-label={words.label}
      title={words.keys}
      placeholder={words.placeholder}
      value={text}
      onChange={(event) => setText(event.target.value)}
      onKeyDown={onKeyDown}
    />
  );
}

/** The chat commands, as soon as one is begun. */
function Suggestions({ typed, take }: { readonly typed: string; readonly take: (command: string) => void }) {
  if (!/^[/!]\S*$|^TO?D?O?$/.test(typed)) return null;
  const begun = typed.replace(/^!/, "/").toLowerCase();
  const found = Object.entries(words.commandHelp).filter(([command]) => command.replace(/^!/, "/").toLowerCase().startsWith(begun) && command !== typed);
  if (found.length === 0) return null;
  return (
    <ul aria-label={words.commands} className="arrive card overflow-hidden bg-raised py-1 shadow-card">
      {found.map(([command, says]) => (
        <li key={command}>
          <button type="button" className="control flex w-full items-center gap-3 px-3 text-left text-sm hover:bg-hover" onClick={() => take(command)}>
            <code className="w-28 shrink-0 font-mono text-xs">{command}</code>
            <span className="text-soft">{says}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}

function Attach({ path, number }: { readonly path: string; readonly number: string }) {
  const client = useQueryClient();
  const { ability } = useCommands();
  const input = useRef<HTMLInputElement>(null);
  if (!ability("attach-file")) return null;
  const upload = async (file: File) => {
    announce(words.uploading(file.name));
    const body = new FormData();
    body.append("file", file);
    try {
      const answer = await write("POST", `${path}/attachments`, body);
      note(answer.ok ? words.attached(file.name) : answer.problem.detail, answer.ok ? [] : answer.problem.rule);
    } catch (error) {
      if (!(error instanceof Unreachable)) throw error;
      note(t.away.notSent);
    }
    await Promise.all(
      [
        ["room", number],
        ["timeline", number],
      ].map((queryKey) => client.invalidateQueries({ queryKey })),
    );
  };
  return (
    <>
      <input
        ref={input}
        type="file"
        hidden
        onChange={(event) => {
          const file = event.target.files?.[0];
          event.target.value = "";
          if (file) void upload(file);
        }}
      />
      <IconButton label={words.attach} onClick={() => input.current?.click()}>
        <Paperclip size={17} />
      </IconButton>
    </>
  );
}
