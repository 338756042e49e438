/** The commands of relaying: a new one is one file and one line here. */
import { askRelay } from "./ask-relay.ts";
import { relayItem } from "./relay.ts";

export const commands = [askRelay, relayItem] as const;
