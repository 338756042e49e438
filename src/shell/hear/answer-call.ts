/** A call that somebody took: it says what it is about as things stand now, and hears the key that is pressed (S22). */
import type { Channel, Receipt, Said } from "../../channels/channel.ts";
import { severityOf } from "../../channels/templates/words.ts";
import { epochMs } from "../../core/kernel/time.ts";
import { program } from "../../core/kernel/viewer.ts";
import type { PageAsked } from "../../views/page-asked.ts";
import { type Act, carryOut } from "./answers.ts";
import type { Holder, PageRef, ReceiveParts } from "./desk.ts";

type Call = Extract<Receipt, { readonly kind: "call" }>;

/** Why a number is not called any more: its owner's word, which a new code takes back. */
const stopped = "This number asked us not to call it any more.";

const dayMs = 86_400_000;

const keys: Said["keys"] = [
  { key: "4", does: "if you are on it" },
  { key: "5", does: "to pass it on to the next" },
  { key: "6", does: "to declare it over" },
  { key: "1", does: "to stop calls to this number" },
  { key: "*", does: "to hear this again" },
];

const acts: Readonly<Record<string, Act>> = { "4": { does: "answer" }, "5": { does: "escalate" }, "6": { does: "close" } };

/** What to say: the menu, or what the key came to. The same key in the same call again is answered the same and changes nothing. */
export async function answerCall(parts: ReceiveParts, channel: Pick<Channel, "name" | "address">, call: Call): Promise<Said> {
  const about = await callAbout(parts, channel, call);
  if (about === null) return { lines: ["This is Quarterdeck. There is nothing to answer any more. Goodbye."], keys: [] };
  const { pressed } = call;
  if (pressed === null || pressed === "*") return menu(await parts.asked(about.holder.person, about));
  if (pressed !== "1" && acts[pressed] === undefined) return { lines: ["That key means nothing here."], keys };
  const id = `${call.providerId}:${pressed}`;
  const before = await parts.desk.heard(channel.name, id);
  if (before) return before;
  const said = await press(parts, { ...about, how: channel.name, key: `${channel.name}:${id}` }, pressed);
  await parts.desk.hear(channel.name, id, said);
  return said;
}

type About = PageRef & { readonly holder: Holder };

/** The page the call was made for, where we called this very number of that person for it, within a day. */
async function callAbout(parts: ReceiveParts, channel: Pick<Channel, "name" | "address">, { key, number }: Call): Promise<About | null> {
  const address = channel.address.safeParse(number);
  const [row] = key === null ? [] : await parts.store.jobs.outbox(program, { id: key, limit: 1 });
  if (!address.success || !row || row.stream === null || row.page === null) return null;
  const holder = (await parts.desk.holders(channel.name, address.data)).find(({ person }) => person === row.person);
  const calledAt = Math.max(epochMs(row.queuedAt), ...row.attempts.filter(({ method }) => method === holder?.id).map(({ at }) => epochMs(at)));
  if (!holder || epochMs(await parts.store.now()) - calledAt > dayMs) return null;
  return { stream: row.stream, page: row.page, holder };
}

async function press(parts: ReceiveParts, about: About & { readonly how: string; readonly key: string }, pressed: string): Promise<Said> {
  const { holder, ...ref } = about;
  const wish = acts[pressed];
  if (wish === undefined) {
    await parts.desk.markDead(holder.id, stopped);
    return { lines: ["We do not call this number any more. Your other ways are used instead. Goodbye."], keys: [] };
  }
  const came = await carryOut(parts.dispatch, { ...ref, person: holder.person }, wish);
  return came.done ? { lines: [came.words, "Goodbye."], keys: [] } : { lines: [came.words], keys };
}

function menu(asked: PageAsked | null): Said {
  if (asked === null) return { lines: ["This is Quarterdeck. There is nothing to answer any more. Goodbye."], keys: [] };
  const { incident, state, by, why, answeredBy } = asked;
  const severity = severityOf({ severityRank: incident.severity?.rank ?? null, severityName: incident.severity?.name ?? null });
  const title = `${severity ?? "Not rated yet"}${incident.number === null ? "" : `, number ${incident.number}`}: ${incident.title}`;
  const others = answeredBy.length === 0 ? [] : [`${answeredBy.join(" and ")} answered already.`];
  const about = [`This is Quarterdeck.${incident.drill ? " This is a drill." : ""}`, title];
  if (state !== "open") return { lines: [...about, ...others, closed[state]], keys: [] };
  return { lines: [...about, `${by} needs you: ${why}`, ...others], keys };
}

const closed = {
  answered: "You have answered this page. Goodbye.",
  declined: "You have said that you cannot come. Goodbye.",
  withdrawn: "It needs no answer any more. Goodbye.",
} as const;
