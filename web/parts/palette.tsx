/** The palette: go anywhere, find an incident, or do whatever the page at hand allows, under the same names as everywhere. */
import { Dialog as Base } from "@base-ui/react/dialog";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Command } from "cmdk";
import type { ReactNode } from "react";
import { boardQuery } from "../queries.ts";
import { t } from "../text/en.ts";
import { closePalette, useDoableHere } from "./palette-state.ts";
import { places } from "./places.ts";
import { Severity } from "./severity.tsx";

const everywhere = [...places.slice(0, 1), { to: "/report", label: t.nav.report }, ...places.slice(1)];

const groupLook =
  "px-2 pb-2 [&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:py-1.5 [&_[cmdk-group-heading]]:text-2xs [&_[cmdk-group-heading]]:font-semibold [&_[cmdk-group-heading]]:text-faint";

function Item({ value, run, children }: { readonly value: string; readonly run: () => void; readonly children: ReactNode }) {
  return (
    <Command.Item
      value={value}
      onSelect={() => {
        closePalette();
        run();
      }}
      className="flex min-h-11 items-center gap-2.5 rounded-lg px-2 py-1 text-sm md:min-h-9 data-[selected=true]:bg-sunken"
    >
      {children}
    </Command.Item>
  );
}

/** The open palette. */
export function Palette() {
  const client = useQueryClient();
  const navigate = useNavigate();
  const doable = useDoableHere();
  const board = useQuery(boardQuery(client));
  return (
    <Base.Root open onOpenChange={(open) => !open && closePalette()}>
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-40 bg-veil" />
        <Base.Popup className="arrive fixed inset-x-3 top-[8dvh] z-50 mx-auto max-w-xl overflow-hidden rounded-xl border border-line bg-surface shadow-pop outline-none">
          <Base.Title className="sr-only">{t.palette.title}</Base.Title>
          <Command label={t.palette.title} loop>
            <Command.Input
              autoFocus
              placeholder={t.palette.hint}
              className="h-13 w-full border-b border-line bg-transparent px-4 text-lg outline-none placeholder:text-faint md:h-12 md:text-base"
            />
            <Command.List className="max-h-[60dvh] relative overflow-y-auto pt-2" tabIndex={0}>
              <Command.Empty className="px-4 py-6 text-soft">{t.palette.none}</Command.Empty>
              {doable.length > 0 && (
                <Command.Group heading={t.palette.here} className={groupLook}>
                  {doable.map((one) => (
                    <Item key={one.key} value={`${one.title} ${one.key}`} run={one.run}>
                      <span>{one.title}</span>
                      {one.says && <span className="min-w-0 flex-1 truncate text-right text-xs text-faint">{one.says}</span>}
                    </Item>
                  ))}
                </Command.Group>
              )}
              {board.data && board.data.incidents.length > 0 && (
                <Command.Group heading={t.palette.incidents} className={groupLook}>
                  {board.data.incidents.map((line) => (
                    <Item
                      key={line.id}
                      value={`${line.number ?? ""} ${line.title}`}
                      run={() => void navigate({ to: "/incidents/$number", params: { number: String(line.number ?? line.id) } })}
                    >
                      <Severity of={line.severity} word={false} />
                      <span data-figures className="shrink-0 text-faint">
                        {line.number}
                      </span>
                      <span className="truncate">{line.title}</span>
                    </Item>
                  ))}
                </Command.Group>
              )}
              <Command.Group heading={t.palette.go} className={groupLook}>
                {everywhere.map((place) => (
                  <Item key={place.to} value={place.label} run={() => void navigate({ to: place.to })}>
                    {place.label}
                  </Item>
                ))}
              </Command.Group>
            </Command.List>
          </Command>
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
