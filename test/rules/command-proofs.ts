/** Every proof of the process with one commander on a call: a new file of proofs is one line here. */
import { after } from "./command-after.ts";
import { chat } from "./command-chat.ts";
import { clock } from "./command-clock.ts";
import { comms } from "./command-comms.ts";
import { decisions } from "./command-decisions.ts";
import { meeting } from "./command-meeting.ts";
import { people } from "./command-people.ts";
import { wording } from "./command-wording.ts";
import { work } from "./command-work.ts";
import type { Proof } from "./proof.ts";

/** All of them; each is run as it is and without its sentence. */
export const proofs: readonly Proof[] = [...people, ...work, ...comms, ...after, ...chat, ...clock, ...decisions, ...meeting, ...wording];
