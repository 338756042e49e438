/** Where to meet and how to get a commander, as an incident's process says it. */
import { z } from "zod";
import type { State } from "../core/incident/slices.ts";
import type { AnyPack } from "../core/kernel/engine.ts";
import { type ContactSummary, exampleContacts, realContacts } from "../core/rules/tell/contact-summary/value.ts";
import type { Shown } from "./view.ts";

/** Null where the process says nothing. `examples` are fields that still wait for something real: they lead nobody anywhere. */
export const contactSummaryView = z
  .object({
    chat: z.string().nullable(),
    callUrl: z.string().nullable(),
    phone: z.string().nullable(),
    pin: z.string().nullable(),
    commander: z.string().nullable(),
    executives: z.string().nullable(),
    call: z.object({ state: z.enum(["none", "open", "ended"]), since: z.string().nullable() }),
    examples: z.array(z.string()),
  })
  .nullable();
export type ContactSummaryView = Shown<z.infer<typeof contactSummaryView>>;

/** The summary of one incident. */
export function contactSummaryOf(pack: AnyPack, { call }: Pick<State, "call">): ContactSummaryView {
  const said = pack.contact_summary as ContactSummary | undefined;
  if (!said?.shown) return null;
  const { chat = null, callUrl = null, phone = null, pin = null, commander = null, executives = null } = realContacts(said);
  return { chat, callUrl, phone, pin, commander, executives, call, examples: exampleContacts(said) };
}

/** Where to join in one line, for whoever is called: nothing that is still an example. Null where calls do not say so. */
export function joinLine(pack: AnyPack): string | null {
  const said = pack.contact_summary as ContactSummary | undefined;
  if (!said?.pages) return null;
  const { callUrl, phone, pin, chat } = realContacts(said);
  const parts = [callUrl, phone && `phone ${phone}${pin ? `, PIN ${pin}` : ""}`, chat && `chat ${chat}`].filter(Boolean);
  return parts.length === 0 ? null : `Join ${callUrl || phone ? "both the call and the chat" : "the chat"}: ${parts.join("; ")}.`;
}
