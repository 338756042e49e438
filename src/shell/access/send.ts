/** Messages about an account: to one contact method, proven or not, with what is secret in them sealed while they wait. */
import type { Effect } from "../../core/kernel/effect.ts";
import type { Keyring } from "../../store/access/secrets.ts";
import { endpointAddress } from "../../store/directory/endpoints.ts";
import { contactAddress, type Method, methodAddress } from "../../store/directory/methods.ts";
import { meetingById } from "../../store/directory/own-calendars.ts";
import type { Parts } from "./parts.ts";

/** The parts of a message that must not stand in the database or the outbox as they are: a code, a single-use link. */
export type Sealed = { readonly code?: string; readonly answerUrl?: string };

/** What is asked to be sent. */
export type Asked = { readonly template: string; readonly params: Effect["params"]; readonly sealed?: Sealed };

/**
 * Queues the message. Its params name the `method` it goes to, whatever else the person has; what is secret is the param `sealed`,
 * which delivery opens with `openSealed` and keeps out of the outbox.
 */
export async function sendToMethod(
  parts: Pick<Parts, "world" | "keys" | "jobs">,
  method: Pick<Method, "id" | "person" | "channel">,
  asked: Asked,
): Promise<string> {
  const id = parts.world.id();
  const sealed = asked.sealed === undefined ? null : parts.keys.seal(JSON.stringify(asked.sealed), `message/${id}`);
  const effect: Effect = {
    key: `account/${id}`,
    to: { person: method.person },
    template: asked.template,
    urgency: "notice",
    via: [method.channel],
    params: { ...asked.params, method: method.id, sealed },
    always: true,
    cites: [],
  };
  await parts.jobs.enqueue({ id, effect, person: method.person, contact: null });
  return id;
}

/** Opens what `sendToMethod` sealed in a message; an empty record where nothing was. */
export function openSealed(keys: Keyring, jobId: string, params: Effect["params"]): Sealed {
  const sealed = params.sealed;
  return typeof sealed === "string" ? (JSON.parse(keys.open(sealed, `message/${jobId}`)) as Sealed) : {};
}

/** Where a message finally goes: asked for by delivery right before it is sent, kept nowhere. */
export type AddressedTo = { readonly channel: string; readonly address: string; readonly secrets: readonly string[] };

/** The address of a contact method; null where it was removed meanwhile. */
export async function addressOf(parts: Pick<Parts, "db" | "keys">, methodId: string): Promise<(AddressedTo & { readonly person: string }) | null> {
  const method = await methodAddress(parts.db, methodId);
  if (method === null) return null;
  return { ...method, secrets: openSecrets(parts.keys, methodId, method.secrets) };
}

/** What a method's provider needs beside its address, opened. */
export function openSecrets(keys: Keyring, methodId: string, sealed: string | null): readonly string[] {
  return sealed === null ? [] : (JSON.parse(keys.open(sealed, `contact_method/${methodId}`)) as string[]);
}

/** The mail address of a customer or stakeholder, or where a room or webhook of the organisation is, or the mail of whoever called a meeting; null where it was removed meanwhile. */
export async function addressOfContact(parts: Pick<Parts, "db" | "keys">, contactId: string): Promise<(AddressedTo & { readonly name: string }) | null> {
  const contact = await contactAddress(parts.db, contactId);
  if (contact !== null) return { channel: "email", address: contact.address, secrets: [], name: contact.name };
  const endpoint = await endpointAddress(parts.db, contactId);
  if (endpoint === null) return addressOfOrganiser(parts.db, contactId);
  const secrets = endpoint.secrets === null ? [] : (JSON.parse(parts.keys.open(endpoint.secrets, `endpoint/${contactId}`)) as string[]);
  return { ...endpoint, secrets };
}

/** Where whoever called a meeting reads mail. */
async function addressOfOrganiser(db: Parts["db"], meeting: string): Promise<(AddressedTo & { readonly name: string }) | null> {
  const found = await meetingById(db, meeting);
  if (found === null || found.organiserAddress === "") return null;
  return { channel: "email", address: found.organiserAddress, secrets: [], name: found.organiserName };
}
