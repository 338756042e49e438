/** The commands of call: a new one is one file and one line here. */
import { endCall } from "./end-call.ts";
import { openCall } from "./open-call.ts";

export const commands = [endCall, openCall] as const;
