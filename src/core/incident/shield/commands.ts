/** The commands of shield: a new one is one file and one line here. */
import { declineMeetings } from "./decline-meetings.ts";
import { ping } from "./ping.ts";
import { redirectPing } from "./redirect-ping.ts";

export const commands = [declineMeetings, ping, redirectPing] as const;
