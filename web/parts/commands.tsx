/** The room's commands: what the viewer may send. The app holds no rule: abilities come from the server. */
import { createContext, type ReactNode, useContext } from "react";
import type { RoomView } from "../../src/views/room-shape.ts";
import type { AbilityView } from "../../src/views/view.ts";
import type { Answer } from "../api.ts";
import { Button } from "./button.tsx";

/** The input of a command, as far as it is known. */
export type Input = Readonly<Record<string, unknown>>;

/** What an accepted command answers. */
export type Done = { readonly ok: true; readonly warnings?: readonly { readonly detail: string; readonly rule: readonly string[] }[] };

export type Commands = {
  readonly room: RoomView;
  /** The incident's name in the address. */
  readonly number: string;
  readonly path: string;
  readonly ability: (name: string) => AbilityView | undefined;
  /** Opens the form of a command. */
  readonly open: (name: string, input?: Input) => void;
  /** Sends at once; a refusal opens the form and explains itself there. */
  readonly run: (name: string, input?: Input) => Promise<boolean>;
  /** Sends and gives the answer to the caller. */
  readonly send: (name: string, input: Input, key?: string) => Promise<Answer<Done>>;
};

/** Filled by `CommandRoom`. */
export const commandContext = createContext<Commands | null>(null);

/** The commands of the room around this component. */
export function useCommands(): Commands {
  const commands = useContext(commandContext);
  if (commands === null) throw new Error("There is no room around this component.");
  return commands;
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
  /** Left out where it is somebody else's to do. */
  readonly mine?: boolean;
};

/** A button for a command, if the viewer has it. One that would be refused stays, and explains itself when pressed. */
export function Do({ name, input, look = "plain", label, icon, className, direct = false, mine = false }: DoProps) {
  const { ability, open, run } = useCommands();
  const found = ability(name);
  if (!found || (mine && found.refused?.code === "not_permitted")) return null;
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
