/** People as people see them: addresses masked but for oneself and admins, and what a change of a person takes with it. */
import { type Refusal, refuse } from "../../core/kernel/refusal.ts";
import { audit, inTransaction } from "../../store/directory/change.ts";
import { changeMethod, type Method, methodOf, methodsOf, removeMethod } from "../../store/directory/methods.ts";
import { addPerson, allPeople, changePerson, listsNaming, type Person, type PersonFields, personById, setActive } from "../../store/directory/people.ts";
import { type Handed, makeJoinLink } from "../access/join.ts";
import { tellOthers } from "../access/method-news.ts";
import { byPerson, type From, type Parts } from "../access/parts.ts";
import type { Identity } from "../access/sign-in.ts";
import { keepingExperts } from "./coverage.ts";

/** A contact method; `address` is masked where it is not for the viewer. */
export type MethodView = Omit<Method, "person">;

/** A person; `email` and the methods' addresses are masked where they are not for the viewer. */
export type PersonView = Person & { readonly methods: readonly MethodView[] };

/** What a leaving person holds: roles in open incidents, and the lists they stand in. */
export type HandOver = {
  readonly roles: readonly { readonly incident: string; readonly role: string }[];
  readonly lists: readonly { readonly kind: string; readonly id: string; readonly name: string }[];
};

/** Somebody to add; `invite` says what becomes of the link: mailed, given back, or none made yet. */
export type PersonInput = {
  readonly name: string;
  readonly email: string;
  readonly admin: boolean;
  readonly zone: string | null;
  readonly orgLevel: number;
  readonly jobTitle: string;
  readonly invite: "mail" | "link" | "none";
};

/** Everybody. */
export async function listPeople(parts: Parts, viewer: Identity): Promise<PersonView[]> {
  const people = await allPeople(parts.db);
  return views(parts, viewer, people);
}

/** One person. */
export async function showPerson(parts: Parts, viewer: Identity, id: string): Promise<PersonView | Refusal> {
  const person = await personById(parts.db, id);
  return person === null ? nobody() : (await views(parts, viewer, [person]))[0]!;
}

async function views(parts: Parts, viewer: Identity, people: readonly Person[]): Promise<PersonView[]> {
  const ids = people.map(({ id }) => id);
  const methods = new Map<string, Method[]>(ids.map((id) => [id, []]));
  for (const method of await methodsOf(parts.db, ids)) methods.get(method.person)?.push(method);
  return people.map((person) => {
    const whole = viewer.admin || viewer.person === person.id;
    const shown = (methods.get(person.id) ?? []).map((method) => methodView(parts, method, whole));
    return { ...person, email: whole ? person.email : masked(parts, "email", person.email), methods: shown };
  });
}

/** A method for somebody who may see the address whole, or may not. */
export function methodView(parts: Parts, { person: _person, ...method }: Method, whole: boolean): MethodView {
  return { ...method, address: whole ? method.address : masked(parts, method.channel, method.address) };
}

function masked(parts: Parts, channel: string, address: string): string {
  return parts.channels.find(({ name }) => name === channel)?.mask(address) ?? "•••";
}

/** A person's addresses whole, for calling them by hand. Looking at another's is written down. */
export async function revealMethods(parts: Parts, viewer: Identity, id: string, from: From): Promise<{ readonly methods: readonly MethodView[] } | Refusal> {
  const person = await personById(parts.db, id);
  if (person === null) return nobody();
  if (viewer.person !== id) await audit(parts.db, byPerson(parts, viewer.person, from), { action: "addresses-shown", subject: `person/${id}` });
  return { methods: (await methodsOf(parts.db, [id])).map((method) => methodView(parts, method, true)) };
}

/** Adds somebody and, where asked, the link by which they join. */
export async function createPerson(
  parts: Parts,
  identity: Identity,
  input: PersonInput,
  from: From,
): Promise<{ readonly person: PersonView; readonly invitation: Handed | null } | Refusal> {
  const stopped = input.admin ? wantsFresh(identity) : null;
  if (stopped) return stopped;
  const { invite, ...person } = input;
  const added = await inTransaction(parts.db, (tx) => addPerson(tx, byPerson(parts, identity.person, from), { id: parts.world.id(), ...person }));
  if ("refused" in added) return added;
  const asked = { person: added.id, kind: "invitation" as const, mail: invite === "mail" };
  const invitation = invite === "none" ? null : await makeJoinLink(parts, identity, asked, from);
  if (invitation !== null && "refused" in invitation) return invitation;
  return { person: (await views(parts, identity, [added]))[0]!, invitation };
}

/** What only admins say of somebody. */
const adminsOwn = ["admin", "orgLevel", "jobTitle", "canManage", "understands", "skills"] as const satisfies readonly (keyof PersonFields)[];

/** Changes a person: admins everybody, others their own name and hours. Who is admin changes only with a recent password. */
export async function patchPerson(
  parts: Parts,
  identity: Identity,
  change: { readonly id: string; readonly version: number; readonly fields: PersonFields },
  from: From,
): Promise<PersonView | Refusal> {
  const { fields } = change;
  if (!identity.admin && identity.person !== change.id) return refuse("not_permitted", "Only an admin changes other people.");
  if (!identity.admin && adminsOwn.some((field) => fields[field] !== undefined)) return refuse("not_permitted", "Only an admin changes that.");
  const stopped = fields.admin === undefined ? null : wantsFresh(identity);
  if (stopped) return stopped;
  const changed = await changePerson(parts.db, byPerson(parts, identity.person, from), change, fields);
  return "refused" in changed ? changed : (await views(parts, identity, [changed]))[0]!;
}

/** Lets somebody go: sessions and tokens end at once; the answer says what they leave behind. */
export async function deactivatePerson(
  parts: Parts,
  identity: Identity,
  id: string,
  from: From,
): Promise<{ readonly person: PersonView; readonly handOver: HandOver } | Refusal> {
  const person = await keepingExperts(parts.db, (tx) => setActive(tx, byPerson(parts, identity.person, from), id, false));
  if ("refused" in person) return person;
  const [roles, lists] = await Promise.all([parts.rolesOf(id), listsNaming(parts.db, id)]);
  return { person: (await views(parts, identity, [person]))[0]!, handOver: { roles, lists } };
}

/** Takes somebody back; they choose a new password or sign in with their old one. */
export async function reactivatePerson(parts: Parts, identity: Identity, id: string, from: From): Promise<PersonView | Refusal> {
  const person = await setActive(parts.db, byPerson(parts, identity.person, from), id, true);
  return "refused" in person ? person : (await views(parts, identity, [person]))[0]!;
}

/** A method of oneself, or of anybody for an admin; anybody else's does not exist. */
export async function ownMethod(parts: Parts, identity: Identity, person: string, id: string): Promise<Method | Refusal> {
  if (!identity.admin && identity.person !== person) return refuse("not_permitted", "Only an admin changes how other people are reached.");
  return (await methodOf(parts.db, person, id)) ?? refuse("not_found", "There is no such contact method.");
}

/** Changes a method's label or its place in the order. */
export async function patchMethod(
  parts: Parts,
  identity: Identity,
  change: { readonly method: Method; readonly version: number; readonly label?: string; readonly position?: number },
  from: From,
): Promise<MethodView | Refusal> {
  const { method, version, ...fields } = change;
  const changed = await changeMethod(parts.db, byPerson(parts, identity.person, from), { ...method, version }, fields);
  return "refused" in changed ? changed : methodView(parts, changed, true);
}

/** Removes a method and tells the person's other ways. */
export async function deleteMethod(parts: Parts, identity: Identity, method: Method, from: From): Promise<{ readonly removed: string } | Refusal> {
  const removed = await removeMethod(parts.db, byPerson(parts, identity.person, from), method);
  if (!("refused" in removed)) await tellOthers(parts, method, "removed", identity.person);
  return removed;
}

/** A refusal where the password was not given within 15 minutes. */
function wantsFresh(identity: Identity): Refusal | null {
  if (identity.fresh) return null;
  return refuse("not_permitted", "Give your password again first.", { instead: "confirm-password" });
}

function nobody(): Refusal {
  return refuse("not_found", "There is no such person.");
}
