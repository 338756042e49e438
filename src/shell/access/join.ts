/** Joining: invitations and new passwords, by links that work once. */
import { type Refusal, refuse } from "../../core/kernel/refusal.ts";
import { type Invitation, invitationOf, storeInvitation, takeInvitation } from "../../store/access/links.ts";
import { setPassword } from "../../store/access/passwords.ts";
import { hashOf } from "../../store/access/secrets.ts";
import { inTransaction, undo } from "../../store/directory/change.ts";
import { addMethod, type Method, markVerified, methodsOf } from "../../store/directory/methods.ts";
import { personById } from "../../store/directory/people.ts";
import type { By, Tx } from "../../store/directory/tables.ts";
import { byPerson, type From, type Parts, randomText } from "./parts.ts";
import { guess, hashPassword } from "./password.ts";
import { sendToMethod } from "./send.ts";
import { beginSession, type Identity } from "./sign-in.ts";

/** How long each link works, in hours. */
const hours = { invitation: 72, reset: 24 } as const;

/** What making a link needs; sending it needs the queue and the key that seals, too. */
export type JoinParts = Pick<Parts, "db" | "world" | "publicUrl" | "node"> & Partial<Pick<Parts, "jobs" | "keys">>;

/** A link to hand over, or null where it was mailed. */
export type Handed = { readonly link: string | null; readonly mailed: boolean; readonly hours: number };

/** Makes the link by which a person joins or chooses a new password: mailed to them, or given to whoever asks, who then is the one to pass it on. */
export async function makeJoinLink(
  parts: JoinParts,
  identity: Pick<Identity, "person">,
  asked: { readonly person: string; readonly kind: Invitation["kind"]; readonly mail: boolean },
  from: From,
): Promise<Handed | Refusal> {
  const token = randomText(parts, 32);
  const by = byPerson(parts, identity.person, from);
  const made = await inTransaction(parts.db, async (tx) => {
    const person = await personById(tx, asked.person);
    if (person === null) undo(refuse("not_found", "There is no such person."));
    if (!person?.active) undo(refuse("invalid_state", "This person has left. Take them back first."));
    await storeInvitation(tx, by, { hash: hashOf(token), person: asked.person, kind: asked.kind, mailed: asked.mail, hours: hours[asked.kind] });
    return ensureMail(tx, by, parts, { id: asked.person, email: person!.email });
  });
  if ("refused" in made) return made;
  // The token stands after the #, which no browser sends and no log sees.
  const link = `${parts.publicUrl}/${asked.kind === "invitation" ? "join" : "reset"}#${token}`;
  const { jobs, keys } = parts;
  if (!asked.mail || !jobs || !keys) return { link, mailed: false, hours: hours[asked.kind] };
  const template = asked.kind === "invitation" ? "invitation" : "password-reset";
  await sendToMethod({ ...parts, jobs, keys }, made, {
    template,
    params: { by: identity.person, hours: String(hours[asked.kind]) },
    sealed: { answerUrl: link },
  });
  return { link: null, mailed: true, hours: hours[asked.kind] };
}

/** The person's mail address is a way to reach them, proven or not. */
async function ensureMail(tx: Tx, by: By, parts: Pick<Parts, "world">, person: { readonly id: string; readonly email: string }): Promise<Method> {
  const known = (await methodsOf(tx, [person.id])).find(({ channel, address }) => channel === "email" && address.toLowerCase() === person.email.toLowerCase());
  return (
    known ?? addMethod(tx, by, { id: parts.world.id(), person: person.id, channel: "email", address: person.email, label: "", secrets: null, verified: false })
  );
}

/** Whom a link is for. Guessing counts. */
export async function readJoinLink(parts: Parts, token: string, from: From): Promise<Pick<Invitation, "name" | "email" | "kind"> | Refusal> {
  const tooMany = await guess(parts, `link:${token}`, from);
  if (tooMany) return tooMany;
  const invitation = await invitationOf(parts.db, hashOf(token));
  if ("refused" in invitation) return invitation;
  const { name, email, kind } = invitation;
  return { name, email, kind };
}

/** Uses a link: sets the password and signs in. A mailed link also proves the mailbox. */
export async function useJoinLink(
  parts: Parts,
  given: { readonly token: string; readonly password: string },
  from: From,
): Promise<{ readonly person: string; readonly cookie: string } | Refusal> {
  const tooMany = await guess(parts, `link:${given.token}`, from);
  if (tooMany) return tooMany;
  const hash = hashOf(given.token);
  const invitation = await invitationOf(parts.db, hash);
  if ("refused" in invitation) return invitation;
  const { person } = invitation;
  const password = await hashPassword(given.password);
  const by = byPerson(parts, person, from);
  const joined = await inTransaction(parts.db, async (tx) => {
    if (!(await takeInvitation(tx, hash))) undo(refuse("link_used", "This link was used already."));
    await setPassword(tx, by, { person, hash: password, keep: null });
    const mail = await ensureMail(tx, by, parts, { id: person, email: invitation.email });
    if (invitation.mailed && mail.verifiedAt === null) await markVerified(tx, by, mail);
    return { person };
  });
  if ("refused" in joined) return joined;
  return { person, cookie: await beginSession(parts, person, from, null) };
}
