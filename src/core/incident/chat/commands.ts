/** The commands of chat: a new one is one file and one line here. */
import { flagMessage } from "./flag-message.ts";
import { hideMessage } from "./hide-message.ts";
import { keepMessage } from "./keep-message.ts";
import { moveAside } from "./move-aside.ts";
import { moveToQuestions } from "./move-to-questions.ts";
import { mute } from "./mute.ts";
import { openThread } from "./open-thread.ts";
import { postMessage } from "./post-message.ts";
import { promptWatch } from "./prompt-watch.ts";
import { queueMessage } from "./queue-message.ts";
import { unmute } from "./unmute.ts";
import { watchRoom } from "./watch-room.ts";

export const commands = [
  flagMessage,
  hideMessage,
  keepMessage,
  moveAside,
  moveToQuestions,
  mute,
  openThread,
  postMessage,
  promptWatch,
  queueMessage,
  unmute,
  watchRoom,
] as const;
