/** The process an organisation begins with: the shipped one, or its own copy that says where it meets. */
import { isRefusal, refuse } from "../../core/kernel/refusal.ts";
import type { Instant } from "../../core/kernel/time.ts";
import { askedContacts, type ContactField, type ContactSummary } from "../../core/rules/tell/contact-summary/value.ts";
import { undo } from "../../store/directory/change.ts";
import { activatePack, packVersions } from "../../store/directory/packs.ts";
import type { By, Tx } from "../../store/directory/tables.ts";
import { packFromText } from "./packs.ts";
import { forkPack } from "./processes.ts";
import type { Written } from "./text.ts";

/** Where the organisation meets, as far as it knows already. */
export type Places = Partial<Pick<ContactSummary, Exclude<ContactField, "commander">>>;

/** The process that was chosen, when, and where people meet. */
type Chosen = { readonly process: string; readonly places: Places; readonly at: Instant };

/** The key of the process to begin with: with places given, that of a copy which says them and is in force at once. */
export async function withPlaces(tx: Tx, by: By, { process, places, at }: Chosen): Promise<string> {
  const given = Object.keys(places).filter((field) => places[field as keyof Places] !== undefined);
  if (given.length === 0) return process;
  const row = (await packVersions(tx, process)).find(({ status }) => status === "active");
  const read = row === undefined ? undefined : packFromText(row.text);
  const pack = read && "pack" in read ? read.pack : undefined;
  const asked: readonly string[] = askedContacts(pack?.contact_summary);
  const stray = given.find((field) => !asked.includes(field));
  if (row === undefined || pack === undefined || stray !== undefined)
    return undo(refuse("invalid_value", "The process does not ask for this place to meet.", { pointer: `/contacts/${stray ?? given[0]}` }));
  const own = { key: `our-${process}`.slice(0, 40), name: `Our ${pack.name}`, written: writtenOf(places) };
  const copy = await forkPack(tx, { ...by, admin: true }, row, own);
  if (isRefusal(copy)) return undo(copy);
  // Examples that are left were in force before it: they keep nobody from beginning, and the process page names them.
  const begun = await activatePack(tx, by, copy, at);
  return isRefusal(begun) ? undo(begun) : copy.key;
}

/** A number that was given without a PIN has none: the example must not stand beside it. */
function writtenOf({ pin, ...places }: Places): Written[] {
  const said = { ...places, pin: pin ?? (places.phone === undefined ? undefined : "none") };
  return Object.entries(said).flatMap(([field, value]) => (value === undefined ? [] : [{ path: ["contact_summary", field], value }]));
}
