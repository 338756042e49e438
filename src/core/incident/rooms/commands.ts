/** The commands of rooms: a new one is one file and one line here. */
import { bookRoom } from "./book-room.ts";
import { releaseRoom } from "./release-room.ts";

export const commands = [bookRoom, releaseRoom] as const;
