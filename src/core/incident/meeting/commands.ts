/** The commands of meeting: a new one is one file and one line here. */
import { callMeeting } from "./call-meeting.ts";
import { moveMeeting } from "./move-meeting.ts";
import { oweMeeting } from "./owe-meeting.ts";
import { proposeMeeting } from "./propose-meeting.ts";

export const commands = [callMeeting, moveMeeting, oweMeeting, proposeMeeting] as const;
