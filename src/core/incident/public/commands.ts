/** The commands of public: a new one is one file and one line here. */
import { draftCustomerMessage } from "./draft-customer-message.ts";
import { openPublicEntry } from "./open-public-entry.ts";
import { publishCustomerMessage } from "./publish-customer-message.ts";
import { writePublicEntry } from "./write-public-entry.ts";

export const commands = [draftCustomerMessage, openPublicEntry, publishCustomerMessage, writePublicEntry] as const;
