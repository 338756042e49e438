/** The commands of announcing: a new one is one file and one line here. */
import { approveCustomerMessage } from "./approve-customer-message.ts";
import { decidePublic } from "./decide-public.ts";
import { planCustomerMessage } from "./plan-customer-message.ts";

export const commands = [approveCustomerMessage, decidePublic, planCustomerMessage] as const;
