/** What providers call back with: receipts settle deliveries, and a reply from the very number that was paged answers the page (S22). */
import type { Callback, Channel, Receipt } from "../channels/channel.ts";
import { isRefusal } from "../core/kernel/refusal.ts";
import { epochMs } from "../core/kernel/time.ts";
import { program } from "../core/kernel/viewer.ts";
import type { OutboxRow } from "../store/jobs.ts";
import type { Store } from "../store/log.ts";
import type { Dispatch } from "./dispatch.ts";

/** What a callback came to: what to say to whoever wrote; forged ones came to nothing; null for a channel that hears nothing. */
export type Received = { readonly forged: true } | { readonly forged: false; readonly replies: readonly string[] };
export type Receive = (channel: string, callback: Callback) => Promise<Received | null>;

/** What receiving is made of. `peopleAt` finds who verified an address of theirs. */
export type ReceiveParts = {
  readonly channels: readonly Pick<Channel, "name" | "address" | "receive">[];
  readonly settings: (channel: string) => unknown;
  readonly store: Pick<Store, "now"> & { readonly jobs: Pick<Store["jobs"], "outbox" | "receipt"> };
  readonly dispatch: Dispatch;
  readonly peopleAt: (channel: string, address: string) => Promise<readonly string[]>;
};

const dayMs = 86_400_000;
const yes = /^\W*(ok|okay|yes|y|ja|oui|si|1|ack|coming|on it|i'?m on it|i am on it)\b/i;
const no = /^\W*(no|n|nein|non|2|can'?t|cannot|i can'?t|i cannot)\b[\s,:;.-]*(.*)$/is;

/** A receiver of callbacks. */
export function receiverOf(parts: ReceiveParts): Receive {
  return async (name, callback) => {
    const channel = parts.channels.find((one) => one.name === name);
    if (!channel?.receive) return null;
    const receipts = channel.receive(parts.settings(name), callback);
    if (receipts.some(({ kind }) => kind === "forged")) return { forged: true };
    const replies: string[] = [];
    for (const receipt of receipts) {
      if (receipt.kind === "receipt") await parts.store.jobs.receipt(name, receipt.providerId, receipt.state, receipt.reason);
      if (receipt.kind === "reply") replies.push(await replied(parts, channel, receipt));
    }
    return { forged: false, replies };
  };
}

type Reply = Extract<Receipt, { kind: "reply" }>;

async function replied(parts: ReceiveParts, channel: Pick<Channel, "name" | "address">, reply: Reply): Promise<string> {
  const address = channel.address.safeParse(reply.from);
  const people = address.success ? await parts.peopleAt(channel.name, address.data) : [];
  const [person, ...others] = people;
  if (person === undefined || others.length > 0) return "This number is not known here, so nothing was changed.";
  const declines = no.exec(reply.text);
  if (!declines && !yes.test(reply.text)) return "Please answer OK if you are on it, or NO and why you cannot come.";
  const page = await newestPage(parts, channel.name, person);
  if (!page) return "No page waits for your answer. Thank you.";
  const how = channel.name;
  const wish = declines
    ? { name: "decline-page", input: { page: page.page, how, reason: declines[2]?.trim().slice(0, 300) || `answered no by ${how}` } }
    : { name: "answer-page", input: { page: page.page, how } };
  const answer = await parts.dispatch({
    stream: page.stream,
    ...wish,
    actor: `person:${person}`,
    viewer: { person, all: false },
    key: `${how}:${reply.providerId}`,
  });
  if (isRefusal(answer)) return answer.code === "idempotency_key_reused" ? "We have your answer. Thank you." : answer.detail;
  return declines ? "Noted: you cannot come, and the others see why." : "Thank you. You are on it.";
}

/** The newest page of theirs that went out over this channel within a day and was not answered. */
async function newestPage(parts: ReceiveParts, channel: string, person: string): Promise<{ readonly stream: string; readonly page: string } | null> {
  const now = epochMs(await parts.store.now());
  const rows = await parts.store.jobs.outbox(program, { person, limit: 200 });
  const wentOut = ({ attempts }: OutboxRow) =>
    attempts.some((attempt) => attempt.channel === channel && attempt.outcome !== "failed" && now - epochMs(attempt.at) <= dayMs);
  const found = rows.find((row) => row.page !== null && row.stream !== null && row.acknowledgedAt === null && wentOut(row));
  return found ? { stream: found.stream!, page: found.page! } : null;
}
