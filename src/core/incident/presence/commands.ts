/** The commands of presence: a new one is one file and one line here. */
import { endParticipation } from "./end-participation.ts";
import { setPresence } from "./set-presence.ts";

export const commands = [endParticipation, setPresence] as const;
