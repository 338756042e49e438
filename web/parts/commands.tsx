/** The room's commands: what the viewer may send, the dialog that sends it, and what came of it. The app holds no rule: abilities come from the server. */
import { useQueryClient } from "@tanstack/react-query";
import { createContext, lazy, type ReactNode, Suspense, useCallback, useContext, useMemo, useState } from "react";
import type { RoomView } from "../../src/views/room-shape.ts";
import type { AbilityView } from "../../src/views/view.ts";
import { type Answer, type Problem, Unreachable, write } from "../api.ts";
import { t } from "../text/en.ts";
import { note } from "./announce.tsx";
import { Button } from "./button.tsx";

const CommandDialog = lazy(() => import("./command-dialog.tsx").then((module) => ({ default: module.CommandDialog })));

/** The input of a command, as far as it is known. */
export type Input = Readonly<Record<string, unknown>>;

type Done = { readonly ok: true; readonly warnings?: readonly { readonly detail: string; readonly rule: readonly string[] }[] };

type Opened = { readonly name: string; readonly input: Input; readonly problem: Problem | null };

export type Commands = {
  readonly room: RoomView;
  readonly path: string;
  readonly ability: (name: string) => AbilityView | undefined;
  /** Opens the form of a command. */
  readonly open: (name: string, input?: Input) => void;
  /** Sends at once; a refusal opens the form and explains itself there. */
  readonly run: (name: string, input?: Input) => Promise<boolean>;
  /** Sends and gives the answer to the caller. */
  readonly send: (name: string, input: Input, key?: string) => Promise<Answer<Done>>;
};

const context = createContext<Commands | null>(null);

/** The commands of the room around this component. */
export function useCommands(): Commands {
  const commands = useContext(context);
  if (commands === null) throw new Error("There is no room around this component.");
  return commands;
}

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
          [["room", number], ["timeline", number], ["notifications"], ["board"], ["incidents"]].map((queryKey) => client.invalidateQueries({ queryKey })),
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
    () => ({ room, path, ability: (name) => room.abilities.find((one) => one.name === name), open, run, send }),
    [room, path, open, run, send],
  );
  return (
    <context.Provider value={commands}>
      {children}
      {opened && (
        <Suspense fallback={null}>
          <CommandDialog key={opened.name} name={opened.name} initial={opened.input} problem={opened.problem} close={() => setOpened(null)} />
        </Suspense>
      )}
    </context.Provider>
  );
}

type DoProps = {
  readonly name: string;
  readonly input?: Input;
  readonly look?: "primary" | "plain" | "quiet";
  readonly label?: string;
  readonly icon?: ReactNode;
  readonly className?: string;
  /** Send without a form: nothing is left to ask. */
  readonly direct?: boolean;
};

/** A button for a command, if the viewer has it. One that would be refused stays, and explains itself when pressed. */
export function Do({ name, input, look = "plain", label, icon, className, direct = false }: DoProps) {
  const { ability, open, run } = useCommands();
  const found = ability(name);
  if (!found) return null;
  return (
    <Button
      look={found.refused && look === "primary" ? "plain" : look}
      className={`${className ?? ""} ${found.refused ? "border-dashed text-soft" : ""}`}
      title={found.refused?.detail ?? found.says}
      onClick={() => (direct && !found.refused ? void run(name, input) : open(name, input))}
    >
      {icon}
      {label ?? found.title}
    </Button>
  );
}
