/** The commands of handover: a new one is one file and one line here. */
import { acceptHandover } from "./accept-handover.ts";
import { declineHandover } from "./decline-handover.ts";
import { offerHandover } from "./offer-handover.ts";
import { withdrawHandover } from "./withdraw-handover.ts";

export const commands = [acceptHandover, declineHandover, offerHandover, withdrawHandover] as const;
