/** The first start: whoever reads the server's own output makes the first admin and the organisation, in one transaction (S21). */
import { type Refusal, refuse } from "../../core/kernel/refusal.ts";
import { setPassword } from "../../store/access/passwords.ts";
import { hashOf } from "../../store/access/secrets.ts";
import { isOpen, storeSetupToken, takeSetupToken } from "../../store/access/setup.ts";
import { inTransaction, record, undo } from "../../store/directory/change.ts";
import { addMethod } from "../../store/directory/methods.ts";
import { foundOrganisation } from "../../store/directory/organisation.ts";
import { addPerson } from "../../store/directory/people.ts";
import { addSchedule, everybody } from "../../store/directory/schedules.ts";
import type { Tx } from "../../store/directory/tables.ts";
import { type Places, withPlaces } from "../processes/first.ts";
import { byPerson, type From, type Parts, randomText } from "./parts.ts";
import { guess, hashPassword } from "./password.ts";
import { beginSession } from "./sign-in.ts";

/** What the first person says. */
export type Setup = {
  readonly token: string;
  readonly admin: { readonly name: string; readonly email: string; readonly password: string };
  readonly organisation: { readonly name: string; readonly zone: string };
  readonly process: string;
  /** Where people meet, for a process that asks; what is left out stays an example, and is named as one. */
  readonly contacts?: Places | undefined;
};

/** The schedule that exists from the start, so that somebody is on call from the first minute. */
const firstSchedule = "commander";

/** Whether setup is still to be done. */
export function setupIsOpen(parts: Pick<Parts, "db">): Promise<boolean> {
  return isOpen(parts.db);
}

/** A new setup token to print, worth 30 minutes; the one before is dead. Null once there is an organisation. */
export async function issueSetupToken(parts: Pick<Parts, "db" | "world">): Promise<string | null> {
  const token = randomText(parts, 32);
  return (await storeSetupToken(parts.db, hashOf(token))) ? token : null;
}

/** Makes admin, organisation and first schedule, and signs the admin in; nothing of it where anything is refused. */
export async function setUp(parts: Parts, setup: Setup, from: From): Promise<{ readonly person: string; readonly cookie: string } | Refusal> {
  if (!(await isOpen(parts.db))) return refuse("not_found", "There is nothing here.");
  const tooMany = await guess(parts, "setup", from);
  if (tooMany) return tooMany;
  const person = parts.world.id();
  const hash = await hashPassword(setup.admin.password);
  const made = await inTransaction(parts.db, async (tx) => {
    const token = await takeSetupToken(tx, hashOf(setup.token));
    if (token === "closed") undo(refuse("not_found", "There is nothing here."));
    if (token === "expired") undo(refuse("link_expired", "This setup token is older than 30 minutes. Ask the server for a new one: quarterdeck setup-token."));
    if (token === "wrong") undo(refuse("not_permitted", "This is not the setup token that the server printed last.", { pointer: "/token" }));
    await found(tx, parts, setup, { person, hash, from });
    return { person };
  });
  if ("refused" in made) return made;
  await parts.watchSchedule?.(firstSchedule);
  return { person, cookie: await beginSession(parts, person, from, null) };
}

async function found(tx: Tx, parts: Parts, setup: Setup, first: { readonly person: string; readonly hash: string; readonly from: From }): Promise<void> {
  const { person, hash } = first;
  const by = byPerson(parts, person, first.from);
  const { name, email } = setup.admin;
  const process = await withPlaces(tx, by, { process: setup.process, places: setup.contacts ?? {}, at: await parts.now() });
  await foundOrganisation(tx, by, { ...setup.organisation, process });
  await addPerson(tx, by, { id: person, name, email, admin: true });
  await setPassword(tx, by, { person, hash, keep: null });
  // Who holds the server's own output vouches for this address: without one nobody could be reached before mail works.
  await addMethod(tx, by, { id: parts.world.id(), person, channel: "email", address: email, label: "", secrets: null, verified: true });
  await addFirstSchedule(tx, parts, person, first.from);
  await record(tx, by, { action: "set-up", subject: "organisation", details: { process } });
}

async function addFirstSchedule(tx: Tx, parts: Parts, person: string, from: From): Promise<void> {
  const first = { key: firstSchedule, title: "Commander on call", zone: "UTC", rotations: everybody([person], "UTC") };
  await addSchedule(tx, byPerson(parts, person, from), first);
}
