/** The commands of notes: a new one is one file and one line here. */
import { takeNote } from "./take-note.ts";

export const commands = [takeNote] as const;
