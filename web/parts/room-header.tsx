/** The head of the room: how severe, what, in which state, since when, under which process, and what to do about it. */
import { Link } from "@tanstack/react-router";
import { ChevronLeft, Lock, Zap } from "lucide-react";
import type { RoomView } from "../../src/views/room-shape.ts";
import { t } from "../text/en.ts";
import { IconButton } from "./button.tsx";
import { Do, useCommands } from "./commands.tsx";
import { Phase } from "./marks.tsx";
import { openPalette } from "./palette-state.ts";
import { Severity } from "./severity.tsx";
import { PageTitle } from "./states.tsx";
import { Ago } from "./time.tsx";

/** The commands that move an incident on, in the order in which they are wanted; at most two are shown. */
const onward = ["declare", "triage", "resolve", "close", "reopen"];

/** The header. */
export function RoomHeader({ room }: { readonly room: RoomView }) {
  const { incident } = room;
  const { ability } = useCommands();
  const next = onward.filter((name) => ability(name)).slice(0, 2);
  return (
    <>
      {incident.drill && (
        <p className="hatched px-4 py-1 text-center text-sm">
          <span className="bg-ink px-2">
            <strong className="font-bold tracking-wide uppercase">{t.drill.word}</strong> {t.drill.says}
          </span>
        </p>
      )}
      <header className="flex flex-wrap items-center gap-x-3 gap-y-2 px-4 pt-3 pb-2.5 md:items-start md:px-6">
        <Link to="/" aria-label={t.nav.bridge} className="control -ml-2 grid place-items-center rounded-lg text-soft md:hidden">
          <ChevronLeft size={20} aria-hidden="true" />
        </Link>
        <SeverityButton room={room} />
        <div className="order-last min-w-0 basis-full pt-0.5 md:order-none md:flex-[1_1_14rem]">
          <div className="flex items-baseline gap-2 text-lg md:text-xl">
            {incident.number !== null && (
              <span data-figures className="shrink-0 text-faint">
                {incident.number}
              </span>
            )}
            <PageTitle>{incident.title}</PageTitle>
          </div>
          <p className="flex flex-wrap items-center gap-x-3 text-xs text-soft">
            <Phase of={incident.phase} />
            <Ago at={incident.declaredAt ?? incident.reportedAt} bare />
            {incident.area && <span className="max-md:hidden">{incident.area.name}</span>}
            <Link to="/process" className="inline-flex min-h-6 items-center underline decoration-line underline-offset-2 hover:decoration-current">
              {t.room.process(incident.process.name, incident.process.version)}
            </Link>
            {incident.channel && <span className="max-md:hidden">{incident.channel.name}</span>}
            {incident.confidential && (
              <span className="inline-flex items-center gap-1 font-medium text-ink">
                <Lock size={12} aria-hidden="true" />
                {t.room.confidential}
              </span>
            )}
          </p>
          <StatusLine room={room} />
        </div>
        <div className="ml-auto flex items-center gap-2">
          {next.map((name, at) => (
            <Do key={name} name={name} look={at === 0 && incident.phase === "reported" ? "primary" : "plain"} />
          ))}
          <IconButton label={t.room.doHint} onClick={openPalette} className="border border-edge/60 bg-raised">
            <Zap size={16} />
          </IconButton>
        </div>
      </header>
    </>
  );
}

function SeverityButton({ room }: { readonly room: RoomView }) {
  const { ability, open } = useCommands();
  const mark = <Severity of={room.incident.severity} large word={room.incident.severity !== null} />;
  const change = ability("change-severity");
  if (!change) return <div className="text-base md:pt-1">{mark}</div>;
  return (
    <button type="button" title={change.title} onClick={() => open("change-severity")} className="control -mx-1 rounded-lg px-1 text-base hover:bg-hover">
      {mark}
      <span className="sr-only">. {change.title}</span>
    </button>
  );
}

/** The status in the words of whoever leads, with author and age; or the suggestion while nothing is decided. */
function StatusLine({ room }: { readonly room: RoomView }) {
  const { status, suggested, phase } = room.incident;
  if (status) {
    return (
      <p className="mt-1 text-sm">
        {status.text}{" "}
        <span className="text-xs text-faint">
          {status.by.name}, <Ago at={status.at} />
        </span>
      </p>
    );
  }
  if (phase === "reported" && suggested) return <p className="mt-1 text-sm text-soft">{t.room.suggested(suggested.severity, suggested.why)}</p>;
  return null;
}
