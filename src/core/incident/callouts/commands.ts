/** The commands of calling out the time: a new one is one file and one line here. */
import { callOutTime } from "./call-out-time.ts";
import { callOutTimebox } from "./call-out-timebox.ts";

export const commands = [callOutTime, callOutTimebox] as const;
