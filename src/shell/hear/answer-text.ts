/** An SMS that came back: only from the number that was paged, for pages sent to it, within a day (S22). */
import type { Channel, Receipt, Said } from "../../channels/channel.ts";
import { epochMs } from "../../core/kernel/time.ts";
import { program } from "../../core/kernel/viewer.ts";
import type { OutboxRow } from "../../store/jobs.ts";
import { type Act, carryOut } from "./answers.ts";
import type { Holder, PageRef, ReceiveParts } from "./desk.ts";
import { type ReplyWord, readReply } from "./reply-words.ts";

type Reply = Extract<Receipt, { readonly kind: "reply" }>;
type Asked = PageRef & { readonly person: string };

/** Why a number gets no more SMS: its owner's word, which START takes back. */
const stopped = "This number has sent STOP and gets no more SMS from us.";

const dayMs = 86_400_000;
const silence: Said = { lines: [], keys: [] };

/** What to say back; nothing to numbers that are not known here, to repeats, and after five answers in a quarter of an hour. */
export async function answerText(parts: ReceiveParts, channel: Pick<Channel, "name" | "address">, reply: Reply): Promise<Said> {
  const address = channel.address.safeParse(reply.from);
  const holders = address.success ? await parts.desk.holders(channel.name, address.data) : [];
  if (!address.success || holders.length === 0 || (await parts.desk.heard(channel.name, reply.providerId))) return silence;
  const words = await act(parts, { channel: channel.name, holders, reply }, readReply(reply.text));
  const said: Said = words === null ? silence : { lines: [words], keys: [] };
  await parts.desk.hear(channel.name, reply.providerId, said);
  return said.lines.length > 0 && (await parts.desk.mayAnswer(channel.name, address.data)) ? said : silence;
}

type From = { readonly channel: string; readonly holders: readonly Holder[]; readonly reply: Reply };

/** Carries out the word; null where silence is the answer (the network itself confirms a STOP). */
async function act(parts: ReceiveParts, from: From, word: ReplyWord): Promise<string | null> {
  switch (word.does) {
    case "stop":
      for (const { id } of from.holders) await parts.desk.markDead(id, stopped);
      return null;
    case "start": {
      const back = from.holders.filter(({ deadReason }) => deadReason?.startsWith(stopped));
      for (const { id } of back) await parts.desk.revive(id);
      if (back.length > 0) return "You get our messages again.";
      return word.answers ? one(parts, from, { does: "answer" }, null) : "You get our messages.";
    }
    case "answer-all":
      return everything(parts, from);
    case "unclear":
      return "Please answer OK if you are on it, or NO and why you cannot come.";
    case "decline":
      return one(parts, from, { does: "decline", reason: word.reason }, word.code);
    default:
      return one(parts, from, { does: word.does }, word.code);
  }
}

async function one(parts: ReceiveParts, from: From, wish: Act, code: string | null): Promise<string> {
  const pages = await pagesSentTo(parts, from);
  const meant = code === null ? pages.filter(({ open }) => open) : await named(parts, pages, code);
  const people = new Set(meant.map(({ person }) => person));
  if (people.size > 1) return "More than one person has this number. Please answer with the code of the message.";
  const page = meant[0];
  if (page === undefined) return code === null ? "No page waits for your answer. Thank you." : `There is no page ${code} for you (any more).`;
  const came = await carryOut(parts.dispatch, { ...page, how: from.channel, key: `${from.channel}:${from.reply.providerId}` }, wish);
  return came.words;
}

async function everything(parts: ReceiveParts, from: From): Promise<string> {
  const open = (await pagesSentTo(parts, from)).filter((page) => page.open);
  if (new Set(open.map(({ person }) => person)).size > 1) return "More than one person has this number. Please answer with the code of each message.";
  let done = 0;
  for (const page of open) {
    const key = `${from.channel}:${from.reply.providerId}:${page.page}`;
    if ((await carryOut(parts.dispatch, { ...page, how: from.channel, key }, { does: "answer" })).done) done += 1;
  }
  if (open.length === 0) return "No page waits for your answer. Thank you.";
  return `Thank you. You are on ${done === 1 ? "it" : `all ${done}`}.`;
}

async function named(parts: ReceiveParts, pages: readonly (Asked & { readonly open: boolean })[], code: string) {
  const means = await Promise.all(pages.map(async (page) => ({ page, ref: await parts.desk.pageOfCode(page.person, code) })));
  return means.flatMap(({ page, ref }) => (ref?.stream === page.stream && ref.page === page.page ? [page] : []));
}

/** The pages that went out to this very number within a day, the newest first, each once; also those that a digest said. */
async function pagesSentTo(parts: ReceiveParts, { holders }: From): Promise<readonly (Asked & { readonly open: boolean })[]> {
  const now = epochMs(await parts.store.now());
  const found = new Map<string, Asked & { open: boolean }>();
  for (const { id, person } of holders) {
    const rows = await parts.store.jobs.outbox(program, { person, limit: 200 });
    const tried = ({ attempts }: OutboxRow) =>
      attempts.some((attempt) => attempt.method === id && attempt.outcome !== "failed" && now - epochMs(attempt.at) <= dayMs);
    const digests = new Set(rows.filter((row) => row.bundles.length > 0 && tried(row)).map((row) => row.id));
    for (const row of rows) {
      const { stream, page } = row;
      const sent = tried(row) || (row.bundle !== null && digests.has(row.bundle));
      if (stream === null || page === null || !sent || found.has(`${stream} ${page}`)) continue;
      found.set(`${stream} ${page}`, { stream, page, person, open: row.acknowledgedAt === null });
    }
  }
  return [...found.values()];
}
