/** The commands of watching the systems: a new one is one file and one line here. */
import { stalkStatus } from "./stalk-status.ts";
import { tellStatus } from "./tell-status.ts";
import { unstalkStatus } from "./unstalk-status.ts";

export const commands = [stalkStatus, tellStatus, unstalkStatus] as const;
