/** Which command an update or a note of the chat is: the process says where they go (catalog 5.9). */
import { executiveUpdatesOf, owing } from "../incident/executives/shape.ts";
import type { Wish } from "../incident/index.ts";
import { type Part, situationOf } from "../incident/information/situation.ts";
import type { State } from "../incident/slices.ts";
import { isFilled } from "../kernel/policy.ts";
import type { Pack } from "../pack/schema.ts";

/** Where something is typed, and by whom. */
export type Telling = { readonly pack: Pack; readonly state: State; readonly person: string | null };

/** An update: to everybody part by part where the process wants that, to the executives by whoever owes them one, else to the organisation. */
export function updateWish(telling: Telling, text: string): Wish {
  const situation = situationOf(telling.pack);
  if (situation) return { name: "tell-situation", input: inParts(situation.says, text) };
  return owesExecutives(telling) ? { name: "tell-executives", input: { state: text } } : { name: "post-update", input: { audience: "organisation", text } };
}

/** A note: of whoever writes where the process has such, else a line of the running log. */
export function noteWish({ pack }: Telling, text: string): Wish {
  return isFilled(pack, "notes") ? { name: "take-note", input: { kind: "note", text } } : { name: "note-change", input: { kind: "change", text } };
}

/** Whether the next summary for executives is this person's to send. */
function owesExecutives({ pack, state, person }: Telling): boolean {
  const cadence = executiveUpdatesOf(pack)?.cadence;
  const rank = state.severity.rank;
  if (!cadence || rank === null || pack.severities[rank]?.major !== true) return false;
  const role = owing(cadence, state.roles);
  return state.roles.held.some((one) => one.role === role && one.person === person);
}

/** `found: a price list` on a line of its own is that part; what names none is what is being looked into. */
function inParts(says: readonly Part[], text: string): { readonly [P in Part]?: string } {
  const lead = says.find((part) => part === "investigating") ?? says[0]!;
  const said: { [P in Part]?: string } = {};
  for (const line of text.split("\n")) {
    const [, name = "", words = ""] = /^\s*([a-z]+):\s*(.*)$/i.exec(line) ?? [];
    const part = says.find((one) => one === name.toLowerCase());
    const [to, what] = part ? [part, words] : [lead, line.trim()];
    if (what !== "") said[to] = said[to] === undefined ? what : `${said[to]} ${what}`;
  }
  return said;
}
