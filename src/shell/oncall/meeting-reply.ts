/** The answer to a meeting that calendar programs act on: somebody does not come. */
import { calendarReply } from "../../channels/templates/calendar-event.ts";
import type { Instant } from "../../core/kernel/time.ts";
import { meetingById } from "../../store/directory/own-calendars.ts";
import type { Db } from "../../store/directory/tables.ts";

/** Null where the meeting is not there any more, or nobody was named who could hear it. */
export async function replyTo(db: Db, id: string, stamp: Instant): Promise<string | null> {
  const meeting = await meetingById(db, id);
  if (meeting === null || meeting.organiserAddress === "" || meeting.attendee === "") return null;
  const { uid, sequence, recurrence, from, organiserAddress, attendee, name } = meeting;
  return calendarReply({
    ...{ uid, sequence, recurrence: recurrence === "" ? null : recurrence, stamp, from, organiser: organiserAddress, attendee, name },
    comment: "Works on something that cannot wait, and goes to no meetings until it is over.",
  });
}
