/** The commands of meeting: a new one is one file and one line here. */
import { moveMeeting } from "./move-meeting.ts";
import { proposeMeeting } from "./propose-meeting.ts";

export const commands = [moveMeeting, proposeMeeting] as const;
