/** Answers that come from outside, carried out as the person whose way they came by: answer, decline, pass on, declare over. */
import { isRefusal } from "../../core/kernel/refusal.ts";
import type { Dispatch } from "../dispatch.ts";
import type { PageRef } from "./desk.ts";

/** Who answers what, by which channel; `key` makes the same answer one. */
export type Answering = PageRef & { readonly person: string; readonly how: string; readonly key: string };

/** What it came to, for them to read or hear. `done`: it took effect. */
export type Came = { readonly done: boolean; readonly words: string };

/** What an answer can do. */
export type Act = { readonly does: "answer" | "escalate" | "close" } | { readonly does: "decline"; readonly reason: string };

const thanks: Readonly<Record<Act["does"], string>> = {
  answer: "Thank you. You are on it.",
  decline: "Noted: you cannot come, and the others see why.",
  escalate: "Passed on: the next ones are called now.",
  close: "Declared over. Thank you.",
};

/** Sends the wish; a refusal is said in its own words. */
export async function carryOut(dispatch: Dispatch, by: Answering, act: Act): Promise<Came> {
  const { person, stream, page, how, key } = by;
  const answer = await dispatch({ stream, ...wishOf(act, { page, how }), actor: `person:${person}`, viewer: { person, all: false }, key });
  if (!isRefusal(answer)) return { done: true, words: thanks[act.does] };
  if (answer.code === "idempotency_key_reused") return { done: false, words: "We have your answer. Thank you." };
  const cannot = act.does === "answer" || act.does === "decline" ? "" : `That is not possible by ${how === "voice" ? "phone" : "message"}: `;
  return { done: false, words: `${cannot}${answer.detail}` };
}

function wishOf(act: Act, { page, how }: { readonly page: string; readonly how: string }): { readonly name: string; readonly input: object } {
  const by = how === "voice" ? "phone" : how;
  switch (act.does) {
    case "answer":
      return { name: "answer-page", input: { page, how } };
    case "decline":
      return { name: "decline-page", input: { page, how, reason: act.reason || `answered no by ${how}` } };
    case "escalate":
      return { name: "escalate-now", input: { reason: `asked for by ${by}` } };
    case "close":
      return { name: "resolve", input: { note: `Declared over by ${by}` } };
  }
}
