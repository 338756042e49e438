/** Everything that hears from outside, over the directory: providers' callbacks, and mail. */
import { pageAsked } from "../../views/page-asked.ts";
import type { ViewParts } from "../../views/view.ts";
import type { Parts } from "../access/parts.ts";
import type { ReceiveParts } from "./desk.ts";
import { directoryDesk } from "./directory-desk.ts";
import { mailReceiverOf, type ReceiveMail } from "./mail-in.ts";
import { type Receive, receiverOf } from "./receive.ts";

type Hearing = Omit<ReceiveParts, "desk" | "asked"> & { readonly directory: Parts; readonly views: ViewParts };

/** What the listeners hand on. */
export function hearingOf({ directory, views, ...parts }: Hearing): { readonly receive: Receive; readonly receiveMail: ReceiveMail } {
  const desk = directoryDesk(directory);
  const { channels, dispatch, store } = parts;
  return {
    receive: receiverOf({ ...parts, desk, asked: (person, page) => pageAsked(views, person, page) }),
    receiveMail: mailReceiverOf({ channels, dispatch, desk, jobs: store.jobs }),
  };
}
