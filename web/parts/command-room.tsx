/** Around a room: sends its commands, opens their dialog, and tells what came of them. */
import { useQueryClient } from "@tanstack/react-query";
import { lazy, type ReactNode, Suspense, useCallback, useMemo, useState } from "react";
import type { RoomView } from "../../src/views/room-shape.ts";
import { type Problem, Unreachable, write } from "../api.ts";
import { t } from "../text/en.ts";
import { note } from "./announce.tsx";
import { type Commands, commandContext, type Done, type Input } from "./commands.tsx";

const CommandDialog = lazy(() => import("./command-dialog.tsx").then((module) => ({ default: module.CommandDialog })));

type Opened = { readonly name: string; readonly input: Input; readonly problem: Problem | null };

/** Gives the room's commands to everything inside. `number` is the incident's name in the address. */
export function CommandRoom({ room, number, children }: { readonly room: RoomView; readonly number: string; readonly children: ReactNode }) {
  const client = useQueryClient();
  const [opened, setOpened] = useState<Opened | null>(null);
  const path = `/incidents/${encodeURIComponent(number)}`;
  const send = useCallback(
    async (name: string, input: Input, key?: string) => {
      const answer = await write<Done>("POST", `${path}/${name}`, input, key);
      if (!answer.ok && answer.problem.code === "version_conflict") await client.invalidateQueries({ queryKey: ["room", number] });
      if (answer.ok) {
        for (const warning of answer.value?.warnings ?? []) note(`${t.refusal.warning}: ${warning.detail}`, warning.rule);
        await Promise.all(
          [["room", number], ["timeline", number], ["view", number], ["notifications"], ["board"], ["incidents"], ["follow-ups"]].map((queryKey) =>
            client.invalidateQueries({ queryKey }),
          ),
        );
      }
      return answer;
    },
    [client, number, path],
  );
  const open = useCallback((name: string, input: Input = {}) => setOpened({ name, input, problem: null }), []);
  const run = useCallback(
    async (name: string, input: Input = {}) => {
      try {
        const answer = await send(name, input);
        if (!answer.ok) setOpened({ name, input, problem: answer.problem });
        return answer.ok;
      } catch (error) {
        if (!(error instanceof Unreachable)) throw error;
        note(t.away.notSent);
        return false;
      }
    },
    [send],
  );
  const commands = useMemo<Commands>(
    () => ({ room, number, path, ability: (name) => room.abilities.find((one) => one.name === name), open, run, send }),
    [room, number, path, open, run, send],
  );
  return (
    <commandContext.Provider value={commands}>
      {children}
      {opened && (
        <Suspense fallback={null}>
          <CommandDialog key={opened.name} name={opened.name} initial={opened.input} problem={opened.problem} close={() => setOpened(null)} />
        </Suspense>
      )}
    </commandContext.Provider>
  );
}
